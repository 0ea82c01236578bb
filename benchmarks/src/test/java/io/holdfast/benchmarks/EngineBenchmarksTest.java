package io.holdfast.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The other benchmarks of the engine run, and what they measure takes place. */
final class EngineBenchmarksTest {
  private static final int OPERATIONS = 100_000;

  @ParameterizedTest
  @EnumSource(
      value = Code.class,
      names = {"SOLD_OUT", "LIMIT_BUYER"})
  void rejects(final Code code) {
    final Rejections rejections = new Rejections();
    rejections.code = code;
    rejections.remembered = 10_000;
    rejections.start();

    for (int i = 0; i < OPERATIONS; i++) {
      assertThat(rejections.throughput().code()).isSameAs(code);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4})
  void servesTheWaitlist(final int buyerLimit) {
    final Waitlist waitlist = new Waitlist();
    waitlist.waiting = 1_000;
    waitlist.buyerLimit = buyerLimit;
    waitlist.start();

    for (int i = 0; i < OPERATIONS; i++) {
      assertThat(waitlist.throughput().granted()).isZero();
    }
  }

  @Test
  void admitsAlmostAsManyAsJoinAfterTheOpening() {
    final int waiting = 20_000;
    final QueueTraffic traffic = new QueueTraffic(waiting);
    final int sales = 3;

    for (int i = 0; i < sales * QueueTraffic.JOINS_PER_WAITING * waiting; i++) {
      traffic.next();
    }

    final long afterOpening = (long) sales * (QueueTraffic.JOINS_PER_WAITING - 1) * waiting;
    assertThat(traffic.admitted()).isBetween(afterOpening * 9 / 10, afterOpening);
  }
}
