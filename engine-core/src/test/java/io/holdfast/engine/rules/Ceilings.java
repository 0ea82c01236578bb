package io.holdfast.engine.rules;

import io.holdfast.engine.EngineConfig;

/** The ceilings of an engine under test; generous but for what a test sets. */
final class Ceilings {
  int maxChangesPerStep = 4_096;
  int maxReservations = 20_000;
  int maxEndedHolds = 20_000;
  int maxRejections = 1_000;
  int maxCommandIds = 1_000;
  int maxSales = 100;
  int maxLines = 100;
  int maxReservationUnits = 10_000;
  long maxLineUnits = 1_000_000;
  int maxTickets = 1_000;
  int maxBuyerHolds = 1_000;
  long memoryRetentionMs = 100_000_000;

  EngineConfig config() {
    return new EngineConfig(
        EngineConfig.RULES_VERSION,
        maxChangesPerStep,
        maxReservations,
        maxEndedHolds,
        maxRejections,
        maxCommandIds,
        maxSales,
        maxLines,
        maxReservationUnits,
        maxLineUnits,
        maxTickets,
        maxBuyerHolds,
        memoryRetentionMs);
  }
}
