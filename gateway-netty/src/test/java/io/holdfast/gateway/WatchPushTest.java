package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Changes of a reservation and of a ticket, from their place in the order of requests on. */
final class WatchPushTest {
  private static final int MOST = 3;

  private final TestNode node = TestNode.pushing(8, MOST, 100);
  private final RawClient shop = node.connect();
  private final RawClient client = node.connect();
  private final Frames frames = shop.frames;

  @BeforeEach
  void hello() {
    shop.hello(Role.OPERATOR, 64);
    client.hello(64);
  }

  @AfterEach
  void close() {
    shop.close();
    client.close();
    node.close();
  }

  @Test
  void aReservationIsShownAsItIsAndThenAsItChanges() {
    shop.send(frames.reserve(1));
    final long reserved = shop.verdict().sequence();
    client.send(frames.subscribeReservation(7, 1));
    ReservationUpdateDecoder update = client.reservationUpdate();
    assertThat(update.correlationId()).isEqualTo(7);
    assertThat(update.fromSequence()).isEqualTo(-1);
    assertThat(update.sequence()).isEqualTo(reserved);
    assertThat(update.last()).isZero();
    assertThat(update.reservation().hi()).isEqualTo(1);
    assertThat(update.reservation().lo()).isEqualTo(1);
    assertThat(update.sale()).isEqualTo(1);
    assertThat(update.item()).isEqualTo(1);
    assertThat(update.buyer()).isEqualTo(1);
    assertThat(update.granted()).isEqualTo(1);
    assertThat(update.confirmed()).isZero();
    assertThat(update.state()).isEqualTo(ReservationState.HELD);
    assertThat(update.deadlineMs()).isGreaterThan(TestNode.TIME_MS);
    assertThat(update.reason()).isEqualTo(Code.ACCEPTED);
    shop.send(frames.reserve(2), frames.confirm(1));
    shop.assertVerdict(2, Code.ACCEPTED);
    final long confirmed = shop.verdict().sequence();
    update = client.reservationUpdate();
    assertThat(update.correlationId()).isEqualTo(7);
    assertThat(update.fromSequence()).isEqualTo(reserved);
    assertThat(update.sequence()).isGreaterThanOrEqualTo(confirmed);
    assertThat(update.state()).isEqualTo(ReservationState.CONFIRMED);
    assertThat(update.confirmed()).isEqualTo(1);
    assertThat(update.deadlineMs()).isEqualTo(ReservationUpdateDecoder.deadlineMsNullValue());
  }

  @Test
  void whatFollowsInTheSameBatchComesAfterTheAnswer() {
    shop.send(frames.reserve(1));
    shop.assertVerdict(1, Code.ACCEPTED);
    for (int round = 0; round < 20; round++) {
      final int id = 100 + round;
      node.journal.close();
      shop.send(frames.heartbeat(1), frames.reserve(1_000 + round));
      node.journal.awaitSomebody();
      client.send(
          frames.reserve(id), frames.subscribeReservation(id + 500, id), frames.confirm(id));
      node.awaitClaimed(1 + round * 4L + 4);
      node.journal.open();
      assertThat(shop.heartbeat().correlationId()).isEqualTo(1);
      shop.assertVerdict(1_000 + round, Code.ACCEPTED);
      client.assertVerdict(id, Code.ACCEPTED);
      final ReservationUpdateDecoder first = client.reservationUpdate();
      assertThat(first.state()).isEqualTo(ReservationState.HELD);
      final long sequence = first.sequence();
      client.assertVerdict(id, Code.ACCEPTED);
      final ReservationUpdateDecoder second = client.reservationUpdate();
      assertThat(second.fromSequence()).isEqualTo(sequence);
      assertThat(second.state()).isEqualTo(ReservationState.CONFIRMED);
      client.send(frames.unsubscribe(9, id + 500));
      client.assertVerdict(9, Code.ACCEPTED);
    }
  }

