package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds lapse in the order that a sorted set gives. */
final class HoldQueueTest {
  private static final int OPERATIONS = 400_000;

  private record Hold(long deadlineMs, int order, int record) implements Comparable<Hold> {
    @Override
    public int compareTo(final Hold other) {
      return deadlineMs == other.deadlineMs
          ? Integer.compare(order, other.order)
          : Long.compare(deadlineMs, other.deadlineMs);
    }
  }

  private final Records records = new Records(1_000);
  private final HoldQueue queue = new HoldQueue(records);
  private final TreeSet<Hold> sorted = new TreeSet<>();
  private final List<Hold> live = new ArrayList<>();

  @Test
  void isInOrderWhenManyHoldsShareADeadline(@Seed final long seed) {
    compare(new SplittableRandom(seed), 50);
  }

  /** Nearly all of them in the heap. */
  @Test
  void isInOrderWhenHardlyAnyDoes(@Seed final long seed) {
    compare(new SplittableRandom(seed), 10_000_000);
  }

  /** As it is in a sale: nearly all deadlines are later than the one before. */
  @Test
  void isInOrderWhenFewComeOutOfOrder(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    long nowMs = 1_000;
    for (int i = 0; i < OPERATIONS; i++) {
      nowMs += random.nextInt(3);
      final boolean extended = random.nextInt(20) == 0;
      live.add(add(nowMs + (extended ? random.nextInt(10_000) : 1_000 + i % 2 * 5_000), i));
      if (i % 3 == 0) {
        removeOneOf(random);
      }
      if (i > 5_000) {
        removeFirst();
      }
      assertFirst();
    }
  }

  @Test
  void isEmptyAgainAfterTheLastHold() {
    assertThat(queue.firstMs()).isEqualTo(Sale.NEVER);
    final Hold hold = add(5, 0);
    assertThat(queue.firstMs()).isEqualTo(5);
    queue.remove(hold.record);
    assertThat(queue.firstMs()).isEqualTo(Sale.NEVER);
  }

  private void compare(final SplittableRandom random, final int spreadMs) {
    for (int i = 0; i < OPERATIONS; i++) {
      // Grows at first, then shrinks to nothing.
      final boolean add = random.nextInt(OPERATIONS) > i;
      if (add || live.isEmpty()) {
        live.add(add(1_000L + random.nextInt(spreadMs), i));
      } else if (random.nextInt(4) == 0) {
        removeOneOf(random);
      } else {
        removeFirst();
      }
      assertFirst();
    }
    while (!sorted.isEmpty()) {
      removeFirst();
      assertFirst();
    }
  }

  private Hold add(final long deadlineMs, final int order) {
    final int record = records.allocate(Kind.RESERVATION, 0, order, order);
    final Hold hold = new Hold(deadlineMs, order, record);
    sorted.add(hold);
    records.word(record, Store.DEADLINE, deadlineMs);
    records.word(record, Store.ORDER, order);
    queue.add(record, deadlineMs, order % 2 == 0);
    return hold;
  }

  private void removeOneOf(final SplittableRandom random) {
    final int index = random.nextInt(live.size());
    final Hold hold = live.get(index);
    live.set(index, live.get(live.size() - 1));
    live.remove(live.size() - 1);
    if (sorted.remove(hold)) {
      remove(hold);
    }
  }

  private void removeFirst() {
    final Hold first = sorted.pollFirst();
    if (first != null) {
      remove(first);
    }
  }

  private void remove(final Hold hold) {
    queue.remove(hold.record);
    records.free(hold.record);
  }

  private void assertFirst() {
    if (sorted.isEmpty()) {
      assertThat(queue.firstMs()).isEqualTo(Sale.NEVER);
    } else {
      assertThat(queue.firstMs()).isEqualTo(sorted.first().deadlineMs);
      assertThat(queue.first()).isEqualTo(sorted.first().record);
    }
  }
}
