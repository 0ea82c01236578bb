package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Holds lapse in the order that a sorted set gives. */
final class DeadlinesTest {
  private static final int OPERATIONS = 400_000;

  private record Hold(long deadlineMs, int order, int record) implements Comparable<Hold> {
    @Override
    public int compareTo(final Hold other) {
      return deadlineMs == other.deadlineMs
          ? Integer.compare(order, other.order)
          : Long.compare(deadlineMs, other.deadlineMs);
    }
  }

  private final Records records = new Records();
  private final Deadlines deadlines = new Deadlines(records);
  private final TreeSet<Hold> sorted = new TreeSet<>();
  private final List<Hold> live = new ArrayList<>();

  @Test
  void isInOrderWhenManyHoldsShareADeadline(@Seed final long seed) {
    compare(new SplittableRandom(seed), 50);
  }

  /** Many more deadlines at a time than there are buckets at first. */
  @Test
  void isInOrderWhenHardlyAnyDoes(@Seed final long seed) {
    compare(new SplittableRandom(seed), 10_000_000);
  }

  @Test
  void isEmptyAgainAfterTheLastHold() {
    assertThat(deadlines.firstMs()).isEqualTo(Deadlines.NEVER);
    final Hold hold = add(5, 0);
    assertThat(deadlines.firstMs()).isEqualTo(5);
    deadlines.remove(hold.record);
    assertThat(deadlines.firstMs()).isEqualTo(Deadlines.NEVER);
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
    deadlines.add(record, deadlineMs);
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
    deadlines.remove(hold.record);
    records.free(hold.record);
  }

  private void assertFirst() {
    if (sorted.isEmpty()) {
      assertThat(deadlines.firstMs()).isEqualTo(Deadlines.NEVER);
    } else {
      assertThat(deadlines.firstMs()).isEqualTo(sorted.first().deadlineMs);
      assertThat(deadlines.first()).isEqualTo(sorted.first().record);
    }
  }
}
