package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A second's worth at once, and never more than the rate over time. */
final class RateLimitTest {
  private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 7, 1_000, 999_983, Credential.HIGHEST_RATE})
  void aSecondsWorthMayComeAtOnceOneByOne(final int perSecond) {
    final RateLimit limit = new RateLimit(perSecond, 5);
    final int tried = Math.min(perSecond, 10_000);
    for (int i = 0; i < tried; i++) {
      assertThat(limit.left(5)).isGreaterThanOrEqualTo(1);
      limit.spend(1, 5);
    }
    assertThat(limit.left(5)).isEqualTo(perSecond - tried);
  }

  @Test
  void timeGivesBackWhatItIsWorth() {
    final RateLimit limit = new RateLimit(10, 0);
    limit.spend(10, 0);
    assertThat(limit.left(0)).isZero();
    assertThat(limit.left(SECOND_NS / 10 - 1)).isZero();
    assertThat(limit.left(SECOND_NS / 10)).isEqualTo(1);
    assertThat(limit.left(SECOND_NS / 2)).isEqualTo(5);
    assertThat(limit.left(SECOND_NS)).isEqualTo(10);
  }

  @Test
  void aRestIsWorthNoMoreThanASecond() {
    final RateLimit limit = new RateLimit(10, 0);
    assertThat(limit.left(TimeUnit.DAYS.toNanos(30))).isEqualTo(10);
  }

  @Test
  void whatWasSpentTooMuchIsMissingAfterwards() {
    final RateLimit limit = new RateLimit(10, 0);
    limit.spend(15, 0);
    assertThat(limit.left(0)).isZero();
    assertThat(limit.left(SECOND_NS / 2)).isZero();
    assertThat(limit.left(SECOND_NS)).isEqualTo(5);
  }

  @Test
  void theClockMayBeginAnywhere() {
    for (final long start : new long[] {Long.MIN_VALUE, -1, Long.MAX_VALUE - SECOND_NS / 2}) {
      final RateLimit limit = new RateLimit(10, start);
      limit.spend(10, start);
      assertThat(limit.left(start)).isZero();
      assertThat(limit.left(start + SECOND_NS)).isEqualTo(10);
    }
  }

  @Test
  void inTheLongRunItIsTheRate(@Seed final long seed) {
    final Random random = new Random(seed);
    final int perSecond = 1 + random.nextInt(100_000);
    final RateLimit limit = new RateLimit(perSecond, 0);
    long nowNs = 0;
    long taken = 0;
    for (int i = 0; i < 100_000; i++) {
      nowNs += random.nextInt(2_000_000);
      final int take = Math.min(limit.left(nowNs), random.nextInt(2 * perSecond));
      limit.spend(take, nowNs);
      taken += take;
    }
    // Each time that something is taken, less than a nanosecond is not paid for.
    final long most = perSecond + (nowNs + 100_000) / 1_000 * perSecond / 1_000_000;
    assertThat(taken).isLessThanOrEqualTo(most + 1).isGreaterThan(most / 2);
  }
}
