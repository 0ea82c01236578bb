package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineEvent;
import io.holdfast.engine.Verdict;
import io.holdfast.model.random.CommandGenerator;
import io.holdfast.model.random.Ticks;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.Seed;
import io.holdfast.test.TimeLimit;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * An engine that was saved and loaded, again and again and at any moment, says and does what the
 * one does that never was: verdicts, events, digest, hashes, what is due when, every answer.
 *
 * <p>Seed by seed, from the test's seed on: {@code -Dholdfast.seed=N} with {@code
 * -Dholdfast.saved.seeds=1} repeats one.
 */
final class SavedStateTest {
  private static final int SEEDS = 40;
  private static final int COMMANDS = 2_000;
  private static final int SLOW_SEEDS = 1_000;
  private static final int SLOW_COMMANDS = 10_000;
  private static final int SLOW_LIMIT_SECONDS = 3_600;

  /** What must have been in some state, or the run has shown nothing about it. */
  private static final String[] CONTENTS = {
    "section 123",
    "section 124",
    "section 125",
    "reservation HELD in HELD",
    "reservation PAYING in PAYING",
    "reservation WAITLISTED in WAITING",
    "reservation HELD in LOOSE",
    "reservation CONFIRMED in LOOSE",
    "reservation CANCELLED in LOOSE",
    "reservation REFUND_DUE in LOOSE",
    "reservation RELEASED in ENDED",
    "reservation EXPIRED in ENDED",
    "reservation NONE in ENDED",
    "section 127",
    "command CREATE_SALE in ACCEPTED",
    "command ADJUST_STOCK in ACCEPTED",
    "command CANCEL in ACCEPTED",
    "command RESERVE in REJECTED",
    "command RESERVE_BASKET in REJECTED",
    "command CANCEL in REJECTED",
    "command ADJUST_STOCK in REJECTED",
    "command GONE in REJECTED",
    "section 129",
    "section 130",
    "section 131",
    "section 132"
  };

  @Test
  void goesOnAsIfItHadNeverBeenSaved(@Seed final long firstSeed) {
    run(firstSeed, Integer.getInteger("holdfast.saved.seeds", SEEDS), COMMANDS);
  }

  @Test
  @Tag("slow")
  @TimeLimit(SLOW_LIMIT_SECONDS)
  void goesOnAsIfItHadNeverBeenSavedForLong(@Seed final long firstSeed) {
    run(firstSeed, Integer.getInteger("holdfast.saved.seeds", SLOW_SEEDS), SLOW_COMMANDS);
  }

  private static void run(final long firstSeed, final int seeds, final int commands) {
    final Set<String> contents = new TreeSet<>();
    for (int n = 0; n < seeds; n++) {
      final Twins twins = new Twins(firstSeed + n, contents);
      try {
        twins.run(commands);
      } catch (final RuntimeException | AssertionError difference) {
        throw new AssertionError(
            "seed "
                + (firstSeed + n)
                + ", step "
                + twins.sequence()
                + ", saved at "
                + twins.savedAt,
            difference);
      }
    }
    assertThat(contents).as("what was saved in one or another of the states").contains(CONTENTS);
  }

  /** The engine that never was saved, and the one that is all the time. */
  private static final class Twins {
    private static final int COMPARE_ANSWERS_EVERY = 100;

    private final CommandGenerator generator;
    private final SplittableRandom random;
    private final int saveOneIn;

    /** Knows where Ticks belong. */
    private final PlainEngine plain = new PlainEngine();

    private final List<PlainEvent> events = new ArrayList<>();
    private final List<PlainEvent> savedEvents = new ArrayList<>();
    private final Engine engine = new Engine(event -> events.add(copy(event)));
    private final Verdict verdict = new Verdict();
    private final Verdict savedVerdict = new Verdict();
    private final Set<Long> buyers = new HashSet<>();
    private Engine saved = new Engine(event -> savedEvents.add(copy(event)));
    private long savedAt;

    /** What there was in the states that were saved. */
    private final Set<String> contents;

    Twins(final long seed, final Set<String> contents) {
      this.contents = contents;
      generator = new CommandGenerator(seed);
      random = new SplittableRandom(seed);
      saveOneIn = 1 + random.nextInt(60);
    }

    long sequence() {
      return engine.sequence();
    }

    void run(final int commands) {
      for (int i = 1; i <= commands; i++) {
        final CommandGenerator.Generated command = generator.next();
        Ticks.before(plain, command, bytes -> execute(command.timeMs(), bytes));
        execute(command.timeMs(), command.bytes());
        if (verdict.code() == Code.ACCEPTED) {
          generator.lastWasAccepted();
        }
        if (i % COMPARE_ANSWERS_EVERY == 0) {
          assertThat(Answers.of(saved, buyers)).isEqualTo(Answers.of(engine, buyers));
        }
      }
    }

    private void execute(final long timeMs, final byte[] bytes) {
      final long sequence = plain.lastSequence() + 1;
      final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
      plain.execute(sequence, timeMs, buffer, 0, bytes.length);
      events.clear();
      savedEvents.clear();
      engine.execute(buffer, 0, sequence, timeMs, verdict);
      saved.execute(buffer, 0, sequence, timeMs, savedVerdict);
      events.forEach(event -> buyers.add(event.buyer()));
      compare();
      if (random.nextInt(saveOneIn) == 0) {
        saveAndLoad();
        compare();
      }
    }

    private void saveAndLoad() {
      savedAt = engine.sequence();
      final SavedState state = SavedState.of(saved);
      contents.addAll(state.contents());
      saved = state.load(event -> savedEvents.add(copy(event)));
      assertThat(SavedState.of(saved).isSameAs(state)).as("the same bytes again").isTrue();
      assertThat(saved.config()).isEqualTo(engine.config());
    }

    private void compare() {
      assertThat(text(savedVerdict)).isEqualTo(text(verdict));
      assertThat(savedEvents).isEqualTo(events);
      assertThat(saved.sequence()).isEqualTo(engine.sequence());
      assertThat(saved.timeMs()).isEqualTo(engine.timeMs());
      assertThat(saved.digest()).isEqualTo(engine.digest());
      assertThat(saved.nextDueMs()).isEqualTo(engine.nextDueMs());
      assertThat(saved.stateHash()).isEqualTo(engine.stateHash());
      assertThat(saved.rejectionsHash()).isEqualTo(engine.rejectionsHash());
    }

    private static String text(final Verdict verdict) {
      return String.format(
          "%x %d %d %d %x-%x %s %d %d",
          verdict.outcome(),
          verdict.available(),
          verdict.deadlineMs(),
          verdict.line(),
          verdict.ownReservationHi(),
          verdict.ownReservationLo(),
          verdict.ticket(),
          verdict.place(),
          verdict.admittedUpTo());
    }

    private static PlainEvent copy(final EngineEvent event) {
      return EnginePair.copy(event);
    }
  }
}
