package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.DamagedJournalException;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.journal.segment.SegmentsCursor;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document whose header was destroyed is a hole, not the end of the journal. */
final class ChronicleHoleTest {
  private static final int DOCUMENTS = 9;

  private final Excerpt excerpt = new Excerpt();

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 0x80000010, 0xC0000000, 1, 0x3FFFFFFF, 0x40000038, 0x78})
  void isSaidAndNotTakenForTheEnd(final int header, @TestDir final Path dir) throws IOException {
    write(dir);
    destroyHeader(dir, 4, header);
    try (Journal journal = JournalLog.openEpoch(dir)) {
      assertThatThrownBy(() -> readWhole(journal))
          .isInstanceOf(DamagedJournalException.class)
          .hasMessageMatching(
              ".*run-000001/19700101-00F.cq4, byte 0x[0-9a-f]+: the journal is damaged: .*");
    }
  }

  @Test
  void whatIsWholeIsNoHole(@TestDir final Path dir) {
    write(dir);
    try (Journal journal = JournalLog.openEpoch(dir)) {
      assertThat(readWhole(journal)).isEqualTo(DOCUMENTS);
    }
  }

  /** A header that never came is a batch that never was; nothing is behind it. */
  @Test
  void aDocumentThatWasNotFinishedIsTheEnd(@TestDir final Path dir) throws IOException {
    write(dir);
    destroyHeader(dir, DOCUMENTS - 1, 0);
    try (Journal journal = JournalLog.openEpoch(dir)) {
      assertThat(readWhole(journal)).isEqualTo(DOCUMENTS - 1);
    }
  }

  @Test
  void whatIsBehindCanBeSearched(@TestDir final Path dir) throws IOException {
    write(dir);
    destroyHeader(dir, 4, 0);
    try (SegmentsCursor cursor = new SegmentsCursor(new EpochDirectory(dir))) {
      while (cursor.next()) {
        // Up to the hole.
      }
      final List<Long> behind = new ArrayList<>();
      while (cursor.searchOn()) {
        excerpt.wrap(cursor);
        behind.add(excerpt.firstSequence());
      }
      assertThat(behind).containsExactly(5L, 6L, 7L, 8L, 9L);
    }
  }

  private int readWhole(final Journal journal) {
    int documents = 0;
    try (Journal.Cursor cursor = journal.read()) {
      while (cursor.next()) {
        excerpt.wrap(cursor);
        documents++;
        if (excerpt.firstSequence() != documents) {
          throw new DamagedJournalException(cursor.where(), "a gap, as whoever reads will say");
        }
      }
      cursor.checkEnd();
    }
    return documents;
  }

  private static void write(final Path dir) {
    final ExcerptWriter writer = new ExcerptWriter(1_024);
    try (Journal journal = ChronicleJournal.open(dir, 1 << 20)) {
      for (int i = 1; i <= DOCUMENTS; i++) {
        writer.begin();
        writer.add(0, new UnsafeBuffer(new byte[8]), 0, 8);
        writer.finish(1, i, 1, 0);
        journal.append(writer.buffer(), 0, writer.lengthBytes());
      }
    }
  }

  private static void destroyHeader(final Path dir, final int number, final int header)
      throws IOException {
    final long position;
    try (SegmentsCursor cursor = new SegmentsCursor(new EpochDirectory(dir))) {
      for (int i = 0; i <= number; i++) {
        assertThat(cursor.next()).isTrue();
      }
      final String where = cursor.where();
      position = Long.parseLong(where.substring(where.indexOf("0x") + 2), 16);
    }
    try (RandomAccessFile file =
        new RandomAccessFile(EpochDirectory.list(dir).get(0).toFile(), "rw")) {
      file.seek(position);
      file.writeInt(Integer.reverseBytes(header));
    }
  }
}
