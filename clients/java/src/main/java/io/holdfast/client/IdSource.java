package io.holdfast.client;

import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * Makes UUIDv7 (RFC 9562): 48 bits of time in ms, 12 bits that count, 62 random bits. The count
 * goes on from the last id and carries into the time, so ids grow even if the clock stands still or
 * steps back. Threadsafe if its clock and its random bits are.
 */
final class IdSource {
  private static final int COUNTER_BITS = 12;
  private static final long COUNTER_MASK = (1L << COUNTER_BITS) - 1;
  private static final long VERSION = 0x7000L;
  private static final long VARIANT = 1L << 63;
  private static final long RANDOM_MASK = (1L << 62) - 1;

  private final LongSupplier clockMs;
  private final LongSupplier randomBits;

  /** Time and count of the last id, in one number. */
  private final AtomicLong last = new AtomicLong();

  IdSource(final LongSupplier clockMs, final LongSupplier randomBits) {
    this.clockMs = clockMs;
    this.randomBits = randomBits;
  }

  Id next() {
    final long now = clockMs.getAsLong() << COUNTER_BITS;
    final long stamp = last.accumulateAndGet(now, (before, wall) -> Math.max(before + 1, wall));
    final long timeMs = stamp >>> COUNTER_BITS;
    return new Id(
        timeMs << 16 | VERSION | (stamp & COUNTER_MASK),
        VARIANT | (randomBits.getAsLong() & RANDOM_MASK));
  }
}
