package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A document whose header was destroyed is a hole, not the end of the journal. */
final class ChronicleHoleTest {
  private static final int DOCUMENTS = 9;
  private static final int HEADER_BYTES = 4;

  @ParameterizedTest
  @ValueSource(ints = {0, -1, 0x80000010})
  void isSaidAndNotTakenForTheEnd(final int header, @TestDir final Path dir) throws IOException {
    write(dir);
    destroyHeader(dir, 4, header);
    try (Journal journal = ChronicleJournal.openReadOnly(dir);
        Journal.Cursor cursor = journal.read()) {
      for (int i = 0; i < 4; i++) {
        assertThat(cursor.next()).as("document %d", i).isTrue();
      }
      assertThatThrownBy(cursor::next)
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("the journal is damaged: nothing can be read behind this");
    }
  }

  private static void write(final Path dir) {
    try (Journal journal = ChronicleJournal.open(dir, 1 << 20)) {
      for (int i = 0; i < DOCUMENTS; i++) {
        final ByteBuffer bytes = ByteBuffer.allocateDirect(16).put(text(i)).flip();
        journal.append(new UnsafeBuffer(bytes), 0, 16);
      }
    }
  }

  private static byte[] text(final int number) {
    return ("document number" + number).getBytes(StandardCharsets.US_ASCII);
  }

  private static void destroyHeader(final Path dir, final int number, final int header)
      throws IOException {
    final Path segment;
    try (Stream<Path> files = Files.list(dir)) {
      segment = files.filter(file -> file.toString().endsWith(".cq4")).findFirst().orElseThrow();
    }
    final String content = Files.readString(segment, StandardCharsets.ISO_8859_1);
    final int at = content.indexOf(new String(text(number), StandardCharsets.US_ASCII));
    assertThat(at).isPositive();
    try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
      file.seek(at - HEADER_BYTES);
      file.writeInt(Integer.reverseBytes(header));
    }
  }
}
