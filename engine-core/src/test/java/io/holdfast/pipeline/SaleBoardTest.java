package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestCommands;
import io.holdfast.engine.TestEngine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.test.Allocations;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The board shows every sale as it was at the end of a batch that the gate has passed. */
final class SaleBoardTest {
  private static final int UNITS = 1_000;
  private static final long ALL_UNITS = (long) UNITS * TestEngine.ITEMS;

  private final TestEngine engine =
      TestEngine.selling(EngineConfig.forReservations(100_000), UNITS, null);
  private final TestPipeline test = new TestPipeline(engine, (Watches) null);
  private final UnsafeBuffer update = LatestUpdate.newBuffer();
  private int answered;

  @AfterEach
  void close() {
    test.close();
    assertThat(test.fatal).hasNullValue();
  }

  @Test
  void whatWasThereBeforeTheStartIsShownFromTheStart() {
    final SaleUpdateDecoder sale = read(1);
    assertThat(sale.sequence()).isEqualTo(engine.engine.sequence());
    assertThat(sale.timeMs()).isEqualTo(TestEngine.START_MS);
    assertThat(sale.available()).isEqualTo(ALL_UNITS);
    assertThat(sale.state()).isEqualTo(SaleState.OPEN);
    assertThat(test.pipeline.board().find(2)).isNull();
    test.pipeline.start();
  }

