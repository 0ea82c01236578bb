package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** The same commands lead every engine to the same place; another command leads it elsewhere. */
final class EngineDeterminismTest {
  private static final int COMMANDS = 20_000;
  private static final int SMALL_MEMORY = 32;
  private static final int UNITS = 300;

  /** A reservation that the random commands do not know. */
  private static final long OTHER = -1;

  @Test
  void sameCommandsGiveSameDigestAndState(@Seed final long seed) {
    final Pair pair = new Pair();
    final RandomCommands random = new RandomCommands(seed);
    for (int i = 0; i < COMMANDS; i++) {
      pair.run(random);
      assertThat(pair.one.engine.digest()).isEqualTo(pair.other.engine.digest());
    }
    assertThat(pair.one.engine.stateHash()).isEqualTo(pair.other.engine.stateHash());
    pair.one.assertConservation(random.last());
  }

  @Test
  void oneOtherCommandGivesAnotherDigestForEver(@Seed final long seed) {
    final Pair pair = new Pair();
    final RandomCommands random = new RandomCommands(seed);
    pair.one.accepted(pair.one.commands.reserve(OTHER, 1, 1, 1));
    pair.other.accepted(pair.other.commands.reserve(OTHER, 1, 1, 2));
    for (int i = 0; i < COMMANDS; i++) {
      assertThat(pair.one.engine.digest()).isNotEqualTo(pair.other.engine.digest());
      pair.run(random);
    }
    assertThat(pair.one.engine.stateHash()).isNotEqualTo(pair.other.engine.stateHash());
    // Its hold is over by now, so the books are those of the others.
    pair.one.assertConservation(random.last());
    pair.other.assertConservation(random.last());
  }

  @Test
  void theStateHashSeesWhatNoOutcomeTells() {
    final Pair pair = new Pair();
    pair.one.accepted(pair.one.commands.reserve(1, 1, 1, 1, 70));
    pair.other.accepted(pair.other.commands.reserve(1, 1, 1, 1, 71));
    assertThat(pair.one.engine.digest()).isEqualTo(pair.other.engine.digest());
    assertThat(pair.one.engine.stateHash()).isNotEqualTo(pair.other.engine.stateHash());
  }

  @Test
  void askingChangesNothing(@Seed final long seed) {
    final Pair pair = new Pair();
    final RandomCommands random = new RandomCommands(seed);
    final MutableDirectBuffer copy = new ExpandableArrayBuffer();
    for (int i = 0; i < COMMANDS / 10; i++) {
      pair.run(random);
      pair.one.quantities(1);
      pair.one.copyLive(random.first(), random.last(), copy);
    }
    assertThat(pair.one.engine.digest()).isEqualTo(pair.other.engine.digest());
    assertThat(pair.one.engine.stateHash()).isEqualTo(pair.other.engine.stateHash());
  }

  @Test
  void readingAheadChangesNothing(@Seed final long seed) {
    readAhead(new Pair(), seed);
  }

  /** What makes room next is read as well. */
  @Test
  void readingAheadOfFullMemoriesChangesNothing(@Seed final long seed) {
    readAhead(new Pair(ofSmallMemories()), seed);
  }

  private static EngineConfig ofSmallMemories() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = COMMANDS;
    ceilings.maxEndedHolds = SMALL_MEMORY;
    ceilings.maxRejections = SMALL_MEMORY;
    return ceilings.config();
  }

  private static void readAhead(final Pair pair, final long seed) {
    final RandomCommands random = new RandomCommands(seed);
    final long before = pair.one.engine.readAhead();
    for (int i = 0; i < COMMANDS; i++) {
      final TestCommands command = random.next(pair.one.commands);
      pair.one.engine.announce(command.buffer(), 0);
      // Now and then fewer than the engine takes, now and then more.
      if (i % (2 * Engine.MAX_ANNOUNCED) % 45 == 0) {
        pair.one.engine.readAhead();
      }
      pair.one.run(command);
      pair.other.run(command);
    }
    assertThat(pair.one.engine.readAhead()).as("something was read").isNotEqualTo(before);
    assertThat(pair.one.engine.digest()).isEqualTo(pair.other.engine.digest());
    assertThat(pair.one.engine.stateHash()).isEqualTo(pair.other.engine.stateHash());
  }

  /** Two engines at the same step. */
  private static final class Pair {
    private final TestEngine one;
    private final TestEngine other;

    Pair() {
      this(EngineConfig.forReservations(COMMANDS));
    }

    Pair(final EngineConfig config) {
      one = TestEngine.selling(config, UNITS);
      other = TestEngine.selling(config, UNITS);
    }

    void run(final RandomCommands random) {
      final long pauseMs = random.nextPauseMs();
      one.passMs(pauseMs);
      other.passMs(pauseMs);
      final TestCommands command = random.next(one.commands);
      one.run(command);
      other.run(command);
    }
  }
}
