package io.holdfast.pipeline;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Waits for other threads, with a deadline that only a hang can meet. */
final class Await {
  private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(30);

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
