package io.holdfast.tools.verbs;

import io.holdfast.client.AdjustStockRequest;
import io.holdfast.client.Id;
import io.holdfast.tools.operate.AuthorOptions;
import io.holdfast.tools.operate.Units;
import java.util.OptionalLong;
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
final class StockAdjustCommand extends StockVerb {
  @Parameters(
      index = "2",
      paramLabel = "+N|-N",
      converter = Units.Change.class,
      description = "Units to put in or, of those available, to take out.")
  private long change;

  @Option(
      names = "--expected",
      paramLabel = "N",
      description = "Only if exactly so many units are available.")
  private Long expected;

  @Mixin private AuthorOptions.ReasonRequired author;

  @Override
  AuthorOptions author() {
    return author;
  }

  @Override
  long change() {
    return change;
  }

  @Override
  AdjustStockRequest request(final Id id) {
    return new AdjustStockRequest(
        id,
        sale(),
        item(),
        change,
        expected == null ? OptionalLong.empty() : OptionalLong.of(expected),
        false,
        author.operatorName(),
        author.reason());
  }
}
