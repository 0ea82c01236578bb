package io.holdfast.gateway;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * So many requests per second, and after a rest at most a second's worth at once. It keeps one
 * number, the moment up to which all requests are paid for, each at its share of a second: whoever
 * is a second ahead has to wait. Integers only.
 *
 * <p>Any thread. Two that ask at the same time may both be allowed what is left; what is spent too
 * much is missing afterwards, so the rate holds.
 */
final class RateLimit {
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  private final int perSecond;
  private final AtomicLong paidUntilNs;

  /**
   * @param perSecond from 1 to {@link Credential#HIGHEST_RATE}
   * @param nowNs as all others by one monotonic clock
   */
  RateLimit(final int perSecond, final long nowNs) {
    this.perSecond = perSecond;
    this.paidUntilNs = new AtomicLong(nowNs);
  }

  int perSecond() {
    return perSecond;
  }

  /** Requests that may be taken now. */
  int left(final long nowNs) {
    final long aheadNs = Math.max(0, paidUntilNs.get() - nowNs);
    return (int) (Math.max(0, SECOND_NS - aheadNs) * perSecond / SECOND_NS);
  }

  /** Counts requests that were taken. */
  void spend(final int requests, final long nowNs) {
    final long costNs = requests * SECOND_NS / perSecond;
    long paid = paidUntilNs.get();
    while (!paidUntilNs.compareAndSet(paid, (paid - nowNs > 0 ? paid : nowNs) + costNs)) {
      paid = paidUntilNs.get();
    }
  }
}
