package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code queue}: the waiting rooms of a running node. */
@Command(
    name = "queue",
    description = "Look at the waiting rooms of a running node; join and leave for a buyer.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {QueueShowCommand.class, QueueJoinCommand.class, QueueLeaveCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast queue show 7",
      "  holdfast queue show 7 --buyer 42",
      "  holdfast queue join 7 --buyer 42"
    })
public final class QueueCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
