package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Windows add up to half the ring at most, and each holds the longest message. */
final class WindowPoolTest {
  private static final int RING_SLOTS = 4_096;
  private static final int LARGEST = 300;
  private static final int OPERATIONS = 200_000;
  private static final int THREADS = 4;

  private final WindowPool pool = new WindowPool(RING_SLOTS, LARGEST);

  @Test
  void grantsWhatIsWantedWithinItsLimits() {
    assertThat(pool.grant(100)).isEqualTo(100);
    assertThat(pool.grant(LARGEST + 1)).isEqualTo(LARGEST);
    assertThat(pool.grant(Integer.MAX_VALUE)).isEqualTo(LARGEST);
    assertThat(pool.grant(1)).isEqualTo(WindowPool.SMALLEST_WINDOW);
    assertThat(pool.grant(Integer.MIN_VALUE)).isEqualTo(WindowPool.SMALLEST_WINDOW);
  }

  @Test
  void grantsHalfTheRingAltogether() {
    int granted = 0;
    int windows = 0;
    for (int next = pool.grant(0); next != WindowPool.NONE_LEFT; next = pool.grant(0)) {
      granted += next;
      windows++;
    }
    assertThat(granted).isEqualTo(RING_SLOTS / 2);
    assertThat(windows).isEqualTo(WindowPool.maxConnections(RING_SLOTS));
    pool.giveBack(WindowPool.SMALLEST_WINDOW);
    assertThat(pool.grant(LARGEST)).isEqualTo(WindowPool.SMALLEST_WINDOW);
  }

  @Test
  void neverGrantsMoreThanThereIs(@Seed final long seed) {
    work(new SplittableRandom(seed), new AtomicInteger());
    assertThat(drain()).isEqualTo(RING_SLOTS / 2);
  }

  @Test
  void neverGrantsMoreThanThereIsToSeveralThreads(@Seed final long seed)
      throws InterruptedException {
    final SplittableRandom random = new SplittableRandom(seed);
    final AtomicInteger granted = new AtomicInteger();
    final AtomicInteger failed = new AtomicInteger();
    final List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < THREADS; i++) {
      final SplittableRandom own = random.split();
      final Thread thread = new Thread(() -> work(own, granted), "loop-" + i);
      thread.setUncaughtExceptionHandler((where, failure) -> failed.incrementAndGet());
      threads.add(thread);
    }
    threads.forEach(Thread::start);
    for (final Thread thread : threads) {
      thread.join();
    }
    assertThat(failed).hasValue(0);
    assertThat(drain()).isEqualTo(RING_SLOTS / 2);
  }

  /** Takes windows and gives them back; gives all of them back in the end. */
  private void work(final SplittableRandom random, final AtomicInteger granted) {
    final Deque<Integer> mine = new ArrayDeque<>();
    for (int i = 0; i < OPERATIONS; i++) {
      if (random.nextBoolean()) {
        final int slots = pool.grant(random.nextInt(2 * LARGEST));
        if (slots != WindowPool.NONE_LEFT) {
          assertThat(slots).isBetween(WindowPool.SMALLEST_WINDOW, LARGEST);
          assertThat(granted.addAndGet(slots)).isLessThanOrEqualTo(RING_SLOTS / 2);
          mine.add(slots);
        }
      } else if (!mine.isEmpty()) {
        giveBack(mine.poll(), granted);
      }
    }
    mine.forEach(slots -> giveBack(slots, granted));
  }

  private void giveBack(final int slots, final AtomicInteger granted) {
    granted.addAndGet(-slots);
    pool.giveBack(slots);
  }

  private int drain() {
    int all = 0;
    for (int next = pool.grant(0); next != WindowPool.NONE_LEFT; next = pool.grant(0)) {
      all += next;
    }
    return all;
  }
}
