package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which snapshots there are, and which may go. */
final class SnapshotStoreTest {
  @Test
  void newestFirst(@TestDir final Path dir) {
    final List<SnapshotInfo> taken = take(dir, 12);

    assertThat(new SnapshotStore(dir).files())
        .containsExactlyElementsOf(newestFirst(taken.stream().map(SnapshotInfo::file).toList()));
    assertThat(new SnapshotStore(dir).check(bytes -> {}))
        .allMatch(SnapshotStore.Checked::isValid)
        .extracting(SnapshotStore.Checked::info)
        .containsExactlyElementsOf(newestFirst(taken));
  }

  @Test
  void anEmptyDirectoryHasNone(@TestDir final Path dir) {
    assertThat(new SnapshotStore(dir).files()).isEmpty();
    assertThat(new SnapshotStore(dir.resolve("none")).files()).isEmpty();
  }

  @Test
  void pruningKeepsSoManyOfWhichEveryByteIsRight(@TestDir final Path dir) throws IOException {
    final List<SnapshotInfo> taken = take(dir, 5);
    damage(taken.get(4).file());

    final SnapshotStore.Pruned pruned = new SnapshotStore(dir).prune(2, bytes -> {});

    assertThat(pruned.kept())
        .extracting(SnapshotStore.Checked::file)
        .containsExactly(taken.get(4).file(), taken.get(3).file(), taken.get(2).file());
    assertThat(pruned.kept())
        .extracting(SnapshotStore.Checked::isValid)
        .containsExactly(false, true, true);
    assertThat(pruned.removed()).containsExactly(taken.get(1).file(), taken.get(0).file());
    assertThat(new SnapshotStore(dir).files()).hasSize(3);
  }

  @Test
  void pruningRemovesNothingAsLongAsTooFewAreRight(@TestDir final Path dir) throws IOException {
    final List<SnapshotInfo> taken = take(dir, 3);
    damage(taken.get(2).file());
    damage(taken.get(1).file());

    assertThat(new SnapshotStore(dir).prune(2, bytes -> {}).removed()).isEmpty();
    assertThat(new SnapshotStore(dir).files()).hasSize(3);
  }

  @Test
  void oneProcessAtATimeWrites(@TestDir final Path dir) {
    final SnapshotStore store = new SnapshotStore(dir);
    try (SnapshotStore.Taking taking = store.lock()) {
      assertThatThrownBy(store::lock)
          .isInstanceOf(SnapshotException.class)
          .hasMessage(
              store.directory()
                  + ": another process is taking or pruning snapshots here; try again later");
      taking.removeUnfinished();
    }
    store.lock().close();
  }

  @Test
  void aPlaceThatCannotBeWrittenIsNamed(@TestDir final Path dir) throws IOException {
    Files.writeString(dir.resolve("snapshots"), "a file where the directory should be");

    assertThatThrownBy(() -> new SnapshotStore(dir).lock())
        .isInstanceOf(SnapshotException.class)
        .hasMessageStartingWith(dir.resolve("snapshots") + ": cannot be written: ");
  }

  private static List<SnapshotInfo> take(final Path dir, final int count) {
    final List<SnapshotInfo> taken = new ArrayList<>();
    try (TestLog log = TestLog.ofSale(dir)) {
      for (int i = 0; i < count; i++) {
        taken.add(log.reserve(1).snapshot());
      }
    }
    return taken;
  }

  private static void damage(final Path file) throws IOException {
    final byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static <T> List<T> newestFirst(final List<T> oldestFirst) {
    final List<T> reversed = new ArrayList<>();
    for (int i = oldestFirst.size() - 1; i >= 0; i--) {
      reversed.add(oldestFirst.get(i));
    }
    return reversed;
  }
}
