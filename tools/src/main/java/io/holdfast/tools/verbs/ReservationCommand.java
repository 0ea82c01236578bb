package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reservation}: the reservations of a running node. */
@Command(
    name = "reservation",
    description = "Look at the reservations of a running node.",
    synopsisSubcommandLabel = "VERB",
    subcommands = ReservationShowCommand.class,
    footerHeading = "%nExample:%n",
    footer = "  holdfast reservation show 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f")
public final class ReservationCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
