package io.holdfast.tools.verbs;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.Id;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Units;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code stock add}. */
@Command(
    name = "add",
    description = {
      "Put units of an item into a sale, also while it runs.",
      "An item that the sale does not have yet is added."
    },
    footerHeading = "%nExample:%n",
    footer = "  holdfast stock add 7 1001 250")
final class StockAddCommand extends StockVerb {
  @Parameters(
      index = "2",
      paramLabel = "UNITS",
      converter = Units.Positive.class,
      description = "How many.")
  private long units;

  @Mixin private AuthorOptions.ReasonOptional author;

  @Override
  AuthorOptions author() {
    return author;
  }

  @Override
  long change() {
    return units;
  }

  @Override
  AdjustStockRequest request(final Id id) {
    return AdjustStockRequest.add(id, sale(), item(), units)
        .because(author.operatorName(), author.reason());
  }
}
