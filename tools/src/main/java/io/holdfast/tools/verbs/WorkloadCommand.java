package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code workload}: what is done with workload files without a node. */
@Command(
    name = "workload",
    description = "Make and check workload files.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {ConvertCommand.class, CheckCommand.class},
    footerHeading = "%nThe file:%n",
    footer = {
      "  CSV with the header at_ms,action,reservation,basket,buyer,item,quantity",
      "  at_ms     ms since the start, never less than in the row above",
      "  reserve   reservation, buyer, item, quantity; with basket: adjacent rows",
      "            are one basket, all or none, one buyer, at most 256 rows",
      "  confirm   reservation, quantity if not all; or basket alone for all of it",
      "  release, begin-payment   reservation; or basket alone for all of it",
      "  cancel    reservation, quantity if not all that is left",
      "  restock   item, quantity; an unknown item gets a line",
      "  join, leave   buyer",
      "  reservation, basket, buyer and item are free text, taken as it stands;",
      "  columns an action does not name are not read, quantity must be empty then.",
      "",
      "Examples:",
      "  holdfast workload convert --from online-retail orders.csv.gz orders.workload.csv",
      "  holdfast workload check orders.workload.csv"
    })
public final class WorkloadCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
