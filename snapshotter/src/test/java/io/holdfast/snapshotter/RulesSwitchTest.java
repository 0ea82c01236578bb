package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.test.TestDir;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A journal of one version of the rules, and a program of the next. */
final class RulesSwitchTest {
  private static final int NEXT_RULES = EngineConfig.RULES_VERSION + 1;

  private final List<String> warnings = new ArrayList<>();

  @Test
  void withoutTheSnapshotOfTheSwitchItIsRefused(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(5)) {
      log.end();

      final Engine next = new Engine(null, NEXT_RULES);
      assertThat(start(dir, next).snapshot()).isNull();
      assertThatThrownBy(() -> replay(dir, next))
          .isInstanceOf(JournalException.class)
          .hasMessageContaining("rules version " + EngineConfig.RULES_VERSION);
    }
  }

  @Test
  void aSnapshotBeforeTheLastStepIsNotEnough(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(5)) {
      log.snapshot();
      log.reserve(1).end();

      assertThat(start(dir, new Engine(null, NEXT_RULES)).snapshot()).isNull();
      assertThat(warnings)
          .singleElement()
          .asString()
          .contains("was decided under rules version " + EngineConfig.RULES_VERSION);
    }
  }

  @Test
  void theSnapshotOfTheLastStepIsGoneOnFromInANewEpoch(@TestDir final Path dir) {
    try (TestLog old = TestLog.ofSale(dir).reserve(5)) {
      old.snapshot();
      old.end();
      final long hash = old.engine.stateHash();

      final Engine next = new Engine(null, NEXT_RULES);
      final SnapshotRecovery.Start start = start(dir, next);
      assertThat(start.isOfOtherRules()).isTrue();
      assertThat(replay(dir, next).commands()).isZero();
      assertThat(next.stateHash()).as("earlier verdicts are as they were").isEqualTo(hash);

      try (TestLog log = old.withEngine(next).beginEpoch(NEXT_RULES).reserve(4)) {
        log.end();
        final Engine restarted = new Engine(null, NEXT_RULES);
        assertThat(start(dir, restarted).isOfOtherRules()).isTrue();
        replay(dir, restarted);
        assertThat(restarted.digest()).isEqualTo(log.engine.digest());
        assertThat(restarted.stateHash()).isEqualTo(log.engine.stateHash());
        assertThat(restarted.config().rulesVersion()).isEqualTo(NEXT_RULES);
      }
      assertThat(warnings).isEmpty();
    }
  }

  @Test
  void nothingButANewEpochMayFollow(@TestDir final Path dir) {
    try (TestLog old = TestLog.ofSale(dir).reserve(5)) {
      old.snapshot();
      old.end();
      final Engine next = new Engine(null, NEXT_RULES);
      start(dir, next);

      assertThatThrownBy(() -> old.withEngine(next).reserve(1))
          .isInstanceOf(IllegalStateException.class);
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
}
