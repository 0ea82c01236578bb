package io.holdfast.tools.verbs;

import io.holdfast.client.Id;
import io.holdfast.client.ReservationInfo;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.IdText;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.Views;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code reservation show}. */
@Command(
    name = "show",
    description = "Show one reservation: its state, its units, its deadline.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast reservation show 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f")
final class ReservationShowCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "ID",
      converter = IdText.class,
      description = "Its id, a UUID, as the storefront chose it.")
  private Id id;

  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    return Inquiry.run(
        node,
        output,
        "reservation " + id,
        desk -> {
          final ReservationInfo info = desk.ask(client -> client.reservation(id));
          output.result(Views.reservation(info), Views.reservationText(info));
        });
  }
}
