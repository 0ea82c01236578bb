package io.holdfast.benchmarks;

import io.holdfast.engine.EngineConfig;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * The first steps of an engine: configured, one sale without limits, one line that never sells out,
 * open.
 */
final class HotSale {
  static final long SALE = 1;
  static final long ITEM = 1;

  private static final long UNITS = 1_000_000_000_000L;

  private HotSale() {}

  /** Encodes one command and returns its length in bytes. */
  interface Step {
    int encode(MutableDirectBuffer buffer);
  }

  static List<Step> steps(final EngineConfig config, final long epoch) {
    final OperatorMessages messages = new OperatorMessages();
    return List.of(
        buffer -> messages.epochStart(buffer, config, epoch),
        buffer -> messages.createSale(buffer, 1, SALE, SaleTerms.longHolds(0)),
        buffer -> messages.adjustStock(buffer, 2, SALE, ITEM, UNITS),
        buffer -> messages.openSale(buffer, 3, SALE));
  }
}
