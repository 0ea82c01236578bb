package io.holdfast.client;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * Units to be put into a line or taken out of it.
 *
 * @param command id of this command; the same request under the same id is safe to send again
 * @param sale whose line it is
 * @param item the line's item
 * @param delta units; negative takes out
 * @param expectedAvailable what must be available for the command to act; empty: anything
 * @param createLine whether to create the line if the sale does not have it yet
 * @param operatorName who; at most 256 bytes of UTF-8
 * @param reason why; at most 256 bytes of UTF-8
 */
public record AdjustStockRequest(
    Id command,
    long sale,
    long item,
    long delta,
    OptionalLong expectedAvailable,
    boolean createLine,
    String operatorName,
    String reason) {

  /** Rejects what cannot be written; the node judges the rest. */
  public AdjustStockRequest {
    Objects.requireNonNull(command, "command");
    Optionals.check("expectedAvailable", expectedAvailable);
    Texts.check("operator name", operatorName);
    Texts.check("reason", reason);
  }

  /** Adds units, creating the line if the sale does not have it yet. */
  public static AdjustStockRequest add(
      final Id command, final long sale, final long item, final long units) {
    return new AdjustStockRequest(command, sale, item, units, OptionalLong.empty(), true, "", "");
  }

  /** The same, said by whom and why. */
  public AdjustStockRequest because(final String newOperatorName, final String newReason) {
    return new AdjustStockRequest(
        command, sale, item, delta, expectedAvailable, createLine, newOperatorName, newReason);
  }

  /** The same, acting only if exactly so many units are available. */
  public AdjustStockRequest ifAvailable(final long units) {
    return new AdjustStockRequest(
        command, sale, item, delta, OptionalLong.of(units), createLine, operatorName, reason);
  }
}
