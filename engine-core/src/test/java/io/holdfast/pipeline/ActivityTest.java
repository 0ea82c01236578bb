package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Rates and times are those of the last ten seconds, and no others. */
final class ActivityTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final Gauges gauges = new Gauges(0, 0);
  private long nowNs = 17;
  private long notTaken;
  private final Activity activity = new Activity(gauges, () -> notTaken, () -> nowNs);

  /** A second in which so many commands are answered, and a batch takes so long in the logic. */
  private void second(final int accepted, final int rejected, final int refused, final long ns) {
    gauges.onAnswered(1, accepted, rejected);
    gauges.onStage(Stage.LOGIC, ns);
    notTaken += refused;
    nowNs += SECOND_NS;
    activity.look();
  }

  @Test
  void atFirstThereIsNothing() {
    final Activity.Lately lately = activity.lately();
    assertThat(lately.overMs()).isZero();
    assertThat(lately.acceptedPerSecond()).isZero();
    assertThat(lately.stages()).containsOnlyKeys(Stage.values());
    assertThat(lately.stages().values()).containsOnly(new Activity.StageTimes(0, 0, 0, 0, 0));
  }

  @Test
  void ratesAreMeansOverTheTimeSinceTheFirstLook() {
    second(100, 10, 1, 500);
    second(300, 30, 3, 500);
    final Activity.Lately lately = activity.lately();
    assertThat(lately.overMs()).isEqualTo(2_000);
    assertThat(lately.acceptedPerSecond()).isEqualTo(200);
    assertThat(lately.rejectedPerSecond()).isEqualTo(20);
    assertThat(lately.notTakenPerSecond()).isEqualTo(2);
    assertThat(lately.stages().get(Stage.LOGIC).batches()).isEqualTo(2);
    assertThat(lately.stages().get(Stage.REPLY).batches()).isZero();
  }

  @Test
  void whatIsOlderThanTenSecondsIsForgotten() {
    second(1_000_000, 0, 0, 1_000_000_000);
    for (int i = 0; i < 10; i++) {
      second(50, 0, 0, 1_000);
    }
    final Activity.Lately lately = activity.lately();
    assertThat(lately.overMs()).isEqualTo(10_000);
    assertThat(lately.acceptedPerSecond()).isEqualTo(50);
    assertThat(lately.stages().get(Stage.LOGIC).batches()).isEqualTo(10);
    assertThat(lately.stages().get(Stage.LOGIC).maxNs()).isBetween(1_000L, 1_010L);
  }

  @Test
  void percentilesAreOfAllBatchesOfThatTime() {
    for (int i = 0; i < 99; i++) {
      gauges.onStage(Stage.BARRIER, 1_000);
    }
    nowNs += SECOND_NS;
    activity.look();
    gauges.onStage(Stage.BARRIER, 1_000_000);
    nowNs += SECOND_NS;
    activity.look();
    final Activity.StageTimes times = activity.lately().stages().get(Stage.BARRIER);
    assertThat(times.batches()).isEqualTo(100);
    assertThat(times.p50Ns()).isBetween(1_000L, 1_010L);
    assertThat(times.p99Ns()).isBetween(1_000L, 1_010L);
    assertThat(times.p999Ns()).isBetween(990_000L, 1_010_000L);
    assertThat(times.maxNs()).isBetween(990_000L, 1_010_000L);
  }
}
