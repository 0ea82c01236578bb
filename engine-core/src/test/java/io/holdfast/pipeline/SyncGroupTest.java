package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestEngine;
import io.holdfast.pipeline.Answers.Answer;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * In class SYNCED batches form a group that shares one sync: what is published while a batch is
 * executed joins it, and nothing of the group is seen before that sync. Here the journal publishes
 * when it has appended, so that there is more exactly when the pipeline looks again.
 */
final class SyncGroupTest {
  private static final int UNITS = 1_000_000;
  private static final int MORE = 999;

  private TestPipeline test = TestPipeline.sellingSynced(UNITS);

  @AfterEach
  void close() {
    test.close();
  }

  @Test
  void whatComesDuringABatchSharesItsSync() {
    sendAfterFirstAppend(MORE);
    final CountDownLatch gate = test.journal.holdUpBarrier();
    startWith(1);
    test.journal.awaitBarrierHeldUp();
    assertThat(test.journal.batches())
        .extracting(RecordingJournal.Batch::last)
        .containsExactly(0L, (long) MORE);
    assertThat(test.pipeline.journalPosition()).isEqualTo(MORE);
    assertThat(test.pipeline.syncedPosition()).isEqualTo(-1);
    assertThat(test.pipeline.gatePosition()).isEqualTo(-1);
    assertThat(test.pipeline.replyPosition()).isEqualTo(-1);
    assertThat(test.answers.count()).isZero();
    gate.countDown();
    assertThat(test.answers.await(1 + MORE))
        .extracting(Answer::correlationId)
        .isEqualTo(LongStream.rangeClosed(1, 1 + MORE).boxed().toList());
    test.close();
    assertThat(test.journal.barriers()).isEqualTo(1);
    assertThat(test.batchesEnded).hasValue(1);
    assertThat(test.pipeline.gatePosition()).isEqualTo(MORE);
    assertThat(test.fatal).hasNullValue();
  }

  @Test
  void theStagesOfAGroupAreTimedAsOftenAsTheyHappen() {
    sendAfterFirstAppend(MORE);
    final CountDownLatch gate = test.journal.holdUpBarrier();
    startWith(1);
    test.journal.awaitBarrierHeldUp();
    final Gauges gauges = test.pipeline.gauges();
    final long executed = gauges.executedSequence();
    assertThat(gauges.journaledSequence()).isEqualTo(executed);
    assertThat(gauges.syncedSequence()).isEqualTo(-1);
    assertThat(gauges.gateSequence()).isEqualTo(executed - 1 - MORE);
    gate.countDown();
    test.answers.await(1 + MORE);
    test.close();
    assertThat(
            Arrays.stream(Stage.values())
                .map(stage -> gauges.takeStage(stage, null).getTotalCount()))
        .containsExactly(2L, 2L, 1L, 1L);
    assertThat(gauges.syncedSequence()).isEqualTo(executed);
    assertThat(gauges.gateSequence()).isEqualTo(executed);
    assertThat(gauges.accepted()).isEqualTo(1 + MORE);
  }

  @Test
  void aJournalThatBreaksInALaterBatchLeavesTheWholeGroupUnanswered() {
    final RuntimeException broken = new IllegalStateException("disk on fire");
    test.journal.afterEachAppend(
        batch -> {
          send(1);
          test.journal.breakWith(broken);
        });
    startWith(1);
    Await.until("the fatal handler was told", () -> test.fatal.get() != null);
    test.close();
    assertThat(test.fatal.get()).isSameAs(broken);
    assertThat(test.pipeline.journalPosition()).isZero();
    assertThat(test.pipeline.logicPosition()).isEqualTo(1);
    assertThat(test.answers.count()).isZero();
    assertThat(test.batchesEnded).hasValue(0);
    assertThat(test.journal.barriers()).isZero();
  }

  @Test
  void aGroupTakesNoMoreBatchesWhenItIsFull() {
    final AtomicInteger left = new AtomicInteger(3);
    test.journal.afterEachAppend(
        batch -> {
          if (left.getAndDecrement() > 0) {
            send(CompactPipeline.MAX_BATCH_SLOTS);
          }
        });
    final CountDownLatch gate = test.journal.holdUpBarrier();
    startWith(CompactPipeline.MAX_BATCH_SLOTS);
    test.journal.awaitBarrierHeldUp();
    assertThat(test.pipeline.journalPosition()).isEqualTo(CompactPipeline.MAX_GROUP_SLOTS - 1L);
    assertThat(test.pipeline.ring().cursor()).isGreaterThan(CompactPipeline.MAX_GROUP_SLOTS);
    gate.countDown();
    test.answers.await(4 * CompactPipeline.MAX_BATCH_SLOTS);
    test.close();
    assertThat(test.journal.batches()).hasSize(4);
    assertThat(test.journal.barriers()).isEqualTo(2);
  }

  @Test
  void aCheapSyncIsSharedByHalfOfWhatIsUnderWay() {
    test.syncNs = 1;
    assertThat(slotsOfBatches()).containsExactly(1_000L, 2_000L, 1_000L);
    assertThat(test.journal.barriers()).isEqualTo(3);
  }

  @Test
  void aDearSyncIsSharedByAllThatIsUnderWay() {
    assertThat(slotsOfBatches())
        .containsExactly(1_000L, (long) CompactPipeline.MAX_BATCH_SLOTS, 952L);
    assertThat(test.journal.barriers()).isEqualTo(2);
  }

