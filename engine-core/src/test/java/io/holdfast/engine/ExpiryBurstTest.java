package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
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
  private static final int ID_BITS = 20;
  private static final int LINE_BITS = 7;

  private final long[] expired = new long[HOLDS];
  private int expiredCount;
  private final EngineConfig config = config();
  private final TestEngine test = TestEngine.selling(config, HOLDS, this::onEvent);

  private static EngineConfig config() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = HOLDS;
    ceilings.maxEndedHolds = HOLDS;
    ceilings.maxLines = 1_000;
    ceilings.maxReservationUnits = 100;
    ceilings.maxLineUnits = HOLDS;
    ceilings.memoryRetentionMs = 10_000_000;
    return ceilings.config();
  }

  private void onEvent(final EngineEvent event) {
    if (event.kind() == EventKind.EXPIRED) {
      expired[expiredCount++] = event.reservationLo();
    }
  }

  @Test
  @TimeLimit(300)
  void expiresInOrderOfDeadlineAndLineASliceAtATime(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int sale = 2; sale <= SALES; sale++) {
      test.open(sale, SHORTEST_HOLD_MS + random.nextInt(SPREAD_MS));
    }
    final long[] order = hold(random);
    test.passMs(SHORTEST_HOLD_MS + 2 * SPREAD_MS);
    int done = 0;
    while (done < HOLDS) {
      final int slice = Math.min(config.maxChangesPerStep(), HOLDS - done);
      assertThat(test.tick().granted()).isEqualTo(slice);
      done += slice;
      assertThat(expiredCount).isEqualTo(done);
    }
    assertThat(expired).isEqualTo(order);
    assertThat(test.engine.nextDueMs()).isEqualTo(Engine.NEVER);
    assertThat(test.available(2, 1)).isEqualTo(HOLDS);
    test.assertConservation(HOLDS);
  }

  @Test
  @TimeLimit(300)
  void theFirstCommandsAfterTheDeadlineGetWhatTheyNeedInTheMiddleOfTheBurst() {
    for (int id = 1; id <= HOLDS; id++) {
      test.accepted(test.commands.reserve(id, 1, 1, 1));
    }
    assertThat(test.run(test.commands.reserve(HOLDS + 1, 1, 1, 1)).code()).isEqualTo(Code.SOLD_OUT);
    test.passMs(TestEngine.HOLD_MS);
    final int most = config.maxReservationUnits();
    for (int i = 0; i < 100; i++) {
      final long id = HOLDS + 2L + i;
      final Verdict verdict = test.runAfterOneTick(test.commands.reserve(id, 1, 1, most));
      assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
      assertThat(expiredCount).isLessThan(HOLDS);
    }
    assertThat(test.state(HOLDS)).as("lapsed, but not settled").isEqualTo(ReservationState.EXPIRED);
  }

  /** Takes all holds while time passes; gives their ids in the order in which they must lapse. */
  private long[] hold(final SplittableRandom random) {
    // The deadline above, then the line, then the id, which is the order of the sequences.
    final long[] keys = new long[HOLDS];
    for (int id = 1; id <= HOLDS; id++) {
      if (random.nextInt(HOLDS / SPREAD_MS) == 0) {
        test.passMs(1);
      }
      final long sale = 2L + random.nextInt(SALES - 1);
      final long item = 1L + random.nextInt(TestEngine.ITEMS);
      final long deadlineMs = test.run(test.commands.reserve(id, sale, item, 1)).deadlineMs();
      final long line = sale * TestEngine.ITEMS + item - 1;
      keys[id - 1] = deadlineMs << (LINE_BITS + ID_BITS) | line << ID_BITS | id;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).map(key -> key & ((1 << ID_BITS) - 1)).toArray();
  }
}
