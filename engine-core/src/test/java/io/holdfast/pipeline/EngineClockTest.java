package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Engine time moves with the monotonic clock and bends towards the wall, but never breaks. */
final class EngineClockTest {
  private static final long START_MS = 1_700_000_000_000L;
  private static final long NS_PER_MS = 1_000_000;
  private static final long HOUR_MS = 3_600_000;
  private static final int RANDOM_STEPS = 200_000;

  private final ManualTime time = new ManualTime(START_MS);
  private final List<Long> alarms = new ArrayList<>();
  private final EngineClock clock = clock(0);

  @Test
  void startsAtTheWall() {
    assertThat(clock.nowMs()).isEqualTo(START_MS);
  }

  @Test
  void startsAtTheLastJournaledTimeWhenThatIsLater() {
    assertThat(clock(START_MS + 500).nowMs()).isEqualTo(START_MS + 500);
    assertThat(clock(START_MS - 500).nowMs()).isEqualTo(START_MS);
  }

  @Test
  void movesWithTime() {
    time.passMs(1_500);
    assertThat(clock.nowMs()).isEqualTo(START_MS + 1_500);
  }

  @Test
  void gainsNoMoreThanOnePartInTwoThousand() {
    time.moveWallMs(1_000);
    assertThat(afterSeconds(10)).isEqualTo(START_MS + 10_005);
    assertThat(alarms).isEmpty();
  }

  @Test
  void losesNoMoreThanOnePartInTwoThousand() {
    time.moveWallMs(-1_000);
    assertThat(afterSeconds(10)).isEqualTo(START_MS + 9_995);
    assertThat(alarms).isEmpty();
  }

  @Test
  void meetsTheWallInTheEndAndStaysWithIt() {
    time.moveWallMs(1_000);
    assertThat(afterSeconds(2_001)).isEqualTo(time.wallMs());
    assertThat(afterSeconds(100)).isEqualTo(time.wallMs());
  }

  @Test
  void aJumpOfTheWallRaisesOneAlarmAndMovesNothing() {
    time.moveWallMs(2 * HOUR_MS);
    assertThat(afterSeconds(60)).isEqualTo(START_MS + 60_000);
    assertThat(alarms).containsExactly(2 * HOUR_MS);
  }

  @Test
  void aJumpBackRaisesOneAlarmAndMovesNothing() {
    time.moveWallMs(-2 * HOUR_MS);
    assertThat(afterSeconds(60)).isEqualTo(START_MS + 60_000);
    assertThat(alarms).containsExactly(-2 * HOUR_MS);
  }

  @Test
  void theNextJumpRaisesTheNextAlarm() {
    time.moveWallMs(HOUR_MS);
    clock.nowMs();
    time.moveWallMs(-HOUR_MS);
    clock.nowMs();
    time.moveWallMs(-HOUR_MS);
    clock.nowMs();
    assertThat(alarms).containsExactly(HOUR_MS, -HOUR_MS);
  }

  @Test
  void neverGoesBackAndNeverJumpsWhateverTheWallDoes(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    long elapsedNs = 0;
    long before = clock.nowMs();
    for (int i = 0; i < RANDOM_STEPS; i++) {
      if (random.nextInt(10) == 0) {
        time.moveWallMs(random.nextLong(-2_000, 2_001));
      }
      final long stepNs = random.nextLong(20 * NS_PER_MS);
      time.passNs(stepNs);
      time.moveWallMs(stepNs / NS_PER_MS);
      elapsedNs += stepNs;
      final long now = clock.nowMs();
      assertThat(now).isGreaterThanOrEqualTo(before);
      assertThat(now - before).isLessThanOrEqualTo(atMost(stepNs) + 1);
      before = now;
    }
    assertThat(before - START_MS)
        .isBetween((elapsedNs - elapsedNs / 2_000) / NS_PER_MS - 1, atMost(elapsedNs) + 1);
  }

  private static long atMost(final long elapsedNs) {
    return (elapsedNs + elapsedNs / 2_000) / NS_PER_MS;
  }

  /** Time passes in steps of a ms, as batches come; gives the engine's. */
  private long afterSeconds(final int seconds) {
    for (int ms = 0; ms < 1_000 * seconds; ms++) {
      time.passMs(1);
      clock.nowMs();
    }
    return clock.nowMs();
  }

  private EngineClock clock(final long lastJournaledMs) {
    return new EngineClock(lastJournaledMs, time::wallMs, time::monotonicNs, alarms::add);
  }
}
