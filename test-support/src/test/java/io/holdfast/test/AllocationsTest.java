package io.holdfast.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

final class AllocationsTest {
  private static final int RUNS = 1_000;

  /** Volatile: what is stored here has escaped and must be on the heap. */
  private static volatile Object sink;

  private int runs;
  private long sum;

  @Test
  void areCounted() {
    assertThat(Allocations.bytes(() -> sink = new byte[4_000])).isBetween(4_000L, 4_100L);
  }

  @Test
  void ofOtherThreadsAreNotCounted() throws InterruptedException {
    final Thread other = new Thread(() -> sink = new byte[1_000_000]);
    final long own =
        Allocations.bytes(
            () -> {
              other.start();
              join(other);
            });

    assertThat(own).isLessThan(1_000_000);
  }

  @Test
  void areNoneWhereThereAreNone() {
    Allocations.assertNone(RUNS, () -> sum += runs++);

    assertThat(runs).isGreaterThanOrEqualTo(2 * RUNS);
  }

  @Test
  void fromASingleOneOfManyRunsFail() {
    final Runnable allocatesOnceInAWhile =
        () -> {
          if (runs++ % RUNS == 0) {
            sink = new Object();
          }
        };

    assertThatThrownBy(() -> Allocations.assertNone(RUNS, allocatesOnceInAWhile))
        .isInstanceOf(AssertionError.class)
        .hasMessageMatching("Allocated \\d+ bytes in 1000 runs, and in every round before");
  }

  private static void join(final Thread thread) {
    try {
      thread.join();
    } catch (final InterruptedException stopped) {
      throw new IllegalStateException(stopped);
    }
  }
}
