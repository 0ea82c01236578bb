package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.test.Seed;
import io.holdfast.test.TimeLimit;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A crowd whose holds all lapse at once is worked off in exact order, a bounded slice per step. */
final class ExpiryBurstTest {
  private static final int HOLDS = 1_000_000;
  private static final int SALES = 20;
  private static final long SHORTEST_HOLD_MS = 100_000;
  private static final int SPREAD_MS = 50_000;

  private final EngineConfig config =
      new EngineConfig(
          EngineConfig.RULES_VERSION,
          4_096,
          HOLDS,
          HOLDS,
          1_000,
          1_000,
          100,
          1_000,
          100,
          HOLDS,
          1_000,
          1_000,
          10_000_000);
  private final TestEngine test = TestEngine.selling(config, HOLDS);

  @Test
  @TimeLimit(300)
  void expiresInOrderOfDeadlineAndSequence(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int sale = 2; sale <= SALES; sale++) {
      test.open(sale, SHORTEST_HOLD_MS + random.nextInt(SPREAD_MS));
    }
    final long[] order = hold(random);
    test.passMs(SHORTEST_HOLD_MS + 2 * SPREAD_MS);
    int done = 0;
    while (done < HOLDS) {
      final int slice = Math.min(config.maxChangesPerStep(), HOLDS - done);
      assertAll(ReservationState.HELD, order, done, slice);
      assertThat(test.tick().granted()).isEqualTo(slice);
      assertAll(ReservationState.EXPIRED, order, done, slice);
      done += slice;
    }
    assertThat(test.engine.nextDueMs()).isEqualTo(Engine.NEVER);
    assertThat(test.available(2, 1)).isEqualTo(HOLDS);
    test.assertConservation(HOLDS);
  }

  /** Takes all holds while time passes; gives their ids in the order in which they must lapse. */
  private long[] hold(final SplittableRandom random) {
    // The deadline above, the id, which is the order of the sequences, below.
    final long[] keys = new long[HOLDS];
    for (int id = 1; id <= HOLDS; id++) {
      if (random.nextInt(HOLDS / SPREAD_MS) == 0) {
        test.passMs(1);
      }
      final long sale = 2L + random.nextInt(SALES - 1);
      final long item = 1L + random.nextInt(TestEngine.ITEMS);
      final long deadlineMs = test.run(test.commands.reserve(id, sale, item, 1)).deadlineMs();
      keys[id - 1] = deadlineMs << 24 | id;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).map(key -> key & 0xFF_FFFF).toArray();
  }

  private void assertAll(
      final ReservationState state, final long[] order, final int from, final int count) {
    for (int i = from; i < from + count; i++) {
      if (test.state(order[i]) != state) {
        throw new AssertionError(
            "hold " + order[i] + ", number " + i + " to lapse, is " + test.state(order[i]));
      }
    }
  }
}
