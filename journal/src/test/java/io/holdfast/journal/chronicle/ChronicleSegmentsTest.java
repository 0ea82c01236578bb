package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalContract;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The journal in Chronicle Queue, in segments so small that it rolls all the time. */
final class ChronicleSegmentsTest extends JournalContract {
  private static final long SEGMENT_BYTES = 100_000;

  @Override
  protected Journal open(final Path directory) {
    return ChronicleJournal.open(directory.resolve("epoch"), SEGMENT_BYTES);
  }

  @Test
  void endsASegmentWhenItIsFull(@TestDir final Path directory, @Seed final long seed)
      throws IOException {
    append(200, new SplittableRandom(seed));
    final long bytes = appended.stream().mapToLong(excerpt -> excerpt.capacity()).sum();
    assertThat(ChronicleJournalTest.segments(directory.resolve("epoch")))
        .isGreaterThanOrEqualTo(bytes / SEGMENT_BYTES)
        .isLessThanOrEqualTo(2 * bytes / SEGMENT_BYTES + 1);
    try (JournalLog reader = JournalLog.openEpoch(directory.resolve("epoch"))) {
      assertHasEverything(reader);
    }
  }

  @Test
  void takesAnExcerptThatIsLongerThanASegment(@TestDir final Path directory) throws IOException {
    journal.close();
    journal = ChronicleJournal.open(directory.resolve("tiny"), 16);
    append(5, new SplittableRandom(1));
    assertHasEverything(journal);
    assertThat(ChronicleJournalTest.segments(directory.resolve("tiny"))).isEqualTo(5);
  }
}
