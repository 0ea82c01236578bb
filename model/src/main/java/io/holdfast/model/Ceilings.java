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
    int maxReservationUnits) {}
