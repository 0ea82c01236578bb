package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.EpochStartEncoder;

/**
 * All that can change a verdict besides the commands. It stands in the first record of an epoch, so
 * that a replay decides as the original did, whatever the machine it runs on.
 *
 * @param rulesVersion version of the rules of docs/reference/commands.md
 * @param maxChangesPerStep state changes that one Tick makes at most (W)
 * @param maxReservations live holds and purchases together
 * @param maxEndedHolds released and expired holds remembered
 * @param maxRejections final rejections remembered
 * @param maxCommandIds cancels and operator commands remembered
 * @param maxSales sales
 * @param maxLines lines of all sales together
 * @param maxReservationUnits units that one reservation may hold
 * @param maxLineUnits units that one line may have received
 * @param maxTickets places in queues given out, in all sales together
 * @param maxBuyerHolds live reservations of one buyer in one sale: what one step must be able to
 *     settle
 * @param memoryRetentionMs how long ended holds and final rejections are remembered at most
 */
public record EngineConfig(
    int rulesVersion,
    int maxChangesPerStep,
    int maxReservations,
    int maxEndedHolds,
    int maxRejections,
    int maxCommandIds,
    int maxSales,
    int maxLines,
    int maxReservationUnits,
    long maxLineUnits,
    int maxTickets,
    int maxBuyerHolds,
    long memoryRetentionMs) {

  /** Version of the rules this engine applies. */
  public static final int RULES_VERSION = 2;

  private static final int DEFAULT_MAX_CHANGES_PER_STEP = 4_096;

  /** Four of the longest baskets. */
  private static final int DEFAULT_MAX_BUYER_HOLDS = 4 * Framing.MAX_BASKET_LINES;

  private static final long DEFAULT_MEMORY_RETENTION_MS = 24L * 60 * 60 * 1_000;

  /** A quarter of the reservations is what the smaller memories get by default. */
  private static final int SMALL_MEMORY_SHARE = 4;

  /** Refuses what no engine can run with; thrown before the first command, never after. */
  public EngineConfig {
    requirePositive("rulesVersion", rulesVersion);
    requirePositive("maxChangesPerStep", maxChangesPerStep);
    requirePositive("maxReservations", maxReservations);
    requirePositive("maxEndedHolds", maxEndedHolds);
    requirePositive("maxRejections", maxRejections);
    requirePositive("maxCommandIds", maxCommandIds);
    requirePositive("maxSales", maxSales);
    requirePositive("maxLines", maxLines);
    requirePositive("maxReservationUnits", maxReservationUnits);
    requirePositive("maxLineUnits", maxLineUnits);
    requirePositive("maxTickets", maxTickets);
    requirePositive("maxBuyerHolds", maxBuyerHolds);
    requirePositive("memoryRetentionMs", memoryRetentionMs);
    if (maxReservationUnits > Integer.MAX_VALUE / Framing.MAX_BASKET_LINES) {
      throw new IllegalArgumentException(
          "maxReservationUnits "
              + maxReservationUnits
              + ": a basket of "
              + Framing.MAX_BASKET_LINES
              + " such lines could not be counted");
    }
    final long records = sum(maxReservations, maxEndedHolds, maxRejections, maxCommandIds);
    if (records > IdIndex.MAX_RECORDS) {
      throw new IllegalArgumentException(
          "reservations, ended holds, rejections and command ids add up to "
              + records
              + ", more than "
              + IdIndex.MAX_RECORDS);
    }
  }

  /** The defaults for an engine that may hold this many reservations. */
  public static EngineConfig forReservations(final int maxReservations) {
    final int small = Math.max(1_024, maxReservations / SMALL_MEMORY_SHARE);
    return new EngineConfig(
        RULES_VERSION,
        DEFAULT_MAX_CHANGES_PER_STEP,
        maxReservations,
        small,
        small,
        small,
        1_000,
        100_000,
        1_000_000,
        1_000_000_000_000L,
        maxReservations,
        DEFAULT_MAX_BUYER_HOLDS,
        DEFAULT_MEMORY_RETENTION_MS);
  }

  /** Records that the ceilings allow; those of forgotten sales stay a little longer. */
  int maxRecords() {
    return (int) sum(maxReservations, maxEndedHolds, maxRejections, maxCommandIds);
  }

  private static long sum(
      final int reservations, final int endedHolds, final int rejections, final int commandIds) {
    return (long) reservations + endedHolds + rejections + commandIds;
  }

  /** The same ceilings under another version of the rules. */
  public EngineConfig withRules(final int version) {
    return new EngineConfig(
        version,
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

  /** Reads the configuration from the first record of an epoch. */
  public static EngineConfig from(final EpochStartDecoder start) {
    return new EngineConfig(
        start.rulesVersion(),
        start.maxChangesPerStep(),
        start.maxReservations(),
        start.maxEndedHolds(),
        start.maxRejections(),
        start.maxCommandIds(),
        start.maxSales(),
        start.maxLines(),
        start.maxReservationUnits(),
        start.maxLineUnits(),
        start.maxTickets(),
        start.maxBuyerHolds(),
        start.memoryRetentionMs());
  }

  /** Writes the configuration into the first record of an epoch. */
  public void to(final EpochStartEncoder start) {
    start
        .rulesVersion(rulesVersion)
        .maxChangesPerStep(maxChangesPerStep)
        .maxReservations(maxReservations)
        .maxEndedHolds(maxEndedHolds)
        .maxRejections(maxRejections)
        .maxCommandIds(maxCommandIds)
        .maxSales(maxSales)
        .maxLines(maxLines)
        .maxReservationUnits(maxReservationUnits)
        .maxLineUnits(maxLineUnits)
        .maxTickets(maxTickets)
        .maxBuyerHolds(maxBuyerHolds)
        .memoryRetentionMs(memoryRetentionMs);
  }

  private static void requirePositive(final String name, final long value) {
    if (value <= 0) {
      throw new IllegalArgumentException(name + " must be positive: " + value);
    }
  }
}
