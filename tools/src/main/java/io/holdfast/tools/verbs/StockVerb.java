package io.holdfast.tools.verbs;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.HoldfastClient;
import io.holdfast.client.Id;
import io.holdfast.client.Verdict;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.operate.Decision;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.operate.StockReport;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Parameters;

/** A change of the units of one item in one sale. */
abstract class StockVerb extends OperatorVerb {
  @Parameters(
      index = "0",
      paramLabel = "SALE",
      converter = SaleId.class,
      description = "Number of the sale.")
  private long sale;

  @Parameters(index = "1", paramLabel = "ITEM", description = "Number of the item.")
  private long item;

  final long sale() {
    return sale;
  }

  final long item() {
    return item;
  }

  /** Units; negative are to be taken out. */
  abstract long change();

  abstract AdjustStockRequest request(Id id);

  @Override
  final CompletableFuture<Verdict> send(
      final HoldfastClient client, final Id id, final long nowMs) {
    return client.adjustStock(request(id));
  }

  @Override
  final int report(final Output output, final Decision decision) {
    return new StockReport(sale, item, change()).print(output, decision);
  }
}
