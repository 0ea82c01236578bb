package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What was written is read, and nothing but what was written is believed. */
final class ExcerptTest {
  private static final int ROUNDS = 500;
  private static final int CAPACITY_BYTES = 64 * 1024;

  private final ExcerptWriter writer = new ExcerptWriter(CAPACITY_BYTES);
  private final Excerpt excerpt = new Excerpt();

  @Test
  void givesBackWhatWasWritten(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < ROUNDS; round++) {
      final List<UnsafeBuffer> commands = commands(random);
      final long[] outcomes = random.longs(commands.size()).toArray();
      writer.begin();
      for (int i = 0; i < outcomes.length; i++) {
        writer.add(outcomes[i], commands.get(i), 0, commands.get(i).capacity());
      }
      assertThat(writer.count()).isEqualTo(outcomes.length);
      writer.finish(3, 1_000_000 + round, 55, random.nextLong());
      excerpt.wrap(writer.buffer(), 0, writer.lengthBytes(), "here");
      assertThat(excerpt.epoch()).isEqualTo(3);
      assertThat(excerpt.firstSequence()).isEqualTo(1_000_000 + round);
      assertThat(excerpt.timeMs()).isEqualTo(55);
      assertThat(excerpt.count()).isEqualTo(outcomes.length);
      assertRecords(commands, outcomes);
    }
  }

  private static List<UnsafeBuffer> commands(final SplittableRandom random) {
    final List<UnsafeBuffer> commands = new ArrayList<>();
    for (int i = random.nextInt(20); i > 0; i--) {
      final byte[] bytes = new byte[random.nextInt(300)];
      random.nextBytes(bytes);
      commands.add(new UnsafeBuffer(bytes));
    }
    return commands;
  }

  private void assertRecords(final List<UnsafeBuffer> commands, final long[] outcomes) {
    for (int i = 0; i < outcomes.length; i++) {
      assertThat(excerpt.nextRecord()).isTrue();
      assertThat(excerpt.sequence()).isEqualTo(excerpt.firstSequence() + i);
      assertThat(excerpt.outcome()).isEqualTo(outcomes[i]);
      assertFields(outcomes[i]);
      assertThat(
              new UnsafeBuffer(
                  excerpt.buffer(), excerpt.commandOffset(), excerpt.commandLengthBytes()))
          .isEqualTo(commands.get(i));
    }
    assertThat(excerpt.nextRecord()).isFalse();
  }

  /** The outcome goes in and out as one word; the schema's fields have to be what is in it. */
  private void assertFields(final long outcome) {
    assertThat(excerpt.code()).isEqualTo((int) outcome & 0xFFFF);
    assertThat(excerpt.marks()).isEqualTo((int) (outcome >>> 16) & 0xFF);
    assertThat(excerpt.state()).isEqualTo((int) (outcome >>> 24) & 0xFF);
    assertThat(excerpt.granted()).isEqualTo((int) (outcome >>> 32));
  }

  @Test
  void keepsTheDigest() {
    writer.begin();
    writer.finish(1, 1, 1, 0x1234_5678_9ABC_DEF0L);
    excerpt.wrap(writer.buffer(), 0, writer.lengthBytes(), "here");
    assertThat(excerpt.digest()).isEqualTo(0x1234_5678_9ABC_DEF0L);
  }

  @Test
  void findsEveryBitThatFlipped() {
    final byte[] bytes = small();
    for (int bit = 0; bit < bytes.length * Byte.SIZE; bit++) {
      final byte[] flipped = bytes.clone();
      flipped[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      assertThatThrownBy(() -> read(flipped))
          .as("bit %d", bit)
          .isInstanceOf(JournalException.class)
          .hasMessageStartingWith("segment 4, index 7: ");
    }
  }

  @Test
  void findsEveryTruncation() {
    final byte[] bytes = small();
    for (int length = 0; length < bytes.length; length++) {
      final byte[] cut = Arrays.copyOf(bytes, length);
      assertThatThrownBy(() -> read(cut))
          .as("%d bytes", length)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("damaged");
    }
  }

  @Test
  void takesNoMoreThanItsLength() {
    final byte[] bytes = small();
    for (int more = 1; more <= Integer.BYTES; more++) {
      final byte[] longer = Arrays.copyOf(bytes, bytes.length + more);
      assertThatThrownBy(() -> read(longer)).isInstanceOf(DamagedJournalException.class);
    }
  }

  @Test
  void asksForANewerProgramWhenTheFormatIsNewer() {
    final byte[] bytes = small();
    Forgery.header(bytes, header -> header.formatVersion(2));
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(JournalException.class)
        .hasMessage(
            "segment 4, index 7: the journal has format version 2, this program reads 1; use a newer program");
  }

  @Test
  void refusesAFormatThatNeverWas() {
    final byte[] bytes = small();
    Forgery.header(bytes, header -> header.formatVersion(0));
    assertThatThrownBy(() -> read(bytes))
        .isInstanceOf(JournalException.class)
        .hasMessage("segment 4, index 7: the journal has format version 0, this program reads 1");
  }

  @Test
  void refusesRecordsThatDoNotFillItExactly() {
    for (final int count : new int[] {1, 3}) {
      final byte[] bytes = small();
      Forgery.header(bytes, header -> header.count(count));
      assertThatThrownBy(() -> read(bytes)).isInstanceOf(JournalException.class);
    }
    for (final int lengthBytes : new int[] {-1, 0, 1_000, Integer.MAX_VALUE, Integer.MIN_VALUE}) {
      final byte[] bytes = small();
      Forgery.record(bytes, 1, record -> record.lengthBytes(lengthBytes));
      assertThatThrownBy(() -> read(bytes))
          .as("a record of %d bytes", lengthBytes)
          .isInstanceOf(JournalException.class);
    }
  }

  /** Two records, the second of which is padded. */
  private byte[] small() {
    final UnsafeBuffer command = new UnsafeBuffer(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9});
    writer.begin();
    writer.add(0x0000_0001_0204_0000L, command, 0, 8);
    writer.add(3_000, command, 0, 9);
    writer.finish(1, 10, 1_000, 77);
    final byte[] bytes = new byte[writer.lengthBytes()];
    writer.buffer().getBytes(0, bytes);
    return bytes;
  }

  private void read(final byte[] bytes) {
    excerpt.wrap(new UnsafeBuffer(bytes), 0, bytes.length, "segment 4, index 7");
    int records = 0;
    while (excerpt.nextRecord()) {
      records++;
    }
    assertThat(records).isEqualTo(excerpt.count());
  }
}
