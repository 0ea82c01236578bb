package io.holdfast.model.random;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainVerdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Random commands leave the plain engine's books in order, and reach every corner of it. */
final class CommandGeneratorTest {
  /** Always the same, because not every seed reaches every code. */
  private static final long FIRST_SEED = 20_260_401;

  private static final int SEEDS = 120;
  private static final int COMMANDS = 1_500;
  private static final int FULL_CHECK_EVERY = 50;
  private static final int FIRST_CODE_WITH_A_SEQUENCE = 2_000;

  @Test
  void theSameSeedGivesTheSameCommands() {
    final CommandGenerator one = new CommandGenerator(42);
    final CommandGenerator other = new CommandGenerator(42);
    for (int i = 0; i < COMMANDS; i++) {
      final CommandGenerator.Generated expected = one.next();
      final CommandGenerator.Generated actual = other.next();
      assertThat(actual.timeMs()).isEqualTo(expected.timeMs());
      assertThat(actual.bytes()).isEqualTo(expected.bytes());
    }
  }

  @Test
  void unitsAreConservedAndEveryCodeOccurs() {
    final Set<Code> codes = EnumSet.noneOf(Code.class);
    final Set<ReservationState> states = EnumSet.noneOf(ReservationState.class);
    final Set<EventKind> events = EnumSet.noneOf(EventKind.class);
    final boolean[] marks = new boolean[4];
    for (long seed = FIRST_SEED; seed < FIRST_SEED + SEEDS; seed++) {
      final PlainRun run = new PlainRun(seed);
      for (int i = 0; i < COMMANDS; i++) {
        final PlainVerdict verdict = run.next();
        codes.add(verdict.code());
        states.add(verdict.state());
        marks[verdict.marks()] = true;
        if (i % FULL_CHECK_EVERY == 0) {
          assertThat(run.engine.checkConservation()).as("seed %d, command %d", seed, i).isEmpty();
        }
      }
      assertThat(run.engine.checkConservation()).as("seed %d", seed).isEmpty();
      events.addAll(run.events);
    }
    assertThat(codes).containsExactlyInAnyOrderElementsOf(codesOfSteps());
    assertThat(events).containsExactlyInAnyOrderElementsOf(allBut(EventKind.NULL_VAL));
    assertThat(states)
        .containsExactlyInAnyOrder(
            ReservationState.NONE,
            ReservationState.WAITLISTED,
            ReservationState.HELD,
            ReservationState.PAYING,
            ReservationState.CONFIRMED,
            ReservationState.RELEASED,
            ReservationState.EXPIRED,
            ReservationState.REFUND_DUE,
            ReservationState.CANCELLED);
    assertThat(marks).containsOnly(true);
  }

  private static Set<EventKind> allBut(final EventKind kind) {
    return EnumSet.complementOf(EnumSet.of(kind));
  }

  /** Those that are given after a command has its sequence. */
  private static Set<Code> codesOfSteps() {
    final Set<Code> codes = EnumSet.of(Code.ACCEPTED);
    Arrays.stream(Code.values())
        .filter(code -> code != Code.NULL_VAL && code.value() >= FIRST_CODE_WITH_A_SEQUENCE)
        .forEach(codes::add);
    return codes;
  }

  /** A plain engine fed by a generator, with the Ticks that must come between. */
  private static final class PlainRun {
    private final PlainEngine engine = new PlainEngine();
    private final Set<EventKind> events = EnumSet.noneOf(EventKind.class);
    private final CommandGenerator generator;
    private final long seed;

    PlainRun(final long seed) {
      this.seed = seed;
      generator = new CommandGenerator(seed);
    }

    PlainVerdict next() {
      final CommandGenerator.Generated command = generator.next();
      Ticks.before(engine, command, bytes -> execute(command.timeMs(), bytes));
      final PlainVerdict verdict = execute(command.timeMs(), command.bytes());
      if (verdict.code() == Code.ACCEPTED) {
        generator.lastWasAccepted();
      }
      return verdict;
    }

    private PlainVerdict execute(final long timeMs, final byte[] bytes) {
      final long sequence = engine.lastSequence() + 1;
      final PlainVerdict verdict =
          engine.execute(sequence, timeMs, new UnsafeBuffer(bytes), 0, bytes.length);
      assertThat(engine.checkTouchedLines()).as("seed %d, step %d", seed, sequence).isEmpty();
      assertThat(engine.checkTouchedWaitlists()).as("seed %d, step %d", seed, sequence).isEmpty();
      engine.events().forEach(event -> events.add(event.kind()));
      return verdict;
    }
  }
}
