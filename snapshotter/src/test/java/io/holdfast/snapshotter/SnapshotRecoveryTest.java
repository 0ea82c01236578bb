package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Recovery begins with the newest snapshot that belongs to the log, and with none if none does. */
final class SnapshotRecoveryTest {
  private final List<String> warnings = new ArrayList<>();

  @Test
  void theNewestAndTheJournalBehindItLeadToTheState(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir)) {
      log.reserve(5).snapshot();
      final SnapshotInfo newest = log.reserve(20).snapshot();
      log.reserve(7).passMs(100_000).reserve(4).end();

      final Engine engine = new Engine();
      final SnapshotRecovery.Start start = start(dir, engine);
      final Recovery.Recovered recovered = replay(dir, engine);

      assertThat(start.snapshot()).isEqualTo(newest);
      assertThat(start.sequence()).isEqualTo(newest.point().sequence());
      assertThat(recovered.commands()).isEqualTo(log.engine.sequence() - newest.point().sequence());
      assertSame(engine, log.engine);
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void withoutOneItBeginsWithTheFirstRecord(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      log.end();

      final Engine engine = new Engine();
      assertThat(start(dir, engine).snapshot()).isNull();
      replay(dir, engine);

      assertSame(engine, log.engine);
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void oneAtTheEndOfTheJournalLeavesNothingToReplay(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      log.snapshot();
      log.end();

      final Engine engine = new Engine();
      assertThat(start(dir, engine).snapshot()).isNotNull();
      assertThat(replay(dir, engine).commands()).isZero();
      assertSame(engine, log.engine);
    }
  }

  @Test
  void aDamagedOneIsPassedOverForTheOneBefore(@TestDir final Path dir) throws IOException {
    try (TestLog log = TestLog.ofSale(dir)) {
      final SnapshotInfo older = log.reserve(5).snapshot();
      final Path newer = log.reserve(5).snapshot().file();
      log.reserve(5).end();
      final byte[] bytes = Files.readAllBytes(newer);
      bytes[bytes.length - 100] ^= 4;
      Files.write(newer, bytes);

      final Engine engine = new Engine();
      assertThat(start(dir, engine).snapshot()).isEqualTo(older);
      replay(dir, engine);

      assertSame(engine, log.engine);
      assertThat(warnings)
          .singleElement()
          .asString()
          .startsWith("passed over: " + newer + ": the snapshot is damaged: ");
    }
  }

  @Test
  void oneOfAnotherTermIsPassedOver(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir)) {
      final SnapshotInfo older = log.reserve(5).snapshot();
      final SnapshotPoint own = log.reserve(5).point();
      log.snapshot(
          new SnapshotPoint(
              own.cluster(),
              new UUID(0xBAD, 0xBAD),
              own.epoch(),
              own.sequence(),
              own.timeMs(),
              own.digest(),
              own.rulesVersion()));
      log.reserve(1).end();

      assertThat(start(dir, new Engine()).snapshot()).isEqualTo(older);
      assertThat(warnings).singleElement().asString().contains("it lies behind a fork");
    }
  }

  @Test
  void oneBehindAForkIsPassedOver(@TestDir final Path dir) {
    final SnapshotInfo older;
    try (TestLog log = TestLog.ofSale(dir)) {
      older = log.reserve(5).snapshot();
    }
    try (TestLog log = TestLog.ofSale(dir.resolve("other"))) {
      // The same steps, and then more of the same term, which the log of the first does not have.
      final SnapshotPoint ahead = log.reserve(9).point();
      final TestLog writer = log.withEngine(log.engine);
      final SnapshotInfo info = writer.snapshot(ahead);
      copy(info.file(), new SnapshotStore(dir).directory());
    }

    assertThat(start(dir, new Engine()).snapshot()).isEqualTo(older);
    assertThat(warnings).singleElement().asString().contains("but the journal ends before");
  }

  @Test
  void oneWithAnotherDigestThanTheJournalIsPassedOver(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(5)) {
      final SnapshotPoint own = log.point();
      log.end();
      try (TestLog other = TestLog.ofSale(dir.resolve("other")).reserve(3).passMs(1)) {
        other.passMs(70_000);
        while (other.engine.sequence() < own.sequence()) {
          other.reserve(1);
        }
        assertThat(other.engine.sequence()).isEqualTo(own.sequence());
        copy(other.snapshot().file(), new SnapshotStore(dir).directory());
      }
    }

    assertThat(start(dir, new Engine()).snapshot()).isNull();
    assertThat(warnings).singleElement().asString().contains("has another digest than the journal");
  }

  @Test
  void laterEpochsGoOnFromAnySnapshotOfTheChain(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(5)) {
      log.snapshot();
      log.reserve(3).beginEpoch(EngineConfig.RULES_VERSION).reserve(4);
      final SnapshotInfo newest = log.snapshot();
      log.reserve(2).end();

      final Engine engine = new Engine();
      assertThat(start(dir, engine).snapshot()).isEqualTo(newest);
      assertThat(newest.point().epoch()).isEqualTo(2);
      replay(dir, engine);
      assertSame(engine, log.engine);

      final Engine fromOlder = new Engine();
      try (JournalLog journal = JournalLog.open(dir)) {
        final SnapshotRecovery.Start older =
            new SnapshotRecovery(dir, journal, warnings::add, bytes -> {})
                .loadInto(fromOlder, newest.point().sequence() - 1);
        assertThat(older.snapshot().point().epoch()).isEqualTo(1);
      }
      replay(dir, fromOlder);
      assertSame(fromOlder, log.engine);
      assertThat(warnings).isEmpty();
    }
  }

  private SnapshotRecovery.Start start(final Path dir, final Engine engine) {
    try (JournalLog log = JournalLog.open(dir)) {
      return new SnapshotRecovery(dir, log, warnings::add, bytes -> {})
          .loadInto(engine, Long.MAX_VALUE);
    }
  }

  private static Recovery.Recovered replay(final Path dir, final Engine engine) {
    try (JournalLog log = JournalLog.open(dir)) {
      return new Recovery(engine, sequence -> {}).replay(log, Long.MAX_VALUE);
    }
  }

  private static void assertSame(final Engine engine, final Engine expected) {
    assertThat(engine.sequence()).isEqualTo(expected.sequence());
    assertThat(engine.timeMs()).isEqualTo(expected.timeMs());
    assertThat(engine.digest()).isEqualTo(expected.digest());
    assertThat(engine.stateHash()).isEqualTo(expected.stateHash());
    assertThat(engine.nextDueMs()).isEqualTo(expected.nextDueMs());
  }

  private static void copy(final Path file, final Path directory) {
    try {
      Files.createDirectories(directory);
      Files.copy(file, directory.resolve(file.getFileName()));
    } catch (final IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
