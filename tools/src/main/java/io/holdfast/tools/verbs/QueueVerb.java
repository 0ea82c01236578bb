package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.Advice;
import io.holdfast.tools.operate.BuyerOption;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.Report;
import io.holdfast.tools.operate.RoomViews;
import io.holdfast.tools.operate.SaleId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/**
 * What an operator at the counter does for a buyer's ticket. Such a command has no id: sale and
 * buyer say which it is.
 */
abstract class QueueVerb implements Callable<Integer> {
  @Parameters(paramLabel = "SALE", converter = SaleId.class, description = "Number of the sale.")
  private long sale;

  @Mixin private BuyerOption buyer;
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  private final String participle;

  /**
   * @param participle what the buyer has done: "joined"
   */
  QueueVerb(final String participle) {
    this.participle = participle;
  }

  abstract CompletableFuture<Verdict> send(HoldfastClient client, long saleId, long buyerId);

  @Override
  public final Integer call() {
    final Verdict verdict;
    try (Desk desk = node.open()) {
      verdict =
          desk.send(
              "run it again: sent twice, it is done once",
              client -> send(client, sale, buyer.buyer()));
    }
    final JsonObject json = new JsonObject();
    json.addProperty("sale", sale);
    json.addProperty("buyer", buyer.buyer());
    RoomViews.addTicket(json, verdict);
    Decision.addTo(json, verdict);
    return Report.of(outputOptions.output(), json, List.of(text(verdict)), verdict.isAccepted());
  }

  private String text(final Verdict verdict) {
    final String subject = "buyer " + buyer.buyer();
    final String queue = " the queue of sale " + sale + ": ";
    if (!verdict.isAccepted()) {
      return subject
          + " has not "
          + participle
          + queue
          + verdict.code()
          + ": "
          + Advice.on(verdict.code());
    }
    return subject
        + (verdict.repeated() ? " had already " : " has ")
        + participle
        + queue
        + RoomViews.ticketText(verdict);
  }
}
