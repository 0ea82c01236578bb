package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code sale}: the sales of a running node. */
@Command(
    name = "sale",
    description = "Create, open, pause, change, close and look at the sales of a running node.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      SaleCreateCommand.class,
      SaleOpenCommand.class,
      SalePauseCommand.class,
      SaleResumeCommand.class,
      SaleUpdateCommand.class,
      SaleCloseCommand.class,
      SaleListCommand.class,
      SaleShowCommand.class,
      SaleWatchCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast sale create 7 --name 'autumn shoes' --hold 10m --open",
      "  holdfast sale list",
      "  holdfast sale pause 7 --grace 15m --reason 'payment provider is down'",
      "  holdfast sale close 7 --reason 'sold out'"
    })
public final class SaleCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
