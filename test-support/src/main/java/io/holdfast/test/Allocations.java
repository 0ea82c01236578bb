package io.holdfast.test;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;

/** Bytes of heap that the calling thread allocates, exact to the byte. */
public final class Allocations {
  private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  private static final int CONTROL_BYTES = 1024;
  private static final int MAX_ROUNDS = 8;

  /** Escapes to the heap, so that the control's allocation cannot be optimised away. */
  private static volatile byte[] control;

  private Allocations() {}

  /** Bytes allocated by the calling thread while it runs the action once. */
  public static long bytes(final Runnable action) {
    final long before = THREADS.getCurrentThreadAllocatedBytes();
    action.run();
    return THREADS.getCurrentThreadAllocatedBytes() - before;
  }

  /**
   * Asserts that the action allocates nothing once it has warmed up. First proves, by an allocation
   * of its own, that one would be seen. Then runs the action in rounds until one allocates 0 bytes:
   * the JVM itself allocates now and then on the measured thread, such as the string constants of a
   * class when it is compiled, but not round after round.
   *
   * @param runs of the action in a round; so many that an allocation to be found is in every round
   */
  public static void assertNone(final int runs, final Runnable action) {
    final long seen = bytes(() -> control = new byte[CONTROL_BYTES]);
    if (seen < CONTROL_BYTES) {
      throw new AssertionError(
          "This JVM does not count allocations: saw " + seen + " of " + CONTROL_BYTES + " bytes");
    }
    repeat(runs, action);
    long allocated = Long.MAX_VALUE;
    for (int round = 0; round < MAX_ROUNDS && allocated != 0; round++) {
      allocated = bytes(() -> repeat(runs, action));
    }
    if (allocated != 0) {
      throw new AssertionError(
          "Allocated " + allocated + " bytes in " + runs + " runs, and in every round before");
    }
  }

  private static void repeat(final int runs, final Runnable action) {
    for (int run = 0; run < runs; run++) {
      action.run();
    }
  }
}
