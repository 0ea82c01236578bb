package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code snapshot}: the state of the engine at one step, in a file. */
@Command(
    name = "snapshot",
    description = {
      "Take, list, verify and prune snapshots: the state at one sequence, so that a start need not",
      "replay the journal from its first record."
    },
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      SnapshotTakeCommand.class,
      SnapshotListCommand.class,
      SnapshotVerifyCommand.class,
      SnapshotPruneCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast snapshot take",
      "  holdfast snapshot list",
      "  holdfast snapshot verify --replay",
      "  holdfast snapshot prune --keep 3"
    })
public final class SnapshotCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
