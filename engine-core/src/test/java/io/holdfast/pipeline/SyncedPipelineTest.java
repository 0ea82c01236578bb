package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestEngine;
import io.holdfast.protocol.codec.Durability;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** In class SYNCED nothing is seen before it is on the disk, and many commands share one sync. */
final class SyncedPipelineTest {
  private static final int UNITS = 1_000_000;

  private final TestPipeline test = TestPipeline.sellingSynced(UNITS);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void answersNothingBeforeItIsOnTheDisk() {
    final CountDownLatch gate = test.journal.holdUpBarrier();
    test.pipeline.start();
    test.send(test.next().reserve(1, 1, 1, 1));
    test.journal.awaitBarrierHeldUp();
    assertThat(test.answers.count()).isZero();
    assertThat(test.pipeline.logicPosition()).isZero();
    assertThat(test.pipeline.journalPosition()).isZero();
    assertThat(test.pipeline.syncedPosition()).isEqualTo(-1);
    assertThat(test.pipeline.gatePosition()).isEqualTo(-1);
    assertThat(test.pipeline.replyPosition()).isEqualTo(-1);
    gate.countDown();
    assertThat(test.answers.await(1).get(0).verdict().durability()).isEqualTo(Durability.SYNCED);
    Await.until("the slot is answered", () -> test.pipeline.replyPosition() == 0);
    assertThat(test.pipeline.gatePosition()).isZero();
    assertThat(test.journal.syncedUpTo()).isZero();
  }

  @Test
  void whatComesWhileTheDiskSyncsSharesTheNextSync() {
    final CountDownLatch gate = test.journal.holdUpBarrier();
    test.pipeline.start();
    test.send(test.next().reserve(1, 1, 1, 1));
    test.journal.awaitBarrierHeldUp();
    for (int id = 2; id <= 1_000; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    gate.countDown();
    assertThat(test.answers.await(1_000))
        .extracting(answer -> answer.verdict().correlationId())
        .isEqualTo(LongStream.rangeClosed(1, 1_000).boxed().toList());
    assertThat(test.journal.barriers()).isEqualTo(2);
  }

  /** Everything that is seen outside waits, answers and what is derived alike. */
  @Test
  void eventsAndTheBoardWaitForTheSync() {
    final AtomicInteger released = new AtomicInteger();
    final EventBatch events = new EventBatch((buffer, lengthBytes, count) -> released.set(count));
    try (TestPipeline heard =
        new TestPipeline(
            TestEngine.selling(EngineConfig.forReservations(10), UNITS, events),
            events,
            null,
            Durability.SYNCED)) {
      final long before = heard.pipeline.board().find(1).version();
      final CountDownLatch gate = heard.journal.holdUpBarrier();
      heard.pipeline.start();
      heard.send(heard.next().reserve(1, 1, 1, 1));
      heard.journal.awaitBarrierHeldUp();
      assertThat(released).hasValue(0);
      assertThat(heard.pipeline.board().find(1).version()).isEqualTo(before);
      gate.countDown();
      heard.answers.await(1);
      assertThat(released).hasValue(1);
      assertThat(heard.pipeline.board().find(1).version()).isNotEqualTo(before);
    }
  }

  /** Published before the pipeline starts, so that they are as few batches as can be. */
  @Test
  void aBatchHasOneSyncHoweverLargeItIs() {
    final int requests = 2 * CompactPipeline.MAX_BATCH_SLOTS;
    for (int id = 1; id <= requests; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    test.pipeline.start();
    test.answers.await(requests);
    test.close();
    assertThat(test.journal.batches()).hasSize(2);
    assertThat(test.journal.barriers()).isEqualTo(2);
    assertThat(
            Arrays.stream(Stage.values())
                .map(stage -> test.pipeline.gauges().takeStage(stage, null).getTotalCount()))
        .containsExactly(2L, 2L, 2L, 2L);
  }

  @Test
  void aFailedSyncStopsItUnanswered() {
    final RuntimeException broken = new IllegalStateException("EIO");
    test.journal.breakBarrierWith(broken);
    test.pipeline.start();
    test.send(test.next().reserve(1, 1, 1, 1));
    test.send(test.next().queryLine(1, 1));
    Await.until("the fatal handler was told", () -> test.fatal.get() != null);
    test.close();
    assertThat(test.fatal.get()).isSameAs(broken);
    assertThat(test.answers.count()).isZero();
    assertThat(test.batchesEnded).hasValue(0);
    assertThat(test.pipeline.syncedPosition()).isEqualTo(-1);
    assertThat(test.pipeline.gatePosition()).isEqualTo(-1);
  }

  /** What it shows was on the disk before. */
  @Test
  void aQueryWaitsForNoSyncOfItsOwn() {
    test.pipeline.start();
    test.send(test.next().queryLine(1, 1));
    test.answers.await(1);
    Await.until("the query is answered", () -> test.pipeline.replyPosition() == 0);
    assertThat(test.journal.barriers()).isZero();
    assertThat(test.pipeline.gatePosition()).isZero();
  }

  @Test
  void aClassThatDoesNotSyncHasItsGateAtTheJournal() {
    try (TestPipeline journaled = TestPipeline.startSelling(UNITS)) {
      journaled.send(journaled.next().reserve(1, 1, 1, 1));
      journaled.answers.await(1);
      Await.until("the slot is answered", () -> journaled.pipeline.replyPosition() == 0);
      assertThat(journaled.pipeline.gatePosition()).isZero();
      assertThat(journaled.pipeline.syncedPosition()).isEqualTo(-1);
      assertThat(journaled.journal.barriers()).isZero();
    }
  }
}
