package io.holdfast.tools.verbs;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.Id;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.Desk;
import io.holdfast.tools.operate.NodeOptions;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.operate.StockReport;
import io.holdfast.tools.operate.Units;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stock add}. */
@Command(
    name = "add",
    description = "Put units of an item into a sale, also while it runs.",
    footerHeading = "%nExample:%n",
    footer = "  holdfast stock add 7 1001 250")
final class StockAddCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SALE",
      converter = SaleId.class,
      description = "Number of the sale.")
  private long sale;

  @Parameters(
      index = "1",
      paramLabel = "ITEM",
      description = "Number of the item; one the sale does not have yet is added.")
  private long item;

  @Parameters(
      index = "2",
      paramLabel = "UNITS",
      converter = Units.Positive.class,
      description = "How many.")
  private long units;

  @Option(names = "--reason", paramLabel = "TEXT", defaultValue = "", description = "Why.")
  private String reason;

  @Mixin private AuthorOptions author;
  @Mixin private NodeOptions node;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Id id = author.id();
    final Decision decision;
    try (Desk desk = node.open()) {
      decision = new Decision(id, desk.send(id, client -> client.adjustStock(request(id))));
    }
    return new StockReport(sale, item, units).print(outputOptions.output(), decision);
  }

  private AdjustStockRequest request(final Id id) {
    return AdjustStockRequest.add(id, sale, item, units).because(author.operatorName(), reason);
  }
}