  /** A thousand slots, and three thousand more while those are synced. */
  private List<Long> slotsOfBatches() {
    final CountDownLatch gate = test.journal.holdUpBarrier();
    startWith(1_000);
    test.journal.awaitBarrierHeldUp();
    send(3_000);
    gate.countDown();
    test.answers.await(4_000);
    test.close();
    return test.journal.batches().stream().map(batch -> batch.last() - batch.first() + 1).toList();
  }

  /** Its beginning is there, but who was first does not wait for the rest of it. */
  @Test
  void aGroupDoesNotWaitForHalfARequest() {
    final AtomicLong basket = new AtomicLong(-1);
    test.journal.afterEachAppend(
        batch -> {
          if (basket.get() < 0) {
            basket.set(test.put(test.next().basket(1_000, 1, 2, 40, 1)));
            test.pipeline.ring().publish(basket.get(), basket.get());
          }
        });
    startWith(1);
    test.answers.await(1);
    assertThat(test.journal.batches()).hasSize(1);
    final long last = basket.get() + test.pipeline.ring().get(basket.get()).slots() - 1;
    test.pipeline.ring().publish(basket.get() + 1, last);
    assertThat(test.answers.await(2)).extracting(Answer::code).containsOnly(Code.ACCEPTED);
    test.close();
    assertThat(test.journal.barriers()).isEqualTo(2);
  }

  /** What is due during a group lapses before whoever comes later in it. */
  @Test
  void everyBatchOfAGroupHasItsOwnTime() {
    test.close();
    test = TestPipeline.sellingSynced(1);
    test.journal.afterEachAppend(
        batch -> {
          if (batch.first() == 0) {
            test.time.passMs(TestEngine.HOLD_MS);
            send(1);
          }
        });
    startWith(1);
    final List<Answer> answers = test.answers.await(2);
    test.close();
    assertThat(answers).extracting(Answer::code).containsOnly(Code.ACCEPTED);
    assertThat(answers.get(1).verdict().timeMs() - answers.get(0).verdict().timeMs())
        .isEqualTo(TestEngine.HOLD_MS);
    assertThat(test.journal.batches())
        .extracting(RecordingJournal.Batch::ticks)
        .containsExactly(0, 1);
    assertThat(test.journal.barriers()).isEqualTo(1);
  }

  /** What they show is on the disk, so they are answered at once, and nothing joins them. */
  @Test
  void aGroupOfQueriesWaitsForNobody() {
    test.journal.afterEachAppend(
        batch -> {
          if (batch.first() == 0) {
            send(1);
          }
        });
    test.send(test.next().queryLine(1, 1));
    test.pipeline.start();
    test.answers.await(2);
    test.close();
    assertThat(test.batchesEnded).hasValue(2);
    assertThat(test.journal.barriers()).isEqualTo(1);
  }

  @Test
  void aGroupEndsWhenItsEventsAreMany() {
    test.close();
    final List<Integer> released = new ArrayList<>();
    final EventBatch events =
        new EventBatch((buffer, lengthBytes, count) -> released.add(count), EventBatch.EVENT_BYTES);
    test =
        new TestPipeline(
            TestEngine.selling(EngineConfig.forReservations(1_000), UNITS, events),
            events,
            null,
            Durability.SYNCED);
    sendAfterFirstAppend(1);
    startWith(1);
    test.answers.await(2);
    test.close();
    assertThat(test.journal.batches()).hasSize(2);
    assertThat(test.journal.barriers()).isEqualTo(2);
    assertThat(released).containsExactly(1, 1);
  }

  @Test
  void eventsAndTheBoardWaitForTheSyncOfTheGroup() {
    test.close();
    final AtomicInteger released = new AtomicInteger();
    final EventBatch events = new EventBatch((buffer, lengthBytes, count) -> released.set(count));
    test =
        new TestPipeline(
            TestEngine.selling(EngineConfig.forReservations(200_000), UNITS, events),
            events,
            null,
            Durability.SYNCED);
    final long before = test.pipeline.board().find(1).version();
    sendAfterFirstAppend(MORE);
    final CountDownLatch gate = test.journal.holdUpBarrier();
    startWith(1);
    test.journal.awaitBarrierHeldUp();
    assertThat(released).hasValue(0);
    assertThat(test.pipeline.board().find(1).version()).isEqualTo(before);
    gate.countDown();
    test.answers.await(1 + MORE);
    assertThat(released).hasValue(1 + MORE);
    assertThat(test.pipeline.board().find(1).version()).isNotEqualTo(before);
  }

  @Test
  void inAClassThatDoesNotSyncEveryBatchIsAnsweredBeforeTheNext() {
    test.close();
    test = TestPipeline.selling(UNITS, Durability.JOURNALED);
    final List<Integer> answered = new ArrayList<>();
    test.journal.afterEachAppend(
        batch -> {
          answered.add(test.answers.count());
          if (batch.first() == 0) {
            send(MORE);
          }
        });
    startWith(1);
    test.answers.await(1 + MORE);
    test.close();
    assertThat(answered).containsExactly(0, 1);
    assertThat(test.batchesEnded).hasValue(2);
    assertThat(test.journal.barriers()).isZero();
  }

  private void sendAfterFirstAppend(final int count) {
    test.journal.afterEachAppend(
        batch -> {
          if (batch.first() == 0) {
            send(count);
          }
        });
  }

  /** Published before the pipeline starts, so they are one batch. */
  private void startWith(final int count) {
    send(count);
    test.pipeline.start();
  }

  /** Each takes one slot. */
  private void send(final int count) {
    for (int i = 0; i < count; i++) {
      final long id = test.commands.correlationId + 1;
      test.send(test.next().reserve(id, 1, 1, 1));
    }
  }
}
