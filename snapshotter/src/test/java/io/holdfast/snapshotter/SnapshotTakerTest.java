package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.Engine;
import io.holdfast.journal.JournalException;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Taking a snapshot is recovery plus a write, and leaves everything else as it was. */
final class SnapshotTakerTest {
  private static final long NOW_MS = 1_700_000_000_000L;

  private final List<String> notes = new ArrayList<>();

  @Test
  void hasTheStateOfTheJournalsEnd(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(10).passMs(100_000).reserve(5)) {
      final SnapshotTaker.Taken taken = take(dir, SnapshotTaker.TO_THE_END);

      assertThat(taken.isNew()).isTrue();
      assertThat(taken.fromSequence()).isZero();
      assertThat(taken.steps()).isEqualTo(log.engine.sequence());
      assertThat(taken.snapshot().point()).isEqualTo(log.point());
      assertThat(taken.snapshot().takenAtMs()).isEqualTo(NOW_MS);
      assertThat(taken.snapshot().file().getFileName())
          .hasToString("snapshot-1-" + log.engine.sequence() + ".snapshot");
      final Engine engine = new Engine();
      SnapshotFile.verify(taken.snapshot().file(), engine, bytes -> {});
      assertThat(engine.stateHash()).isEqualTo(log.engine.stateHash());
    }
  }

  @Test
  void goesOnFromTheOneBefore(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(10)) {
      final long first = take(dir, SnapshotTaker.TO_THE_END).snapshot().point().sequence();
      log.reserve(5);

      final SnapshotTaker.Taken second = take(dir, SnapshotTaker.TO_THE_END);
      final SnapshotTaker.Taken again = take(dir, SnapshotTaker.TO_THE_END);

      assertThat(second.fromSequence()).isEqualTo(first);
      assertThat(second.steps()).isEqualTo(log.engine.sequence() - first);
      assertThat(second.snapshot().stateHash()).isEqualTo(log.engine.stateHash());
      assertThat(again.isNew()).isFalse();
      assertThat(again.snapshot()).isEqualTo(second.snapshot());
      assertThat(new SnapshotStore(dir).files()).hasSize(2);
    }
  }

  @Test
  void stopsAtTheSequenceAskedFor(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      final long middle = log.engine.sequence();
      final long hash = log.engine.stateHash();
      log.reserve(9);

      final SnapshotInfo snapshot = take(dir, middle).snapshot();

      assertThat(snapshot.point().sequence()).isEqualTo(middle);
      assertThat(snapshot.stateHash()).isEqualTo(hash);
    }
  }

  @Test
  void refusesASequenceThatIsNotThere(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      final long last = log.engine.sequence();

      assertThatThrownBy(() -> take(dir, last + 1))
          .isInstanceOf(SnapshotException.class)
          .hasMessage("sequence " + (last + 1) + ": the journal ends at " + last);
      assertThat(new SnapshotStore(dir).files()).isEmpty();
    }
  }

  @Test
  void refusesADirectoryWithoutAJournal(@TestDir final Path dir) {
    assertThatThrownBy(() -> take(dir, SnapshotTaker.TO_THE_END))
        .isInstanceOf(JournalException.class)
        .hasMessage(dir + ": has no journal");
  }

  @Test
  void removesWhatAnEarlierOneLeftUnfinished(@TestDir final Path dir) throws IOException {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      final Path left = new SnapshotStore(dir).directory().resolve("snapshot-1-2.snapshot.writing");
      Files.createDirectories(left.getParent());
      Files.writeString(left, "half");

      take(dir, SnapshotTaker.TO_THE_END);

      assertThat(left).doesNotExist();
      assertThat(log.engine.sequence()).isPositive();
    }
  }

  private SnapshotTaker.Taken take(final Path dir, final long toSequence) {
    return new SnapshotTaker(dir, notes::add, sequence -> {}, () -> NOW_MS).take(toSequence);
  }
}
