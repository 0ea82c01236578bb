package io.holdfast.client;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** How long to wait before the next attempt: longer each time up to a bound, and never exactly. */
final class Pauses {
  private static final int MAX_DOUBLINGS = 30;

  private Pauses() {}

  /**
   * A pause between half of the longest that is due and all of it.
   *
   * @param attempt from 1
   */
  static long nextNs(final RetryPolicy policy, final int attempt) {
    final long grownMs = (long) policy.firstPauseMs() << Math.min(attempt - 1, MAX_DOUBLINGS);
    final long longestNs =
        TimeUnit.MILLISECONDS.toNanos(Math.min(policy.longestPauseMs(), grownMs));
    return longestNs / 2 + ThreadLocalRandom.current().nextLong(longestNs / 2 + 1);
  }
}
