package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalContract;
import io.holdfast.journal.JournalException;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The journal in Chronicle Queue, in one segment. */
final class ChronicleJournalTest extends JournalContract {
  @Override
  protected Journal open(final Path directory) {
    return ChronicleJournal.open(
        directory.resolve("epoch"), ChronicleJournal.DEFAULT_SEGMENT_BYTES);
  }

  @Test
  void canBeReadBesideItsWriter(@TestDir final Path directory, @Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    append(10, random);
    try (JournalLog reader = JournalLog.openEpoch(directory.resolve("epoch"))) {
      assertHasEverything(reader);
    }
    append(10, random);
    try (JournalLog reader = JournalLog.openEpoch(directory.resolve("epoch"))) {
      assertHasEverything(reader);
    }
  }

  @Test
  void canBeReadWithoutAWriter(@TestDir final Path directory) {
    append(10, new SplittableRandom(1));
    journal.close();
    try (JournalLog reader = JournalLog.openEpoch(directory.resolve("epoch"))) {
      assertHasEverything(reader);
    }
  }

  @Test
  void isNotMadeByReadingIt(@TestDir final Path directory) throws IOException {
    final Path missing = directory.resolve("missing");
    assertThatThrownBy(() -> JournalLog.openEpoch(missing))
        .isInstanceOf(JournalException.class)
        .hasMessage(missing + ": there is no journal here");
    assertThat(missing).doesNotExist();
    final Path empty = Files.createDirectory(directory.resolve("empty"));
    assertThatThrownBy(() -> JournalLog.openEpoch(empty))
        .isInstanceOf(JournalException.class)
        .hasMessage(empty + ": there is no journal here");
    assertThat(empty).isEmptyDirectory();
  }

  @Test
  void hasOneSegmentUntilThatIsFull(@TestDir final Path directory) throws IOException {
    append(100, new SplittableRandom(1));
    assertThat(segments(directory.resolve("epoch"))).isEqualTo(1);
  }

  /** Its address would be taken for one outside the heap, and the process would die. */
  @Test
  void refusesABufferOnTheHeap() {
    assertThatThrownBy(() -> journal.append(new UnsafeBuffer(new byte[8]), 0, 8))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void saysSoWhenItCannotAppend() {
    append(1, new SplittableRandom(1));
    journal.close();
    assertThatThrownBy(() -> append(1, new SplittableRandom(1)))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("append failed");
  }

  static long segments(final Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      return files.filter(file -> file.toString().endsWith(".cq4")).count();
    }
  }
}
