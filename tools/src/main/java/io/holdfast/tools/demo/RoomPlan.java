package io.holdfast.tools.demo;

import java.util.List;

/**
 * The waiting-room demo's sale and crowd: how much of what, and how fast. All times are those of a
 * real sale shrunk to seconds, so that people see holds lapse and sessions end.
 *
 * @param stock units on sale
 * @param buyers who join, before and after the opening
 * @param behaviourSeed decides who does what
 * @param haste every time is divided by it, every rate multiplied; 1 for people to watch
 */
record RoomPlan(int stock, int buyers, long behaviourSeed, int haste) {
  static final int BUYER_LIMIT = 2;

  /** Not every one who is let in buys, and better some wait than a unit: two are let in for one. */
  static final int ADMIT_PERMILLE = 2_000;

  /** Of what is held, a quarter comes back: so many forget about it, or think better of it. */
  static final int RETURN_PERMILLE = 250;

  static final int UNITS_PER_BUYER = 1;

  private static final int LEAST_PER_SECOND = 20;
  private static final int STOCK_LASTS_SECONDS = 10;
  private static final long HOLD_MS = 4_000;
  private static final long PAYMENT_MS = 4_000;
  private static final long FINISH_MS = 6_000;
  private static final int LATECOMERS_ONE_IN = 10;
  private static final long LATECOMERS_MS = 8_000;
  private static final long FAR_SECONDS = 30;
  private static final int MOST_PER_SECOND = 1_000_000;

  /** The seed of the order is drawn elsewhere: this one is printed before anyone joins. */
  static RoomPlan of(final int stock, final int buyers, final long behaviourSeed) {
    return new RoomPlan(stock, buyers, behaviourSeed, 1);
  }

  /** A crowd that has room for everyone who will not buy. */
  static int leastBuyers(final int stock) {
    return 2 * stock + 20;
  }

  /** Buyers who join before the opening; the others come after it. */
  int early() {
    return buyers - buyers / LATECOMERS_ONE_IN;
  }

  /** Over how long the others come. */
  long latecomersMs() {
    return LATECOMERS_MS / haste;
  }

  long holdMs() {
    return HOLD_MS / haste;
  }

  long paymentMs() {
    return PAYMENT_MS / haste;
  }

  long finishMs() {
    return FINISH_MS / haste;
  }

  int admissionPerSecond() {
    final long perSecond = Math.max(LEAST_PER_SECOND, stock / STOCK_LASTS_SECONDS);
    return (int) Math.min(MOST_PER_SECOND, perSecond * haste);
  }

  /** As many as are let in while one session lasts. */
  int maxActive() {
    return (int) Math.max(1, admissionPerSecond() * finishMs() / 1_000);
  }

  /** What a person takes for what a script would do at once. */
  long thinkMs(final long leastMs, final long mostMs, final long random) {
    return (leastMs + Long.remainderUnsigned(random, mostMs - leastMs + 1)) / haste;
  }

  /** Places that cannot have their turn before someone who pushes in was answered. */
  long farBehind() {
    return FAR_SECONDS * admissionPerSecond() / haste;
  }

  List<String> toText() {
    return List.of(
        String.format(
            "on sale: %,d units, at most %d a buyer; %,d buyers, %,d of them before the opening",
            stock, BUYER_LIMIT, buyers, early()),
        String.format(
            "waiting room: %,d admitted a second, at most %,d at a time, %.1f s each to finish",
            admissionPerSecond(), maxActive(), finishMs() / 1e3),
        String.format(
            "  and only as many as there is stock for: %,d for 1,000 units, counting on %d of 1,000 held"
                + " to come back",
            ADMIT_PERMILLE, RETURN_PERMILLE),
        String.format(
            "holds last %.1f s, payments %.1f s: a real sale's minutes, shrunk",
            holdMs() / 1e3, paymentMs() / 1e3));
  }
}
