package io.holdfast.benchmarks;

/**
 * The arithmetic of {@link MixedTraffic}: after how many Reserves what happens to a reservation, so
 * that as many as asked for are live at any time.
 *
 * @param live live reservations in steady state
 * @param commandsPerMs commands after which engine time moves on by a millisecond
 * @param lines of a sale
 * @param holdMs how long a hold lives, in engine time
 * @param age Reserves between a reservation and its Confirm or Release
 * @param saleBits a sale takes two to the power of this many Reserves
 * @param lag when the middle of sale k is reached, nothing of sale k - lag is live any more
 * @param maxReservations live reservations and purchases that there are at most
 * @param remembered ended reservations and rejections that are remembered
 */
record MixedPlan(
    int live,
    int commandsPerMs,
    int lines,
    long holdMs,
    int age,
    int saleBits,
    int lag,
    int maxReservations,
    int remembered) {
  /** Of the reservations so many lapse; the others are resolved by a command. */
  private static final double LAPSING = 0.25;

  private static final double PURCHASED = 0.5;
  private static final double RESERVED = 0.4;

  /** Below this, what is around the live ones is made small, too: clock, sales, memories. */
  private static final int FEW = 10_000;

  /** With fewer, a step of time would change too large a part of them. */
  private static final int FEWEST = 1_000;

  private static final int COMMANDS_PER_MS_OF_FEW = 256;
  private static final int LINES_OF_FEW = 10;
  private static final int LINES = 100;

  /** Holds live some milliseconds longer than the slowest Confirm takes. */
  private static final int MARGIN_MS = 4;

  private static final int MIN_SALE_BITS = 14;
  private static final int MIN_REMEMBERED = 1 << 8;
  private static final int MAX_REMEMBERED = 1_000_000;

  static MixedPlan of(final int live) {
    if (live < FEWEST) {
      throw new IllegalArgumentException("live reservations must be at least " + FEWEST);
    }
    final boolean few = live < FEW;
    final int commandsPerMs = few ? COMMANDS_PER_MS_OF_FEW : EngineDriver.COMMANDS_PER_MS;
    final double reservesPerMs = RESERVED * commandsPerMs;
    final long holdMs = (long) Math.ceil(live / reservesPerMs) + MARGIN_MS;
    // A deadline is a whole millisecond: of its last one a hold lives half on the average.
    final double holdReserves = (holdMs - 0.5) * reservesPerMs;
    final int age = (int) ((live - LAPSING * holdReserves) / (1 - LAPSING));
    final int bits = Integer.SIZE - Integer.numberOfLeadingZeros(live);
    final int saleBits = few ? bits : Math.max(MIN_SALE_BITS, bits - 2);
    final double sale = 1 << saleBits;
    final int lag = (int) Math.ceil(0.5 + holdReserves * 1.02 / sale);
    final double older = (lag + 0.8) * sale - age;
    final int maxReservations = (int) (live * 1.05 + PURCHASED * older);
    final int remembered = Math.min(MAX_REMEMBERED, Math.max(MIN_REMEMBERED, live / 4));
    return new MixedPlan(
        live,
        commandsPerMs,
        few ? LINES_OF_FEW : LINES,
        holdMs,
        age,
        saleBits,
        lag,
        maxReservations,
        remembered);
  }

  long saleReserves() {
    return 1L << saleBits;
  }

  SaleTerms terms(final int buyerLimit) {
    return new SaleTerms(holdMs, holdMs, 10 * holdMs, 1, buyerLimit, null);
  }
}
