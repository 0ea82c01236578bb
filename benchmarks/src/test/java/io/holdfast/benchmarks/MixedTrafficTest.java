package io.holdfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.holdfast.test.Allocations;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The mix keeps the engine in the state that the benchmark says. Its verdicts it checks itself. */
final class MixedTrafficTest {
  private static final int COMMANDS = 400_000;

  @ParameterizedTest
  @CsvSource({"1000, 0, 15", "1000, 4, 15", "10000, 0, 4", "10000, 4, 4", "150000, 0, 4"})
  void keepsAsManyLiveAsAskedFor(final int live, final int buyerLimit, final int withinPercent) {
    final MixedTraffic traffic = new MixedTraffic(MixedPlan.of(live), buyerLimit, true);

    for (int i = 0; i < COMMANDS; i++) {
      traffic.next();
      if (i % 10_000 == 0) {
        assertThat(traffic.live()).isCloseTo(live, Percentage.withPercentage(withinPercent));
      }
    }
  }

  /** The one thing that allocates is the making of a sale, far less often than this. */
  @Test
  void allocatesNothingBetweenTwoSales() {
    final MixedTraffic traffic = new MixedTraffic(MixedPlan.of(10_000), 4, false);

    Allocations.assertNone(20_000, traffic::next);
  }

  @Test
  void hasItsShares() {
    final MixedScript script = new MixedScript();
    final int[] counts = new int[MixedScript.RESERVE_SOLD_OUT + 1];
    for (int i = 0; i < MixedScript.LENGTH; i++) {
      counts[script.kind(i)]++;
    }

    final double percent = MixedScript.LENGTH / 100.0;
    assertThat(counts[MixedScript.RESERVE] / percent).isEqualTo(40, within(1e-9));
    assertThat(counts[MixedScript.BEGIN_PAYMENT] / percent).isEqualTo(15, within(1e-9));
    assertThat(counts[MixedScript.CONFIRM] / percent).isEqualTo(20, within(1e-9));
    assertThat(counts[MixedScript.RELEASE] / percent).isEqualTo(10, within(1e-9));
    assertThat(counts[MixedScript.EXTEND] / percent).isEqualTo(5, within(1e-9));
    assertThat(counts[MixedScript.REPEAT] / percent).isEqualTo(5, within(1e-9));
    assertThat(counts[MixedScript.RESERVE_SOLD_OUT] / percent).isEqualTo(5, within(1e-9));
  }
}
