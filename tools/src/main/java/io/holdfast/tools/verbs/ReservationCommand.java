package io.holdfast.tools.verbs;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code reservation}: the reservations of a running node. */
@Command(
    name = "reservation",
    description = "Look at the reservations of a running node, release and cancel them.",
    synopsisSubcommandLabel = "VERB",
    subcommands = {
      ReservationShowCommand.class,
      ReservationListCommand.class,
      ReservationReleaseCommand.class,
      ReservationCancelCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast reservation show 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f",
      "  holdfast reservation list --sale 7 --buyer 42",
      "  holdfast reservation release 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f --reason 'asked by phone'"
    })
public final class ReservationCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "which verb?");
  }
}
