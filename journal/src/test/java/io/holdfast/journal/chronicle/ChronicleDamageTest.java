package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A sample of the corruption matrix over the files that Chronicle writes. */
final class ChronicleDamageTest {
  private static final int EXCERPTS = 100;
  private static final int TRIALS = 300;
  private static final int PAGE_BYTES = 4096;

  private final Excerpt excerpt = new Excerpt();
  private Path epoch;
  private Path segment;
  private int begin;
  private int end;

  @BeforeEach
  void write(@TestDir final Path dir) {
    epoch = dir;
    final ExcerptWriter writer = new ExcerptWriter(64 << 10);
    final UnsafeBuffer command = new UnsafeBuffer(new byte[1_024]);
    command.setMemory(0, command.capacity(), (byte) 0x5A);
    try (Journal journal = ChronicleJournal.open(epoch, 1 << 20)) {
      for (int sequence = 1; sequence <= EXCERPTS; sequence++) {
        writer.begin();
        writer.add(0, command, 0, 1 + sequence * 10);
        writer.finish(1, sequence, 1, 0);
        journal.append(writer.buffer(), 0, writer.lengthBytes());
      }
    }
    segment = EpochDirectory.list(epoch).get(0);
    try (LogCursor cursor = JournalLog.openEpoch(epoch).read()) {
      while (cursor.next()) {
        final String where = cursor.where();
        final int at = Integer.parseInt(where.substring(where.indexOf("0x") + 2), 16);
        begin = begin == 0 ? at : begin;
        end = at + 4 + cursor.lengthBytes();
      }
    }
  }

  @Test
  void noFlippedBitIsSilent(@Seed final long seed) throws IOException {
    final SplittableRandom random = new SplittableRandom(seed);
    try (FileChannel file = open()) {
      for (int trial = 0; trial < TRIALS; trial++) {
        final int at = begin + random.nextInt(end - begin);
        final byte before = read(file, at, 1).get(0);
        file.write(ByteBuffer.wrap(new byte[] {(byte) (before ^ 1 << random.nextInt(8))}), at);
        assertThat(firstMissing()).as("byte 0x%x", at).isLessThanOrEqualTo(EXCERPTS);
        file.write(ByteBuffer.wrap(new byte[] {before}), at);
      }
    }
    assertThat(firstMissing()).isEqualTo(EXCERPTS + 1);
  }

  @Test
  void noZeroedPageIsSilent() throws IOException {
    try (FileChannel file = open()) {
      for (int page = begin / PAGE_BYTES; page < end / PAGE_BYTES; page++) {
        final ByteBuffer before = read(file, (long) page * PAGE_BYTES, PAGE_BYTES);
        file.write(ByteBuffer.allocate(PAGE_BYTES), (long) page * PAGE_BYTES);
        assertThat(firstMissing()).as("page %d", page).isLessThanOrEqualTo(EXCERPTS);
        file.write(before.rewind(), (long) page * PAGE_BYTES);
      }
    }
    assertThat(firstMissing()).isEqualTo(EXCERPTS + 1);
  }

  @Test
  void noSwappedPagesAreSilent(@Seed final long seed) throws IOException {
    final SplittableRandom random = new SplittableRandom(seed);
    final int first = begin / PAGE_BYTES + 1;
    final int pages = end / PAGE_BYTES - first;
    try (FileChannel file = open()) {
      for (int trial = 0; trial < TRIALS / 10; trial++) {
        final long one = (long) (first + random.nextInt(pages)) * PAGE_BYTES;
        final long other = (long) (first + random.nextInt(pages)) * PAGE_BYTES;
        final ByteBuffer here = read(file, one, PAGE_BYTES);
        final ByteBuffer there = read(file, other, PAGE_BYTES);
        file.write(there.rewind(), one);
        file.write(here.rewind(), other);
        if (one != other) {
          assertThat(firstMissing()).isLessThanOrEqualTo(EXCERPTS);
        }
        file.write(here.rewind(), one);
        file.write(there.rewind(), other);
      }
    }
    assertThat(firstMissing()).isEqualTo(EXCERPTS + 1);
  }

  private FileChannel open() throws IOException {
    return FileChannel.open(segment, StandardOpenOption.READ, StandardOpenOption.WRITE);
  }

  private static ByteBuffer read(final FileChannel file, final long at, final int lengthBytes)
      throws IOException {
    final ByteBuffer bytes = ByteBuffer.allocate(lengthBytes);
    file.read(bytes, at);
    return bytes.rewind();
  }

  /**
   * The first sequence that cannot be read, found out with a word; one behind the last if all can.
   */
  private int firstMissing() {
    int next = 1;
    try (LogCursor cursor = JournalLog.openEpoch(epoch).read()) {
      while (cursor.next()) {
        excerpt.wrap(cursor);
        if (excerpt.firstSequence() != next) {
          return next;
        }
        next++;
      }
      cursor.checkEnd();
    } catch (final DamagedJournalException said) {
      return next;
    }
    return next;
  }
}
