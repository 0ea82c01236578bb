package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code stock}: the units of a running node's sales. */
@Command(
    name = "stock",
    description = "Put units into the sales of a running node, correct them, and count them.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {StockAddCommand.class, StockAdjustCommand.class, StockListCommand.class},
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast stock add 7 1001 250",
      "  holdfast stock adjust 7 1001 -3 --reason 'damaged in the warehouse'",
      "  holdfast stock list 7"
    })
public final class StockCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
