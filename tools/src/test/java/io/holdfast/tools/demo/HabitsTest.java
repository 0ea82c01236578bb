package io.holdfast.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One seed makes one crowd, in which everything happens and most buy. */
final class HabitsTest {
  private static final int BUYERS = 20_000;

  @Test
  void aSeedMakesOneCrowd(@Seed final long seed) {
    final Habits habits = habits(seed);
    final Habits again = habits(seed);
    final Habits other = habits(seed + 1);

    int differing = 0;
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      assertThat(again.of(buyer)).isEqualTo(habits.of(buyer));
      assertThat(again.units(buyer)).isEqualTo(habits.units(buyer));
      assertThat(again.delayMs(buyer, Ask.CONFIRM)).isEqualTo(habits.delayMs(buyer, Ask.CONFIRM));
      differing += other.delayMs(buyer, Ask.CONFIRM) == habits.delayMs(buyer, Ask.CONFIRM) ? 0 : 1;
    }
    assertThat(differing).isGreaterThan(BUYERS / 2);
  }

  @Test
  void inACrowdEverythingHappensAndMostBuy(@Seed final long seed) {
    final Habits habits = habits(seed);
    final Map<Habit, Integer> counts = new EnumMap<>(Habit.class);
    for (int buyer = 0; buyer < BUYERS; buyer++) {
      counts.merge(habits.of(buyer), 1, Integer::sum);
    }

    assertThat(counts).containsOnlyKeys(Habit.values());
    assertThat(counts.get(Habit.BUYS)).isGreaterThan(BUYERS / 2);
  }

  @Test
  void everyOneTakesTheTimeThatTheQuestionTakes(@Seed final long seed) {
    final Habits habits = habits(seed);

    for (int buyer = 0; buyer < BUYERS; buyer++) {
      for (final Ask ask : Ask.values()) {
        assertThat(habits.delayMs(buyer, ask)).isBetween(ask.leastMs(), ask.mostMs());
      }
    }
  }

  private static Habits habits(final long seed) {
    return new Habits(RoomPlan.of(1_000, BUYERS, seed));
  }
}
