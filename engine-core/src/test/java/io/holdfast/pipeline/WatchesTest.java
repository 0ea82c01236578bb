package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.TestCommands;
import io.holdfast.engine.TestEngine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Every change of a watched reservation or ticket is told, behind the gate, and nothing else. */
final class WatchesTest {
  private static final int UNITS = 10;

  /** Longer than any hold, so that what is forgotten is forgotten by time. */
  private static final long REMEMBERED_MS = 60_000;

  private final Watches watches = new Watches(null);
  private final TestPipeline test = new TestPipeline(selling(), watches);
  private int answered;

  /** Sale 2 has a waiting room. */
  private TestEngine selling() {
    final TestEngine engine = TestEngine.selling(config(), UNITS, watches);
    engine.openGated(2, 100);
    return engine;
  }

  private static EngineConfig config() {
    final Ceilings ceilings = new Ceilings();
    ceilings.memoryRetentionMs = REMEMBERED_MS;
    return ceilings.config();
  }

  @AfterEach
  void close() {
    test.close();
    assertThat(test.fatal).hasNullValue();
  }

  @Test
  void aHoldIsWatchedThroughPaymentAndPurchaseToItsLastCancel() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, 3));
    final TestWatch watch = watch(test.next().subscribeReservation(1));
    final ReservationUpdateDecoder snapshot = reservation(answered);
    assertThat(snapshot.state()).isEqualTo(ReservationState.HELD);
    assertThat(snapshot.granted()).isEqualTo(3);
    assertThat(watch.count()).isZero();
    accepted(test.next().beginPayment(1));
    assertThat(watch.reservation(1).state()).isEqualTo(ReservationState.PAYING);
    accepted(test.next().confirm(1, 2));
    assertThat(watch.reservation(2).state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(watch.reservation(2).confirmed()).isEqualTo(2);
    accepted(test.next().cancel(1, 1, 1));
    assertThat(watch.reservation(3).state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(watch.reservation(3).cancelled()).isEqualTo(1);
    accepted(test.next().cancel(2, 1, 1));
    assertThat(watch.reservation(4).state()).isEqualTo(ReservationState.CANCELLED);
    assertThat(watch.snapshotSequence()).isEqualTo(snapshot.sequence());
    assertThat(watch.reservation(4).last()).isZero();
  }

  @Test
  void aHoldThatLapsesIsToldAndSoIsThatItIsForgotten() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, 3));
    final TestWatch watch = watch(test.next().subscribeReservation(1));
    test.time.passMs(TestEngine.HOLD_MS);
    assertThat(watch.reservation(1).state()).isEqualTo(ReservationState.EXPIRED);
    assertThat(watch.reservation(1).deadlineMs())
        .isEqualTo(ReservationUpdateDecoder.deadlineMsNullValue());
    test.time.passMs(REMEMBERED_MS);
    // Forgotten records are cleared away with the steps that follow.
    accepted(test.next().reserve(2, 1, 1, 1));
    final ReservationUpdateDecoder last = watch.reservation(2);
    assertThat(last.last()).isEqualTo((short) 1);
    assertThat(last.state()).isEqualTo(ReservationState.NONE);
    assertThat(last.reservation().lo()).isEqualTo(1);
    accepted(test.next().reserve(1, 1, 1, 1));
    assertThat(watch.count()).isEqualTo(2);
  }

  @Test
  void anEntryOfTheWaitlistIsToldWhenItIsServed() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, UNITS));
    accepted(test.next().reserveOrWait(2, 1, 1, 4, 2));
    accepted(test.next().reserveOrWait(3, 1, 1, 4, 3));
    final TestWatch served = watch(test.next().subscribeReservation(2));
    assertThat(reservation(answered).state()).isEqualTo(ReservationState.WAITLISTED);
    final TestWatch closed = watch(test.next().subscribeReservation(3));
    accepted(test.next().confirm(1, UNITS - 4));
    assertThat(served.reservation(1).state()).isEqualTo(ReservationState.HELD);
    assertThat(served.reservation(1).granted()).isEqualTo(4);
    assertThat(closed.count()).isZero();
    accepted(test.next().closeSale(1_000, 1));
    final ReservationUpdateDecoder ended = closed.reservation(1);
    assertThat(ended.state()).isEqualTo(ReservationState.RELEASED);
    assertThat(ended.reason()).isEqualTo(Code.SALE_CLOSED);
  }

  @Test
  void aTicketIsToldOfItsPlaceItsAdmissionAndItsEnd() {
    test.pipeline.start();
    accepted(test.next().join(2, 42));
    final TestWatch watch = watch(test.next().subscribeTicket(2, 42));
    assertThat(ticket(answered).state()).isEqualTo(TicketState.WAITING);
    assertThat(ticket(answered).place()).isZero();
    test.time.passMs(100);
    assertThat(watch.ticket(1).state()).isEqualTo(TicketState.ADMITTED);
    assertThat(watch.ticket(1).admittedUpTo()).isEqualTo(1);
    assertThat(watch.ticket(1).deadlineMs()).isPositive();
    test.time.passMs(TestEngine.HOLD_MS);
    assertThat(watch.ticket(2).state()).isEqualTo(TicketState.EXPIRED);
    accepted(test.next().join(2, 42));
    assertThat(watch.ticket(3).state()).isEqualTo(TicketState.WAITING);
    accepted(test.next().closeSale(1_000, 2));
    // Closed, and forgotten at once or a step later.
    int number = 4;
    while (watch.ticket(number).last() == 0) {
      assertThat(watch.ticket(number).state()).isEqualTo(TicketState.EXPIRED);
      number++;
    }
    assertThat(watch.ticket(number).state()).isEqualTo(TicketState.NONE);
    assertThat(watch.ticket(number).sale()).isEqualTo(2);
  }

  @Test
  void nothingIsToldBeforeTheJournalHasIt() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, 1));
    final TestWatch watch = watch(test.next().subscribeReservation(1));
    final CountDownLatch gate = test.journal.holdUp();
    test.send(test.next().confirm(1, 1));
    test.journal.awaitHeldUp();
    assertThat(watch.count()).isZero();
    gate.countDown();
    assertThat(watch.reservation(1).state()).isEqualTo(ReservationState.CONFIRMED);
  }

  @Test
  void onlyWhatFollowsTheSubscribingInItsBatchIsToldAndOnce() {
    test.send(test.next().reserve(1, 1, 1, 5));
    test.send(test.next().beginPayment(1));
    final TestWatch watch = new TestWatch(test.answers);
    test.publish(
        TestPipeline.put(test.pipeline.ring(), test.next().subscribeReservation(1), watch));
    test.send(test.next().confirm(1, 2));
    test.send(test.next().cancel(1, 1, 2));
    test.pipeline.start();
    test.answers.await(5);
    answered = 5;
    assertThat(reservation(3).state()).isEqualTo(ReservationState.PAYING);
    assertThat(watch.reservation(1).state()).isEqualTo(ReservationState.CANCELLED);
    assertThat(watch.reservation(1).sequence()).isEqualTo(watch.snapshotSequence() + 2);
    accepted(test.next().reserve(2, 1, 1, 1));
    assertThat(watch.count()).isEqualTo(1);
  }

  @Test
  void whoHasEndedIsToldNoMoreAndNobodyIsListenedForAnyMore() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, 1));
    final TestWatch ended = watch(test.next().subscribeReservation(1));
    final TestWatch stays = watch(test.next().subscribeReservation(1));
    watches.end(ended);
    accepted(test.next().beginPayment(1));
    stays.reservation(1);
    assertThat(ended.count()).isZero();
    watches.end(stays);
    final TestWatch early = new TestWatch(test.answers);
    watches.end(early);
    test.publish(
        TestPipeline.put(test.pipeline.ring(), test.next().subscribeReservation(1), early));
    answer();
    accepted(test.next().confirm(1, 1));
    test.close();
    assertThat(early.count()).isZero();
    assertThat(stays.count()).isEqualTo(1);
    assertThat(watches.count()).isZero();
    assertThat(watches.isListening()).isFalse();
  }

  @Test
  void manyAreFoundAndLeaveAgain() {
    test.pipeline.start();
    final int reservations = 300;
    final List<TestWatch> all = new ArrayList<>();
    accepted(test.next().stock(900, 1, 1, 2_000));
    for (int id = 1; id <= reservations; id++) {
      accepted(test.next().reserve(id, 1, 1, 1));
      all.add(watch(test.next().subscribeReservation(id)));
    }
    for (int id = 1; id <= reservations; id += 2) {
      watches.end(all.get(id - 1));
    }
    for (int id = 1; id <= reservations; id++) {
      accepted(test.next().confirm(id, 1));
    }
    for (int id = 2; id <= reservations; id += 2) {
      assertThat(all.get(id - 1).reservation(1).state()).isEqualTo(ReservationState.CONFIRMED);
      assertThat(all.get(id - 1).reservation(1).reservation().lo()).isEqualTo(id);
    }
    test.close();
    assertThat(watches.count()).isEqualTo(reservations / 2);
    for (int id = 1; id <= reservations; id++) {
      assertThat(all.get(id - 1).count()).isEqualTo(id % 2 == 0 ? 1 : 0);
    }
  }

  @Test
  void aTargetThatWatchesNothingIsAnsweredOnce() {
    test.pipeline.start();
    accepted(test.next().reserve(1, 1, 1, 1));
    test.send(test.next().subscribeReservation(1));
    answer();
    assertThat(reservation(answered).state()).isEqualTo(ReservationState.HELD);
    test.send(test.next().subscribeReservation(77));
    assertThat(answer()).isEqualTo(Code.UNKNOWN_RESERVATION);
    test.close();
    assertThat(watches.count()).isZero();
  }

  private TestWatch watch(final TestCommands command) {
    final TestWatch watch = new TestWatch(test.answers);
    test.publish(TestPipeline.put(test.pipeline.ring(), command, watch));
    assertThat(answer()).isEqualTo(Code.ACCEPTED);
    return watch;
  }

  private void accepted(final TestCommands command) {
    test.send(command);
    assertThat(answer()).isEqualTo(Code.ACCEPTED);
  }

  /** Code of the next answer. */
  private Code answer() {
    answered++;
    return test.answers.await(answered).get(answered - 1).code();
  }

  private ReservationUpdateDecoder reservation(final int answer) {
    return new ReservationUpdateDecoder()
        .wrapAndApplyHeader(
            test.answers.all().get(answer - 1).message(), 0, new MessageHeaderDecoder());
  }

  private TicketUpdateDecoder ticket(final int answer) {
    return new TicketUpdateDecoder()
        .wrapAndApplyHeader(
            test.answers.all().get(answer - 1).message(), 0, new MessageHeaderDecoder());
  }
}
