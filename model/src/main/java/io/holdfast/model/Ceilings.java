package io.holdfast.model;

/** What an EpochStart sets: all that can change a verdict and is not in a command. */
record Ceilings(
    long memoryRetentionMs,
    long maxLineUnits,
    int maxChangesPerStep,
    int maxReservations,
    int maxEndedHolds,
    int maxRejections,
    int maxCommandIds,
    int maxSales,
    int maxLines,
    int maxReservationUnits,
    int maxTickets,
    int maxBuyerHolds) {

  boolean arePositive() {
    return memoryRetentionMs > 0
        && maxLineUnits > 0
        && maxChangesPerStep > 0
        && maxReservations > 0
        && maxEndedHolds > 0
        && maxRejections > 0
        && maxCommandIds > 0
        && maxSales > 0
        && maxLines > 0
        && maxReservationUnits > 0
        && maxTickets > 0
        && maxBuyerHolds > 0;
  }
}