  @Test
  void nothingIsShownBeforeTheJournalHasIt() {
    shop.send(frames.reserve(1));
    shop.assertVerdict(1, Code.ACCEPTED);
    client.send(frames.subscribeReservation(7, 1));
    client.reservationUpdate();
    node.journal.close();
    shop.send(frames.confirm(1));
    node.journal.awaitSomebody();
    for (int id = 100; id < 150; id++) {
      client.send(frames.heartbeat(id));
      assertThat(client.heartbeat().correlationId()).isEqualTo(id);
    }
    node.journal.open();
    shop.assertVerdict(1, Code.ACCEPTED);
    assertThat(client.reservationUpdate().state()).isEqualTo(ReservationState.CONFIRMED);
  }

  @Test
  void whatIsNotThereIsNotWatchedAndTakesNoPlace() {
    client.send(
        frames.subscribeReservation(1, 77),
        frames.subscribeTicket(2, 77, 1),
        frames.subscribeTicket(3, 1, 1));
    client.assertVerdict(1, Code.UNKNOWN_RESERVATION);
    client.assertVerdict(2, Code.UNKNOWN_SALE);
    client.assertVerdict(3, Code.NOT_GATED);
    Await.until("their places are free", () -> node.gateway.subscriptions() == 0);
  }

  @Test
  void aTicketIsShownAsItIsAndThenAsItChanges() {
    final byte[] seed = new byte[CreateSaleEncoder.seedLength()];
    Arrays.fill(seed, (byte) 5);
    shop.send(frames.createSale(1, 2, "gated", seed), frames.joinQueue(2, 2, 42));
    shop.assertVerdict(1, Code.ACCEPTED);
    final long joined = shop.verdict().sequence();
    client.send(frames.subscribeTicket(7, 2, 42), frames.subscribeTicket(8, 2, 43));
    TicketUpdateDecoder update = client.ticketUpdate();
    assertThat(update.correlationId()).isEqualTo(7);
    assertThat(update.fromSequence()).isEqualTo(-1);
    assertThat(update.sequence()).isEqualTo(joined);
    assertThat(update.sale()).isEqualTo(2);
    assertThat(update.buyer()).isEqualTo(42);
    assertThat(update.number()).isZero();
    assertThat(update.place()).isEqualTo(TicketUpdateDecoder.placeNullValue());
    assertThat(update.state()).isEqualTo(TicketState.WAITING);
    assertThat(update.deadlineMs()).isEqualTo(TicketUpdateDecoder.deadlineMsNullValue());
    client.assertVerdict(8, Code.UNKNOWN_TICKET);
    shop.send(frames.openSale(3, 2));
    shop.assertVerdict(3, Code.ACCEPTED);
    update = client.ticketUpdate();
    assertThat(update.fromSequence()).isEqualTo(joined);
    // Drawn at the opening.
    assertThat(update.place()).isZero();
    shop.send(frames.leaveQueue(4, 2, 42));
    shop.assertVerdict(4, Code.ACCEPTED);
    assertThat(client.ticketUpdate().state()).isEqualTo(TicketState.LEFT);
    shop.send(frames.closeSale(5, 2));
    shop.assertVerdict(5, Code.ACCEPTED);
    do {
      update = client.ticketUpdate();
    } while (update.last() == 0);
    assertThat(update.state()).isEqualTo(TicketState.NONE);
    assertThat(update.buyer()).isEqualTo(42);
    assertThat(node.gateway.subscriptions()).isZero();
  }

  @Test
  void aPlaceIsTakenWithTheRequestAndGivenBackWithItsEnd() {
    shop.send(frames.reserve(1));
    shop.assertVerdict(1, Code.ACCEPTED);
    for (int id = 1; id <= MOST; id++) {
      client.send(frames.subscribeReservation(id, 1));
      client.reservationUpdate();
    }
    client.send(frames.subscribeReservation(MOST + 1, 1), frames.unsubscribe(9, 1));
    client.assertVerdict(MOST + 1, Code.TOO_MANY_SUBSCRIPTIONS);
    client.assertVerdict(9, Code.ACCEPTED);
    shop.send(frames.confirm(1));
    shop.assertVerdict(1, Code.ACCEPTED);
    final long[] heard = {client.reservationUpdate().correlationId(), 0};
    heard[1] = client.reservationUpdate().correlationId();
    assertThat(heard).containsExactlyInAnyOrder(2, 3);
    client.close();
    Await.until("their places are free", () -> node.gateway.subscriptions() == 0);
  }
}
