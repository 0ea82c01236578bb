package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.JournalException;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A segment that cannot be brought to the disk is never forgotten. */
final class SegmentSyncTest {
  @Test
  void saysNothingOfWhatWentWell(@TestDir final Path dir) throws IOException {
    final Path segment = Files.writeString(dir.resolve("segment"), "records");
    try (SegmentSync sync = new SegmentSync()) {
      sync.begin(segment.toFile(), 1);
      assertThatCode(sync::awaitAll).doesNotThrowAnyException();
    }
  }

  @Test
  void saysAgainAndAgainWhatFailed(@TestDir final Path dir) {
    try (SegmentSync sync = new SegmentSync()) {
      sync.begin(dir.resolve("gone").toFile(), 1);
      for (int i = 0; i < 2; i++) {
        assertThatThrownBy(sync::awaitAll)
            .isInstanceOf(JournalException.class)
            .hasMessageContaining("gone: sync failed: ");
        assertThatThrownBy(sync::check).isInstanceOf(JournalException.class);
      }
    }
  }
}
