package io.holdfast.tools.demo;

/**
 * Who does what, and how long he takes: a function of the seed and the buyer, so that the same seed
 * gives the same crowd, however the answers come.
 */
final class Habits {
  private static final int WHAT = 1;
  private static final int UNITS = 2;
  private static final int WAITLIST = 3;
  private static final int STAYS = 4;
  private static final int FIRST_THINK = 16;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final RoomPlan plan;

  Habits(final RoomPlan plan) {
    this.plan = plan;
  }

  Habit of(final int buyer) {
    final int x = permille(buyer, WHAT);
    if (x < 30) {
      return Habit.LEAVES_QUEUE;
    }
    if (x < 110) {
      return Habit.NO_SHOW;
    }
    if (x < 180) {
      return Habit.LETS_HOLD_LAPSE;
    }
    if (x < 210) {
      return Habit.LETS_PAYMENT_LAPSE;
    }
    if (x < 240) {
      return Habit.PAYS_LATE;
    }
    if (x < 300) {
      return Habit.RELEASES;
    }
    if (x < 340) {
      return Habit.GREEDY;
    }
    return x < 350 ? Habit.PUSHES_IN : Habit.BUYS;
  }

  /** Units he would like to have. */
  int units(final int buyer) {
    if (of(buyer) == Habit.GREEDY) {
      return RoomPlan.BUYER_LIMIT + 1;
    }
    return permille(buyer, UNITS) < 400 ? 2 : 1;
  }

  /** Whether he asks for the waitlist from the first. */
  boolean asksForWaitlist(final int buyer) {
    return permille(buyer, WAITLIST) < 500;
  }

  /** Whether he asks for the waitlist once he was told that nothing is left. */
  boolean waitsWhenSoldOut(final int buyer) {
    return permille(buyer, STAYS) < 600;
  }

  /** How long he takes before he does this. */
  long delayMs(final int buyer, final Ask ask) {
    return plan.thinkMs(ask.leastMs(), ask.mostMs(), draw(buyer, FIRST_THINK + ask.number()));
  }

  private int permille(final int buyer, final int salt) {
    return (int) Long.remainderUnsigned(draw(buyer, salt), 1_000);
  }

  private long draw(final int buyer, final int salt) {
    return mix(plan.behaviourSeed() ^ mix((long) buyer << 8 | salt));
  }

  /** The finaliser of SplitMix64. */
  private static long mix(final long value) {
    long z = value + GOLDEN;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
