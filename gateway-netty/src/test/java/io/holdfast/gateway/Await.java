package io.holdfast.gateway;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;

/** Waits for other threads, with a deadline that only a hang can meet. */
final class Await {
  private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

  private static final long STANDSTILL_NS = TimeUnit.MILLISECONDS.toNanos(300);

  private Await() {}

  static void until(final String what, final BooleanSupplier condition) {
    final long start = System.nanoTime();
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() - start > DEADLINE_NS) {
        throw new AssertionError("waited in vain until " + what);
      }
      Thread.onSpinWait();
    }
  }

  /** Until the value has not changed for a while. */
  static void standstill(final LongSupplier value) {
    final long[] last = {value.getAsLong(), System.nanoTime()};
    until(
        "nothing moves any more",
        () -> {
          final long now = value.getAsLong();
          if (now != last[0]) {
            last[0] = now;
            last[1] = System.nanoTime();
          }
          return System.nanoTime() - last[1] > STANDSTILL_NS;
        });
  }

  static void open(final String what, final CountDownLatch latch) {
    try {
      if (!latch.await(DEADLINE_NS, TimeUnit.NANOSECONDS)) {
        throw new AssertionError("waited in vain until " + what);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting until " + what, e);
    }
  }
}
