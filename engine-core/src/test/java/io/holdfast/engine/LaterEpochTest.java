package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Another epoch of the same log keeps everything, and folds into the digest like any step. */
final class LaterEpochTest {
  private static final EngineConfig CONFIG = EngineConfig.forReservations(1_000);

  private final TestCommands commands = new TestCommands();
  private final Verdict verdict = new Verdict();
  private Engine engine;

  @BeforeEach
  void sellSomething() {
    engine = TestEngine.selling(CONFIG, 10).engine;
  }

  @Test
  void keepsTheState() {
    final long stateHash = engine.stateHash();
    final long digest = engine.digest();
    final long sequence = engine.sequence();
    final long nextDueMs = engine.nextDueMs();

    begin(CONFIG, sequence + 1, sequence + 1, engine.timeMs());

    assertThat(engine.stateHash()).isEqualTo(stateHash);
    assertThat(engine.sequence()).isEqualTo(sequence + 1);
    assertThat(engine.nextDueMs()).isEqualTo(nextDueMs);
    assertThat(engine.digest()).isEqualTo(fold(fold(digest, 0), sequence + 1));
  }

  /** As docs/reference/commands.md says. */
  private static long fold(final long digest, final long word) {
    final long mixed = (digest ^ word) * 0x9E37_79B9_7F4A_7C15L;
    return mixed ^ (mixed >>> 32);
  }

  @Test
  void goesOnWithTheNextSequence() {
    final long sequence = engine.sequence();
    assertRefused(CONFIG, sequence, sequence, engine.timeMs(), "cannot start an epoch");
    assertRefused(CONFIG, sequence + 2, sequence + 2, engine.timeMs(), "cannot start an epoch");
    assertRefused(CONFIG, sequence + 1, sequence + 2, engine.timeMs(), "cannot start an epoch");
  }

  @Test
  void hasTheTimeOfTheStepBefore() {
    final long sequence = engine.sequence() + 1;
    assertRefused(CONFIG, sequence, sequence, engine.timeMs() + 1, "cannot start an epoch");
    assertRefused(CONFIG, sequence, sequence, engine.timeMs() - 1, "cannot start an epoch");
  }

  @Test
  void hasTheSameCeilings() {
    final long sequence = engine.sequence() + 1;
    assertRefused(
        EngineConfig.forReservations(2_000),
        sequence,
        sequence,
        engine.timeMs(),
        "another epoch cannot have other ceilings");
  }

  @Test
  void hasTheRulesOfThisEngine() {
    final long sequence = engine.sequence() + 1;
    assertRefused(CONFIG.withRules(99), sequence, sequence, engine.timeMs(), "rules version 99");
  }

  private void assertRefused(
      final EngineConfig config,
      final long sequence,
      final long startSequence,
      final long timeMs,
      final String words) {
    assertThatThrownBy(() -> begin(config, sequence, startSequence, timeMs))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(words);
  }

  private void begin(
      final EngineConfig config, final long sequence, final long startSequence, final long timeMs) {
    engine.execute(
        commands.epochStart(config, 2, startSequence).buffer(), 0, sequence, timeMs, verdict);
  }
}
