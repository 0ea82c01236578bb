package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Durability;
import java.util.concurrent.CountDownLatch;
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