  @Test
  void everyKindOfChangeIsShown() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, UNITS));
    assertThat(read(1).held()).isEqualTo(UNITS);
    accepted(test.next().reserveOrWait(2, 1, 1, 1, 2));
    assertThat(read(1).waiting()).isEqualTo(1);
    accepted(test.next().confirm(1, UNITS - 1));
    assertThat(read(1).sold()).isEqualTo(UNITS - 1);
    assertThat(read(1).waiting()).isZero();
    assertThat(read(1).held()).isEqualTo(1);
    accepted(test.next().cancel(1, 1, 10));
    assertThat(read(1).sold()).isEqualTo(UNITS - 11);
    accepted(test.next().stock(500, 1, 9, 3));
    assertThat(read(1).available()).isEqualTo(ALL_UNITS + 3 - (UNITS - 11) - 1);
    test.time.passMs(TestEngine.HOLD_MS);
    Await.until("the hold has lapsed", () -> read(1).held() == 0);
    accepted(test.next().closeSale(501, 1));
    // It may be forgotten at once; before, it was shown closed.
    Await.until("it is forgotten", () -> test.pipeline.board().find(1) == null);
  }

  @Test
  void aWaitingRoomIsShown() {
    engine.openGated(2, 100);
    final TestPipeline gated = new TestPipeline(engine, (Watches) null);
    gated.pipeline.start();
    assertThat(read(gated, 2).admittedUpTo()).isZero();
    assertThat(read(gated, 1).admittedUpTo()).isEqualTo(SaleUpdateDecoder.admittedUpToNullValue());
    gated.send(gated.next().join(2, 42));
    gated.send(gated.next().join(2, 43));
    gated.send(gated.next().leave(2, 43));
    gated.answers.await(3);
    assertThat(read(gated, 2).queued()).isEqualTo(1);
    gated.time.passMs(1_000);
    Await.until("all had their turn", () -> read(gated, 2).admittedUpTo() == 2);
    assertThat(read(gated, 2).queued()).isZero();
    gated.close();
  }

  @Test
  void aBatchThatTheGateHasNotPassedIsNotShown() {
    test.pipeline.start();
    final LatestUpdate latest = test.pipeline.board().find(1);
    final long version = latest.version();
    final CountDownLatch gate = test.journal.holdUp();
    test.send(test.next().reserve(1, 1, 1, 5));
    test.send(test.next().createSale(502, 2, 1_000, "another"));
    test.journal.awaitHeldUp();
    assertThat(latest.version()).isEqualTo(version);
    assertThat(test.pipeline.board().find(2)).isNull();
    gate.countDown();
    test.answers.await(2);
    assertThat(read(1).held()).isEqualTo(5);
    assertThat(read(2).state()).isEqualTo(SaleState.SCHEDULED);
  }

  @Test
  void whoHasAnAnswerFindsItsStepOnTheBoard() {
    test.pipeline.start();
    for (int id = 1; id <= 500; id++) {
      accepted(test.next().reserve(id, 1, 1, 1));
      final SaleUpdateDecoder sale = read(1);
      assertThat(sale.sequence())
          .isEqualTo(test.answers.all().get(answered - 1).verdict().sequence());
      assertThat(sale.held()).isEqualTo(id);
    }
  }

  @Test
  void readersBesideALoadSeeWholeBatchesBehindTheGate() {
    test.pipeline.start();
    final AtomicBoolean done = new AtomicBoolean();
    final CompletableFuture<Long> reader = CompletableFuture.supplyAsync(() -> readUntil(done));
    final int reservations = 1_000;
    for (int id = 1; id <= reservations; id++) {
      final int item = 1 + id % TestEngine.ITEMS;
      test.send(test.next().reserve(id, 1, item, 2));
      test.send(test.next().confirm(id, 1));
      test.send(test.next().cancel(id, id, 1));
    }
    test.answers.await(3 * reservations);
    done.set(true);
    assertThat(reader.join()).isPositive();
    assertThat(read(1).available()).isEqualTo(ALL_UNITS);
  }

  /** Gives how often it read. */
  private long readUntil(final AtomicBoolean done) {
    final LatestUpdate latest = test.pipeline.board().find(1);
    final UnsafeBuffer into = LatestUpdate.newBuffer();
    final SaleUpdateDecoder sale = new SaleUpdateDecoder();
    long reads = 0;
    long before = -1;
    do {
      latest.read(into);
      sale.wrapAndApplyHeader(into, 0, new MessageHeaderDecoder());
      assertThat(sale.available() + sale.held() + sale.sold()).isEqualTo(ALL_UNITS);
      assertThat(sale.sequence()).isBetween(before, test.pipeline.gauges().journaledSequence());
      before = sale.sequence();
      reads++;
    } while (!done.get());
    return reads;
  }

  @Test
  void aBatchIsOneUpdateHoweverMuchItChanged() {
    final LatestUpdate latest = test.pipeline.board().find(1);
    final long version = latest.version();
    for (int id = 1; id <= 500; id++) {
      test.send(test.next().reserve(id, 1, 1, 1));
    }
    test.pipeline.start();
    test.answers.await(500);
    assertThat(latest.version()).isEqualTo(version + 1);
    assertThat(read(1).held()).isEqualTo(500);
    test.send(test.next().reserve(1, 1, 1, 1));
    test.send(test.next().queryLine(1, 1));
    test.answers.await(502);
    // Nothing changed.
    assertThat(latest.version()).isEqualTo(version + 1);
  }

  @Test
  void aSaleOfTheSameIdAsAForgottenOneIsAnother() {
    test.pipeline.start();
    final LatestUpdate old = test.pipeline.board().find(1);
    accepted(test.next().closeSale(501, 1));
    Await.until("it is forgotten", () -> test.pipeline.board().find(1) == null);
    Await.until("its last update is there", () -> read(old).last() == 1);
    accepted(test.next().createSale(502, 1, 1_000, "again"));
    assertThat(read(1).last()).isZero();
    assertThat(read(1).available()).isZero();
    assertThat(read(old).last()).isEqualTo((short) 1);
  }

  @Test
  void showingAllocatesNothing() {
    final TestEngine direct =
        TestEngine.selling(EngineConfig.forReservations(100_000), UNITS, null);
    final SaleBoard board = new SaleBoard(direct.engine);
    final long before = board.find(1).version();
    final TestCommands commands = new TestCommands();
    final int[] id = {0};
    Allocations.assertNone(
        1_000,
        () -> {
          id[0]++;
          direct.execute(commands.reserve(id[0], 1, 1, 1));
          direct.execute(commands.release(id[0]));
          board.publish();
        });
    assertThat(board.find(1).version()).isGreaterThanOrEqualTo(before + 1_000);
  }

  private void accepted(final TestCommands command) {
    test.send(command);
    answered++;
    assertThat(test.answers.await(answered).get(answered - 1).code()).isEqualTo(Code.ACCEPTED);
  }

  private SaleUpdateDecoder read(final long sale) {
    return read(test, sale);
  }

  private SaleUpdateDecoder read(final TestPipeline from, final long sale) {
    return read(from.pipeline.board().find(sale));
  }

  private SaleUpdateDecoder read(final LatestUpdate latest) {
    assertThat(latest.read(update)).isPositive();
    return new SaleUpdateDecoder().wrapAndApplyHeader(update, 0, new MessageHeaderDecoder());
  }
}
