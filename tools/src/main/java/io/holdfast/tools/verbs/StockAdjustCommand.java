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
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code stock adjust}. */
@Command(
    name = "adjust",
    description = "Correct the units of an item that a sale has: put some in, or take some out.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast stock adjust 7 1001 -3 --reason 'damaged in the warehouse'",
      "  Only if nothing has moved since you counted 97 available:",
      "  holdfast stock adjust 7 1001 +3 --expected 97 --reason 'found in the backroom'"
    })
final class StockAdjustCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      paramLabel = "SALE",
      converter = SaleId.class,
      description = "Number of the sale.")
  private long sale;

  @Parameters(index = "1", paramLabel = "ITEM", description = "Number of the item.")
  private long item;

  @Parameters(
      index = "2",
      paramLabel = "+N|-N",
      converter = Units.Change.class,
      description = "Units to put in or, of those available, to take out.")
  private long change;

  @Option(
      names = "--reason",
      paramLabel = "TEXT",
      required = true,
      description = "Why; kept in the journal.")
  private String reason;

  @Option(
      names = "--expected",
      paramLabel = "N",
      description = "Only if exactly so many units are available.")
  private Long expected;

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
    return new StockReport(sale, item, change).print(outputOptions.output(), decision);
  }

  private AdjustStockRequest request(final Id id) {
    return new AdjustStockRequest(
        id,
        sale,
        item,
        change,
        expected == null ? OptionalLong.empty() : OptionalLong.of(expected),
        false,
        author.operatorName(),
        reason);
  }
}
