package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A memory keeps the newest, each for its time, and never more than it may. */
final class MemoryTest {
  private static final int OPERATIONS = 200_000;
  private static final int CAPACITY = 50;
  private static final long RETENTION_MS = 1_000;
  private static final int CLEARED_PER_STEP = 4;

  private record Remembered(int record, long sinceMs) {}

  private final Records records = new Records(1_000);
  private final List<Integer> forgotten = new ArrayList<>();
  private final Memory memory = new Memory(records, CAPACITY, RETENTION_MS, forgotten::add);
  private final List<Remembered> plain = new ArrayList<>();
  private long nowMs;

  @Test
  void forgetsTheOldestFirst(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < OPERATIONS; i++) {
      nowMs += random.nextInt(60);
      clearSome();
      if (random.nextInt(3) > 0) {
        remember();
      } else if (!plain.isEmpty()) {
        takeOut(plain.get(random.nextInt(plain.size())));
      }
      assertThat(memory.size()).isEqualTo(plain.size()).isLessThanOrEqualTo(CAPACITY);
      for (final Remembered each : plain) {
        assertThat(memory.isForgotten(each.record, nowMs))
            .isEqualTo(nowMs >= each.sinceMs + RETENTION_MS);
      }
    }
  }

  @Test
  void countsWhatHadToMakeRoomSinceTheLastTime() {
    for (int i = 0; i < CAPACITY; i++) {
      remember();
    }
    assertThat(memory.takePushedOut()).isZero();
    remember();
    remember();
    assertThat(memory.takePushedOut()).isEqualTo(2);
    assertThat(memory.takePushedOut()).isZero();
  }

  @Test
  void namesThoseThatLeaveNextInTheirOrder() {
    for (int i = 0; i < OPERATIONS / 10; i++) {
      remember();
      for (int ahead = 0; ahead < plain.size(); ahead++) {
        assertThat(memory.leaving(ahead)).isEqualTo(plain.get(ahead).record);
      }
      assertThat(memory.leaving(plain.size())).isEqualTo(Records.NULL);
    }
  }

  /** Those that were taken out go on being named, but only so long as they lie ahead. */
  @Test
  void namesThoseThatLeaveNextAmongOthers(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < OPERATIONS / 10; i++) {
      remember();
      if (random.nextInt(3) == 0) {
        takeOut(plain.get(random.nextInt(plain.size())));
      }
    }
    final List<Integer> named = new ArrayList<>();
    for (int ahead = 0; memory.leaving(ahead) != Records.NULL; ahead++) {
      named.add(memory.leaving(ahead));
    }
    assertThat(named)
        .hasSizeLessThan(2 * CAPACITY)
        .containsSubsequence(plain.stream().map(Remembered::record).toList());
  }

  private void clearSome() {
    final List<Integer> expected = new ArrayList<>();
    while (expected.size() < CLEARED_PER_STEP
        && !plain.isEmpty()
        && nowMs >= plain.get(0).sinceMs + RETENTION_MS) {
      expected.add(plain.remove(0).record);
    }
    memory.forgetSome(nowMs);
    assertForgotten(expected);
  }

  private void remember() {
    final List<Integer> expected = new ArrayList<>();
    if (plain.size() == CAPACITY) {
      expected.add(plain.remove(0).record);
    }
    final int record = records.allocate(Kind.REJECTED_RESERVE, 0, 1, 1);
    memory.remember(record, nowMs);
    plain.add(new Remembered(record, nowMs));
    assertForgotten(expected);
  }

  private void takeOut(final Remembered one) {
    memory.takeOut(one.record);
    plain.remove(one);
    records.free(one.record);
    assertForgotten(List.of());
  }

  private void assertForgotten(final List<Integer> expected) {
    assertThat(forgotten).isEqualTo(expected);
    forgotten.forEach(records::free);
    forgotten.clear();
  }
}
