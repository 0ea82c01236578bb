package io.holdfast.tools.verbs;

import io.holdfast.client.RoomInfo;
import io.holdfast.client.TicketInfo;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.Inquiry;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.RoomViews;
import io.holdfast.tools.operate.SaleId;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code queue show}. */
@Command(
    name = "show",
    description = {
      "Show the waiting room of a sale, or the ticket of one buyer.",
      "The seed of the shuffle shows once the sale has opened, its SHA-256 from the start."
    },
    footerHeading = "%nExamples:%n",
    footer = {"  holdfast queue show 7", "  holdfast queue show 7 --buyer 42 --json"})
final class QueueShowCommand implements Callable<Integer> {
  @Parameters(paramLabel = "SALE", converter = SaleId.class, description = "Number of the sale.")
  private long sale;

  @Option(
      names = "--buyer",
      paramLabel = "B",
      description = "Number of a buyer: its place, and how long it waits at least.")
  private Long buyer;

  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    final String subject = "waiting room of sale " + sale;
    return Inquiry.run(
        node,
        output,
        buyer == null ? subject : "buyer " + buyer + " in the " + subject,
        desk -> look(desk, output));
  }

  private void look(final Desk desk, final Output output) {
    final RoomInfo room = desk.ask(client -> client.room(sale));
    if (buyer == null) {
      output.result(RoomViews.room(room), RoomViews.roomText(room));
      return;
    }
    final TicketInfo ticket = desk.ask(client -> client.ticket(sale, buyer));
    output.result(RoomViews.ticket(ticket, room), RoomViews.ticketText(ticket, room));
  }
}
