package io.holdfast.model;

import io.holdfast.model.random.CommandGenerator;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.Seed;
import io.holdfast.test.TimeLimit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The plain engine and the fast one, fed the same random commands, say and do the same: verdicts,
 * events, digest, when something is due next, and now and then all that can be asked.
 *
 * <p>Seed by seed, from the test's seed on: {@code -Dholdfast.seed=N} with {@code
 * -Dholdfast.differential.seeds=1} repeats one. The slow run takes its size from {@code
 * -Dholdfast.differential.seeds} and {@code -Dholdfast.differential.commands} (per seed).
 */
final class EngineDifferentialTest {
  private static final int SEEDS = 400;
  private static final int COMMANDS = 3_000;
  private static final int SLOW_SEEDS = 2_500;
  private static final int SLOW_COMMANDS = 20_000;
  private static final int SLOW_LIMIT_SECONDS = 7_200;
  private static final int COMPARE_STATE_EVERY = 500;
  private static final int CHECK_UNTOUCHED_EVERY = 37;

  @Test
  void sayAndDoTheSame(@Seed final long firstSeed) {
    compare(firstSeed, Integer.getInteger("holdfast.differential.seeds", SEEDS), COMMANDS);
  }

  @Test
  @Tag("slow")
  @TimeLimit(SLOW_LIMIT_SECONDS)
  void sayAndDoTheSameForLong(@Seed final long firstSeed) {
    compare(
        firstSeed,
        Integer.getInteger("holdfast.differential.seeds", SLOW_SEEDS),
        Integer.getInteger("holdfast.differential.commands", SLOW_COMMANDS));
  }

  private static void compare(final long firstSeed, final int seeds, final int commands) {
    for (int n = 0; n < seeds; n++) {
      compare(firstSeed + n, commands);
    }
  }

  private static void compare(final long seed, final int commands) {
    final CommandGenerator generator = new CommandGenerator(seed);
    final EnginePair pair = new EnginePair();
    final List<EnginePair.Step> executed = new ArrayList<>();
    try {
      for (int i = 1; i <= commands; i++) {
        final EnginePair.Step step =
            new EnginePair.Step(generator.next(), i % CHECK_UNTOUCHED_EVERY == 0);
        executed.add(step);
        if (pair.next(step) == Code.ACCEPTED) {
          generator.lastWasAccepted();
        }
        if (i % COMPARE_STATE_EVERY == 0) {
          pair.compareState();
        }
      }
      pair.compareState();
    } catch (final EnginePair.DifferenceException | AssertionError difference) {
      throw new AssertionError(
          "seed "
              + seed
              + ", the shortest commands:\n"
              + ShortestCommands.describe(executed)
              + "\nfirst seen as: "
              + difference.getMessage(),
          difference);
    }
  }
}
