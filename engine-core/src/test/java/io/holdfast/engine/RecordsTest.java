package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Every field of a record keeps what was put in, whatever is put into the others. */
final class RecordsTest {
  private static final int OPERATIONS = 500_000;
  private static final int FIRST_FREE_WORD = 5;

  /** More than one chunk each of the first sixteen can hold. */
  private static final int MANY = 300_000;

  private final Records records = new Records();

  @Test
  void keepsEveryFieldApart(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final Map<Integer, Plain> plain = new HashMap<>();
    final List<Integer> live = new ArrayList<>();
    for (int i = 0; i < OPERATIONS; i++) {
      final int choice = random.nextInt(20);
      if (live.isEmpty() || choice == 0) {
        final Plain fresh = new Plain(random);
        final int record = records.allocate(fresh.kind, fresh.hi, fresh.lo, fresh.sequence);
        assertThat(plain.put(record, fresh)).as("record %d is handed out twice", record).isNull();
        live.add(record);
      } else if (choice == 1 && live.size() > 100) {
        final int record = live.remove(random.nextInt(live.size()));
        plain.remove(record);
        records.free(record);
      } else {
        final int record = live.get(random.nextInt(live.size()));
        plain.get(record).change(records, record, random);
      }
    }
    plain.forEach((record, expected) -> expected.assertEqualTo(records, record));
  }

  @Test
  void namesOfRecordsStayWhenThereAreManyMore() {
    for (int i = 1; i <= MANY; i++) {
      assertThat(records.allocate(Kind.RESERVATION, 1, i, i)).isEqualTo(i);
    }
    for (int i = 1; i <= MANY; i++) {
      assertThat(records.hasId(i, 1, i)).isTrue();
    }
    assertThat(records.limit()).isEqualTo(MANY + 1);
  }

  @Test
  void aFreedRecordIsUsedAgainAndEmpty() {
    final int record = records.allocate(Kind.BASKET, 1, 2, 3);
    records.word(record, 9, -1);
    records.marks(record, 0xFF);
    records.previous(record, 77);
    records.free(record);
    assertThat(records.kind(record)).isEqualTo(Kind.FREE);
    assertThat(records.allocate(Kind.CANCEL, 4, 5, 6)).isEqualTo(record);
    assertThat(records.word(record, 9)).isZero();
    assertThat(records.marks(record)).isZero();
    assertThat(records.previous(record)).isEqualTo(Records.NULL);
    assertThat(records.hashNext(record)).isEqualTo(Records.NULL);
  }

  /** A record as plain fields. */
  private static final class Plain {
    private final long hi;
    private final long lo;
    private final long sequence;
    private final int kind;
    private int hashNext;
    private int state;
    private int marks;
    private int tier;
    private int previous;
    private int next;
    private final int[] low = new int[Records.RECORD_LONGS];
    private final int[] high = new int[Records.RECORD_LONGS];

    Plain(final SplittableRandom random) {
      hi = random.nextLong();
      lo = random.nextLong();
      sequence = random.nextLong();
      kind = 1 + random.nextInt(9);
    }

    void change(final Records records, final int record, final SplittableRandom random) {
      final int value = random.nextInt();
      final int word = random.nextInt(FIRST_FREE_WORD, Records.RECORD_LONGS);
      switch (random.nextInt(9)) {
        case 0 -> records.hashNext(record, hashNext = value);
        case 1 -> records.state(record, state = value & 0xFF);
        case 2 -> records.marks(record, marks = value & 0xFF);
        case 3 -> records.tier(record, tier = value & 0xFF);
        case 4 -> records.previous(record, previous = value);
        case 5 -> records.next(record, next = value);
        case 6 -> records.low(record, word, low[word] = value);
        case 7 -> records.high(record, word, high[word] = value);
        default -> {
          final long both = random.nextLong();
          low[word] = (int) both;
          high[word] = (int) (both >>> 32);
          records.word(record, word, both);
        }
      }
    }

    void assertEqualTo(final Records records, final int record) {
      assertThat(records.hasId(record, hi, lo)).isTrue();
      assertThat(records.hasId(record, hi, lo + 1)).isFalse();
      assertThat(records.sequence(record)).isEqualTo(sequence);
      assertThat(records.kind(record)).isEqualTo(kind);
      assertThat(records.hashNext(record)).isEqualTo(hashNext);
      assertThat(records.state(record)).isEqualTo(state);
      assertThat(records.marks(record)).isEqualTo(marks);
      assertThat(records.tier(record)).isEqualTo(tier);
      assertThat(records.previous(record)).isEqualTo(previous);
      assertThat(records.next(record)).isEqualTo(next);
      for (int word = FIRST_FREE_WORD; word < Records.RECORD_LONGS; word++) {
        assertThat(records.low(record, word)).isEqualTo(low[word]);
        assertThat(records.high(record, word)).isEqualTo(high[word]);
      }
    }
  }
}
