package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.TestEngine;
import io.holdfast.pipeline.Answers.Answer;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is due happens, whether anybody asks or not, and before whoever asks. */
final class PipelineTimeTest {
  private static final int LOOPS = 2_000;

  private final TestPipeline test = TestPipeline.startSelling(1);

  @AfterEach
  void close() {
    test.close();
    assertThat(test.fatal).hasNullValue();
  }

  @Test
  void anIdlePipelineExpiresHoldsByItself() {
    hold();
    test.time.passMs(TestEngine.HOLD_MS);
    Await.until("a Tick was journaled", () -> test.journal.ticks() == 1);
    assertThat(test.answers.count()).isEqualTo(1);
  }

  @Test
  void nothingExpiresBeforeItsTime() {
    hold();
    test.time.passMs(TestEngine.HOLD_MS - 1);
    test.send(test.next().reserve(2, 1, 1, 1));
    assertThat(test.answers.await(2).get(1).code()).isEqualTo(Code.SOLD_OUT);
    assertThat(test.journal.ticks()).isZero();
  }

  @Test
  void theFirstCommandAfterTheDeadlineGetsTheUnit() {
    hold();
    test.time.passMs(TestEngine.HOLD_MS);
    test.send(test.next().reserve(2, 1, 1, 1));
    assertThat(test.answers.await(2).get(1).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aQueryAfterTheDeadlineSeesTheHoldGone() {
    hold();
    test.time.passMs(TestEngine.HOLD_MS);
    test.send(test.next().queryReservation(1));
    final Answer answer = test.answers.await(2).get(1);
    assertThat(
            new ReservationViewDecoder()
                .wrapAndApplyHeader(answer.message(), 0, new MessageHeaderDecoder())
                .state())
        .isEqualTo(ReservationState.EXPIRED);
  }

  @Test
  void aConfirmAfterTheDeadlineIsLate() {
    hold();
    test.time.passMs(TestEngine.HOLD_MS);
    test.send(test.next().confirm(1, 1));
    final VerdictDecoder verdict = test.answers.await(2).get(1).verdict();
    assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
    assertThat(verdict.marks().late()).isTrue();
  }

  @Test
  void aBatchHasOneTime() {
    final CountDownLatch gate = test.journal.holdUp();
    test.send(test.next().reserve(1, 1, 1, 1));
    test.journal.awaitHeldUp();
    for (int id = 2; id <= 100; id++) {
      test.time.passMs(1);
      test.send(test.next().reserve(id, 1, 2, 1));
    }
    gate.countDown();
    final long timeMs = test.answers.await(100).get(99).verdict().timeMs();
    assertThat(test.answers.all().subList(1, 100))
        .allMatch(answer -> answer.verdict().timeMs() == timeMs);
  }

  /**
   * While a slower gateway still fills its slots in, what is due must wait for it; the ring must
   * not fill with wake-up calls meanwhile.
   */
  @Test
  void aSlowGatewayIsNotBuriedUnderWakeUpCalls() {
    hold();
    final long claimed = test.put(test.next().reserve(2, 1, 1, 1));
    test.time.passMs(TestEngine.HOLD_MS);
    final long before = test.time.monotonicReads();
    Await.until(
        "the pipeline has looked many times", () -> test.time.monotonicReads() > before + LOOPS);
    assertThat(test.pipeline.ring().cursor()).isLessThanOrEqualTo(claimed + 1);
    test.publish(claimed);
    assertThat(test.answers.await(2).get(1).code()).isEqualTo(Code.ACCEPTED);
  }

  /** Somebody holds the only unit of item 1. */
  private void hold() {
    test.send(test.next().reserve(1, 1, 1, 1));
    assertThat(test.answers.await(1).get(0).code()).isEqualTo(Code.ACCEPTED);
  }
}
