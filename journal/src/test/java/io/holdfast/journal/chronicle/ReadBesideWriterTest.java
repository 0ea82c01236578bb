package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.journal.Excerpt;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.Journal;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.nio.file.Path;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A reader follows the writer over all its segments, and sees every excerpt whole. */
final class ReadBesideWriterTest {
  private static final int EXCERPTS = 30_000;
  private static final int LONGEST_WORDS = 400;
  private static final long SEGMENT_BYTES = 1 << 20;

  @Test
  void seesEverythingInOrder(@TestDir final Path dir, @Seed final long seed) {
    try (ChronicleJournal journal = ChronicleJournal.open(dir, SEGMENT_BYTES)) {
      final CompletableFuture<Void> writer =
          CompletableFuture.runAsync(() -> write(journal, new SplittableRandom(seed)));
      final Excerpt excerpt = new Excerpt();
      try (Journal.Cursor cursor = journal.read()) {
        int sequence = 0;
        while (sequence < EXCERPTS) {
          assertThat(writer.isCompletedExceptionally()).isFalse();
          if (cursor.next()) {
            excerpt.wrap(cursor);
            sequence++;
            assertThat(excerpt.firstSequence()).isEqualTo(sequence);
          } else {
            cursor.checkEnd();
          }
        }
        writer.join();
        assertThat(cursor.next()).isFalse();
      }
      assertThat(EpochDirectory.list(dir)).hasSizeGreaterThan(5);
    }
  }

  private static void write(final Journal journal, final SplittableRandom random) {
    final ExcerptWriter writer = new ExcerptWriter(64 << 10);
    final UnsafeBuffer command = new UnsafeBuffer(new byte[Integer.BYTES * LONGEST_WORDS]);
    for (int sequence = 1; sequence <= EXCERPTS; sequence++) {
      writer.begin();
      writer.add(0, command, 0, Integer.BYTES * random.nextInt(LONGEST_WORDS));
      writer.finish(1, sequence, 1, 0);
      journal.append(writer.buffer(), 0, writer.lengthBytes());
    }
  }
}
