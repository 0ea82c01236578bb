package io.holdfast.benchmarks;

/**
 * What a sale of a benchmark is created with.
 *
 * @param holdMs how long a hold lives, in engine time
 * @param paymentMs how long a payment may take, in engine time
 * @param maxHoldMs longest life of a hold with extensions, in engine time
 * @param retentionMs how long after its closing the sale is remembered, in engine time
 * @param buyerLimit units per buyer; 0 is no limit
 * @param room the waiting room, or null for a sale without
 */
record SaleTerms(
    long holdMs, long paymentMs, long maxHoldMs, long retentionMs, int buyerLimit, Room room) {
  static final long DAY_MS = 24L * 60 * 60 * 1_000;

  /** Unlike in a node's defaults, the rate and the places are set so that time alone decides. */
  record Room(int admissionPerSecond, int maxActive, long finishMs) {}

  /** Holds that outlive every benchmark. */
  static SaleTerms longHolds(final int buyerLimit) {
    return new SaleTerms(DAY_MS, DAY_MS, DAY_MS, DAY_MS, buyerLimit, null);
  }
}
