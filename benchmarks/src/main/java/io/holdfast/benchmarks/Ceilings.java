package io.holdfast.benchmarks;

import io.holdfast.engine.EngineConfig;

/**
 * Configurations of a benchmark's engine: a node's defaults but for the ceilings that are named.
 */
final class Ceilings {
  private Ceilings() {}

  /**
   * An engine without a waiting room.
   *
   * @param reservations live reservations and purchases
   * @param remembered ended reservations, final rejections, and command ids: so many of each
   */
  static EngineConfig of(final int reservations, final int remembered) {
    return of(reservations, remembered, 1);
  }

  static EngineConfig of(final int reservations, final int remembered, final int tickets) {
    final EngineConfig defaults = EngineConfig.forReservations(reservations);
    return new EngineConfig(
        defaults.rulesVersion(),
        defaults.maxChangesPerStep(),
        reservations,
        remembered,
        remembered,
        remembered,
        defaults.maxSales(),
        defaults.maxLines(),
        defaults.maxReservationUnits(),
        defaults.maxLineUnits(),
        tickets,
        defaults.maxBuyerHolds(),
        defaults.memoryRetentionMs());
  }
}
