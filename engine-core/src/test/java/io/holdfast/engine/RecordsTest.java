package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
  private static final int FIRST_FREE_WORD = 4;
  private static final int FREE_WORDS_END = Records.RECORD_LONGS - 1;

  /** Makes the memory grow several times. */
  private static final int MANY = 300_000;

  private static final int FEW = 16;

  private final Records records = new Records(FEW);

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
  void anIndexThatIsNoRecordsDoesNotPassUnseenInTests() {
    final int record = records.allocate(Kind.RESERVATION, 1, 2, 3);
    assertThatThrownBy(() -> records.state(record + 1)).isInstanceOf(AssertionError.class);
    assertThatThrownBy(() -> records.next(-1, record)).isInstanceOf(AssertionError.class);
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
    assertThat(records.asked(record)).isZero();
  }

  @Test
  void theNextStateIsInNoQueueAndLeavesTheRestAsItIs() {
    final int record = records.allocate(Kind.RESERVATION, 1, 2, 3);
    records.describe(record, -5, 0xAB, 6);
    records.rank(record, 0x1F);
    records.state(record, 0x3F);
    records.queue(record, 3);
    records.moveTo(record, 2);
    assertThat(records.state(record)).isEqualTo(2);
    assertThat(records.queue(record)).isZero();
    assertThat(records.kind(record)).isEqualTo(Kind.RESERVATION);
    assertThat(records.asked(record)).isEqualTo(-5);
    assertThat(records.marks(record)).isEqualTo(0xAB);
    assertThat(records.tier(record)).isEqualTo(6);
    assertThat(records.rank(record)).isEqualTo(0x1F);
  }

  /** A field of a record that is an int, or a part of one. */
  private record Field(int mask, Getter getter, Setter setter) {
    private interface Getter {
      int get(Records records, int record);
    }

    private interface Setter {
      void set(Records records, int record, int value);
    }
  }

  private static final List<Field> FIELDS =
      List.of(
          new Field(-1, Records::asked, Records::asked),
          new Field(0x3F, Records::state, Records::state),
          new Field(0x03, Records::queue, Records::queue),
          new Field(0xFF, Records::marks, Records::marks),
          new Field(0x07, Records::tier, Records::tier),
          new Field(0x1F, Records::rank, Records::rank),
          new Field(-1, Records::previous, Records::previous),
          new Field(-1, Records::next, Records::next));

  /** A record as plain fields. */
  private static final class Plain {
    private final long hi;
    private final long lo;
    private final long sequence;
    private final int kind;
    private final int[] fields = new int[FIELDS.size()];
    private final int[] low = new int[Records.RECORD_LONGS];
    private final int[] high = new int[Records.RECORD_LONGS];

    Plain(final SplittableRandom random) {
      hi = random.nextLong();
      lo = random.nextLong();
      sequence = random.nextLong();
      kind = 1 + random.nextInt(9);
    }

    void change(final Records records, final int record, final SplittableRandom random) {
      final int field = random.nextInt(2 * fields.length);
      if (field < fields.length) {
        fields[field] = random.nextInt() & FIELDS.get(field).mask;
        FIELDS.get(field).setter.set(records, record, fields[field]);
      } else {
        final int word = random.nextInt(FIRST_FREE_WORD, FREE_WORDS_END);
        changeWord(records, record, word, random);
      }
    }

    private void changeWord(
        final Records records, final int record, final int word, final SplittableRandom random) {
      final int choice = random.nextInt(3);
      final long value = random.nextLong();
      if (choice != 0) {
        low[word] = (int) value;
      }
      if (choice != 1) {
        high[word] = (int) (value >>> 32);
      }
      switch (choice) {
        case 0 -> records.high(record, word, high[word]);
        case 1 -> records.low(record, word, low[word]);
        default -> records.word(record, word, value);
      }
    }

    void assertEqualTo(final Records records, final int record) {
      assertThat(records.hasId(record, hi, lo)).isTrue();
      assertThat(records.hasId(record, hi, lo + 1)).isFalse();
      assertThat(records.sequence(record)).isEqualTo(sequence);
      assertThat(records.kind(record)).isEqualTo(kind);
      for (int field = 0; field < fields.length; field++) {
        assertThat(FIELDS.get(field).getter.get(records, record))
            .as("field %d", field)
            .isEqualTo(fields[field]);
      }
      for (int word = FIRST_FREE_WORD; word < FREE_WORDS_END; word++) {
        assertThat(records.low(record, word)).isEqualTo(low[word]);
        assertThat(records.high(record, word)).isEqualTo(high[word]);
      }
    }
  }
}
