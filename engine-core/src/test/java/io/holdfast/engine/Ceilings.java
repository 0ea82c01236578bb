package io.holdfast.engine;

/** The ceilings of an engine under test; generous but for what a test sets. */
public final class Ceilings {
  public int maxChangesPerStep = 4_096;
  public int maxReservations = 20_000;
  public int maxEndedHolds = 20_000;
  public int maxRejections = 1_000;
  public int maxCommandIds = 1_000;
  public int maxSales = 100;
  public int maxLines = 100;
  public int maxReservationUnits = 10_000;
  public long maxLineUnits = 1_000_000;
  public int maxTickets = 1_000;
  public int maxBuyerHolds = 1_000;
  public long memoryRetentionMs = 100_000_000;

  /** What the engine is configured with. */
  public EngineConfig config() {
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
