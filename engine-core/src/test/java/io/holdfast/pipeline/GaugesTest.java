package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestEngine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.test.Allocations;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.HdrHistogram.Histogram;
import org.junit.jupiter.api.Test;

/** The numbers that a pipeline shows are those of what went through it. */
final class GaugesTest {
  private static final int UNITS = 5;

  @Test
  void beforeTheFirstBatchEverythingIsThrough() {
    try (TestPipeline test = TestPipeline.selling(UNITS)) {
      final TestEngine selling = TestEngine.selling(EngineConfig.forReservations(200_000), UNITS);
      final Gauges gauges = test.pipeline.gauges();
      test.pipeline.start();
      assertThat(gauges.executedSequence()).isEqualTo(selling.engine.sequence()).isPositive();
      assertThat(gauges.journaledSequence()).isEqualTo(selling.engine.sequence());
      assertThat(gauges.gateSequence()).isEqualTo(selling.engine.sequence());
      assertThat(gauges.syncedSequence()).isEqualTo(-1);
      assertThat(gauges.accepted()).isZero();
      assertThat(gauges.rejected()).isZero();
      assertThat(gauges.reservations()).isZero();
    }
  }

  @Test
  void commandsAreCountedByTheirCodeAndQueriesAreNot() {
    try (TestPipeline test = TestPipeline.startSelling(UNITS)) {
      for (int id = 1; id <= UNITS + 2; id++) {
        test.send(test.next().reserve(id, 1, 1, 1));
      }
      test.send(test.next().queryLine(1, 1));
      assertThat(test.answers.await(UNITS + 3))
          .extracting(Answers.Answer::code)
          .containsOnly(Code.ACCEPTED, Code.SOLD_OUT);
      final long sequence = test.answers.all().get(UNITS + 1).verdict().sequence();
      final Gauges gauges = test.pipeline.gauges();
      Await.until("all is counted", () -> gauges.gateSequence() == sequence);
      assertThat(gauges.accepted()).isEqualTo(UNITS);
      assertThat(gauges.rejected()).isEqualTo(2);
      assertThat(gauges.reservations()).isEqualTo(UNITS);
      assertThat(gauges.executedSequence()).isEqualTo(sequence);
      assertThat(gauges.journaledSequence()).isEqualTo(sequence);
    }
  }

  @Test
  void theGateStaysBehindWhatIsExecutedWhileTheJournalIsHeldUp() {
    try (TestPipeline test = TestPipeline.selling(UNITS)) {
      final CountDownLatch gate = test.journal.holdUp();
      test.pipeline.start();
      test.send(test.next().reserve(1, 1, 1, 1));
      test.journal.awaitHeldUp();
      final Gauges gauges = test.pipeline.gauges();
      final long before = gauges.gateSequence();
      assertThat(gauges.executedSequence()).isEqualTo(before + 1);
      assertThat(gauges.journaledSequence()).isEqualTo(before);
      assertThat(test.pipeline.slotsInUse()).isEqualTo(1);
      gate.countDown();
      Await.until("the gate has passed it", () -> gauges.gateSequence() == before + 1);
      Await.until("the slot is free", () -> test.pipeline.slotsInUse() == 0);
    }
  }

  @Test
  void everyStageIsTimedOncePerBatch() {
    final TestPipeline test = TestPipeline.sellingSynced(UNITS);
    try (test) {
      test.pipeline.start();
      test.send(test.next().reserve(1, 1, 1, 1));
      test.answers.await(1);
      test.send(test.next().queryLine(1, 1));
      test.answers.await(2);
    }
    final Gauges gauges = test.pipeline.gauges();
    assertThat(counts(gauges)).isEqualTo(List.of(2L, 1L, 1L, 2L));
    assertThat(counts(gauges)).as("taken once").isEqualTo(List.of(0L, 0L, 0L, 0L));
    assertThat(gauges.syncedSequence()).isEqualTo(gauges.gateSequence());
  }

  private static List<Long> counts(final Gauges gauges) {
    return Arrays.stream(Stage.values())
        .map(stage -> gauges.takeStage(stage, null))
        .map(Histogram::getTotalCount)
        .toList();
  }

  @Test
  void aBatchAllocatesNothing() {
    final Gauges gauges = new Gauges(0, 0);
    Allocations.assertNone(
        10_000,
        () -> {
          gauges.onExecuted(1, 1);
          gauges.onJournaled(1);
          gauges.onSynced(1);
          gauges.onAnswered(1, 1, 0);
          gauges.onStage(Stage.LOGIC, 1_234);
          gauges.onStage(Stage.REPLY, 1L << 50);
        });
  }
}
