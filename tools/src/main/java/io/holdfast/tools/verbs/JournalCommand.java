package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code journal}: what is in a journal's files. */
@Command(
    name = "journal",
    description = "Look into the files of a journal; the node may run meanwhile.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {JournalListCommand.class, JournalDumpCommand.class, JournalPruneCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast journal list",
      "  holdfast journal dump --from 1000 --to 1020",
      "  holdfast journal dump --buyer 100 --json"
    })
public final class JournalCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
