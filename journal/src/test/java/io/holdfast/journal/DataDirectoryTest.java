package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** One node at a time has the directory, and whoever cannot have it is told why. */
final class DataDirectoryTest {
  @Test
  void isMadeWhenThereIsNone(@TestDir final Path dir) {
    final Path root = dir.resolve("deep/down");
    try (DataDirectory directory = DataDirectory.lock(root)) {
      assertThat(directory.root()).isEqualTo(root).isDirectory();
      assertThat(DataDirectory.findJournal(root)).isEmpty();
    }
  }

  @Test
  void isForOneNodeAtATime(@TestDir final Path dir) {
    try (DataDirectory first = DataDirectory.lock(dir)) {
      assertThat(first.root()).isEqualTo(dir);
      assertThatThrownBy(() -> DataDirectory.lock(dir))
          .isInstanceOf(JournalException.class)
          .hasMessage(
              dir
                  + ": the data directory is in use by another node; stop it or choose another --data-dir");
    }
  }

  @Test
  void isFreeAgainWhenGivenBack(@TestDir final Path dir) {
    for (int i = 0; i < 3; i++) {
      try (DataDirectory directory = DataDirectory.lock(dir)) {
        assertThat(directory.root()).isEqualTo(dir);
      }
    }
  }

  @Test
  void cannotBeAFile(@TestDir final Path dir) throws IOException {
    final Path file = Files.createFile(dir.resolve("file"));
    assertThatThrownBy(() -> DataDirectory.lock(file))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith(file + ": the data directory cannot be written: ");
  }

  @Test
  void mustBeWritable(@TestDir final Path dir) throws IOException {
    // Permissions would not stop a test that runs as root.
    Files.createDirectory(dir.resolve("holdfast.lock"));
    assertThatThrownBy(() -> DataDirectory.lock(dir))
        .isInstanceOf(JournalException.class)
        .hasMessageStartingWith(dir + ": the data directory cannot be written: ");
  }

  @Test
  void mustExistToBeRead(@TestDir final Path dir) {
    assertThatThrownBy(() -> DataDirectory.findJournal(dir.resolve("missing")))
        .isInstanceOf(JournalException.class)
        .hasMessage(dir.resolve("missing") + ": no such directory");
  }

  @Test
  void findsTheJournalOfItsTerm(@TestDir final Path dir) throws IOException {
    try (DataDirectory directory = DataDirectory.lock(dir)) {
      final Path prepared = directory.prepareJournal();
      Files.writeString(prepared.resolve("record"), "first");
      assertThat(DataDirectory.findJournal(dir)).isEmpty();
      final Path journal = directory.publishJournal(prepared, 1, 0xABCL);
      assertThat(journal).isEqualTo(dir.resolve("journal").resolve("epoch-1-abc"));
      assertThat(journal.resolve("record")).hasContent("first");
      assertThat(DataDirectory.findJournal(dir)).contains(journal);
    }
  }

  @Test
  void forgetsAJournalThatNeverHadARecord(@TestDir final Path dir) throws IOException {
    try (DataDirectory directory = DataDirectory.lock(dir)) {
      Files.writeString(directory.prepareJournal().resolve("half"), "written");
      assertThat(directory.prepareJournal()).isEmptyDirectory();
    }
  }

  @Test
  void findsTheEpochsInOrder(@TestDir final Path dir) throws IOException {
    try (DataDirectory directory = DataDirectory.lock(dir)) {
      for (final long epoch : new long[] {2, 10, 1, 9}) {
        directory.publishJournal(directory.prepareJournal(), epoch, epoch);
      }
      directory.prepareJournal();
      assertThat(DataDirectory.epochs(dir))
          .extracting(path -> path.getFileName().toString())
          .containsExactly("epoch-1-1", "epoch-2-2", "epoch-9-9", "epoch-10-a");
      assertThat(DataDirectory.findJournal(dir).orElseThrow()).hasFileName("epoch-10-a");
    }
  }

  @Test
  void saysWhatIsNoEpoch(@TestDir final Path dir) throws IOException {
    final Path none = Files.createDirectories(dir.resolve("journal/epoch-old"));
    assertThatThrownBy(() -> DataDirectory.epochs(dir))
        .isInstanceOf(JournalException.class)
        .hasMessage(none + ": is not the directory of an epoch; move it away");
  }
}
