package io.holdfast.tools.verbs;

import io.holdfast.protocol.codec.BuyerPageEncoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationViewEncoder;
import io.holdfast.protocol.codec.RoomViewEncoder;
import io.holdfast.protocol.codec.SalePageEncoder;
import io.holdfast.protocol.codec.SalePageEncoder.SalesEncoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import io.holdfast.tools.Welcome;
import java.util.function.Consumer;

/** What an {@link AnsweringNode} says: messages with usual values, of which a test sets its own. */
final class Answers {
  static final long SEQUENCE = 17;
  static final byte SEED_BYTE = 0x5a;
  static final byte HASH_BYTE = 0x1c;

  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  private Answers() {}

  static AnsweringNode.Answer verdict(final Code code) {
    return verdict(code, verdict -> {});
  }

  static AnsweringNode.Answer verdict(final Code code, final Consumer<VerdictEncoder> fields) {
    return (correlationId, out) -> {
      final VerdictEncoder verdict = new VerdictEncoder().wrapAndApplyHeader(out, 0, header());
      verdict.correlationId(correlationId).sequence(SEQUENCE).timeMs(Welcome.TIME_MS);
      verdict.deadlineMs(VerdictEncoder.deadlineMsNullValue());
      verdict.available(VerdictEncoder.availableNullValue());
      verdict.ownReservation().hi(0).lo(0);
      verdict.epoch(1).granted(0).line((short) -1).code(code).state(ReservationState.NONE);
      verdict.marks().clear();
      verdict.durability(Durability.JOURNALED).ticket(TicketState.NONE);
      verdict.place(VerdictEncoder.placeNullValue());
      verdict.admittedUpTo(VerdictEncoder.admittedUpToNullValue());
      fields.accept(verdict);
      return HEADER_BYTES + verdict.encodedLength();
    };
  }

  /** A verdict on a query: it has no sequence. */
  static AnsweringNode.Answer unknown(final Code code) {
    return verdict(code, verdict -> verdict.sequence(VerdictEncoder.sequenceNullValue()));
  }

  static AnsweringNode.Answer sale(final SaleState state, final Consumer<SalesEncoder> fields) {
    return (correlationId, out) -> {
      final SalePageEncoder page = new SalePageEncoder().wrapAndApplyHeader(out, 0, header());
      page.correlationId(correlationId).timeMs(Welcome.TIME_MS).next(-1);
      final SalesEncoder sale = page.salesCount(1).next().sale(7);
      sale.opensAtMs(SalesEncoder.opensAtMsNullValue());
      sale.closesAtMs(SalesEncoder.closesAtMsNullValue());
      sale.graceUntilMs(SalesEncoder.graceUntilMsNullValue());
      sale.holdMs(600_000).paymentMs(300_000).maxHoldMs(3_600_000).retentionMs(86_400_000);
      sale.received(10).available(5).held(3).sold(2).lines(1).state(state).gated((short) 0);
      sale.buyerLimit(0).buyerLineLimit(0).groupLimit(0).groupLineLimit(0);
      fields.accept(sale);
      sale.name("shoes");
      return HEADER_BYTES + page.encodedLength();
    };
  }

  static AnsweringNode.Answer room(final SaleState state, final Consumer<RoomViewEncoder> fields) {
    return (correlationId, out) -> {
      final RoomViewEncoder room = new RoomViewEncoder().wrapAndApplyHeader(out, 0, header());
      final boolean isOpen = state != SaleState.SCHEDULED;
      room.correlationId(correlationId).sale(7).timeMs(Welcome.TIME_MS).state(state);
      room.joined(12_345).drawn(isOpen ? 10_000 : RoomViewEncoder.drawnNullValue());
      room.admittedUpTo(4_345).admitted(4_200).waiting(7_900).active(2_000).activeIdle(150);
      room.done(1_500).expired(700).left(145);
      room.admissionPerSecond(100).maxActive(10_000).finishMs(600_000);
      room.admitPermille(1_000).returnPermille(0).unitsPerBuyer(1).soldOut((short) 0);
      for (int i = 0; i < RoomViewEncoder.seedLength(); i++) {
        room.seedHash(i, HASH_BYTE);
        room.seed(i, isOpen ? SEED_BYTE : 0);
      }
      fields.accept(room);
      return HEADER_BYTES + room.encodedLength();
    };
  }

  static AnsweringNode.Answer ticket(
      final TicketState state, final Consumer<TicketViewEncoder> fields) {
    return (correlationId, out) -> {
      final TicketViewEncoder ticket = new TicketViewEncoder().wrapAndApplyHeader(out, 0, header());
      ticket.correlationId(correlationId).sale(7).buyer(42).timeMs(Welcome.TIME_MS).state(state);
      ticket.number(11).place(TicketViewEncoder.placeNullValue()).admittedUpTo(0);
      ticket.deadlineMs(TicketViewEncoder.deadlineMsNullValue());
      fields.accept(ticket);
      return HEADER_BYTES + ticket.encodedLength();
    };
  }

  static AnsweringNode.Answer reservation(final ReservationState state, final Code reason) {
    return (correlationId, out) -> {
      final ReservationViewEncoder view =
          new ReservationViewEncoder().wrapAndApplyHeader(out, 0, header());
      view.correlationId(correlationId).sale(7).item(1_001).buyer(42).group(0).sequence(SEQUENCE);
      view.reservation().hi(1).lo(1);
      view.basket().hi(0).lo(0);
      view.deadlineMs(ReservationViewEncoder.deadlineMsNullValue());
      view.asked(3).granted(0).confirmed(0).cancelled(0).state(state).tier((short) 0);
      view.marks().clear();
      view.reason(reason);
      return HEADER_BYTES + view.encodedLength();
    };
  }

  static AnsweringNode.Answer buyer(final int rows) {
    return (correlationId, out) -> {
      final BuyerPageEncoder page = new BuyerPageEncoder().wrapAndApplyHeader(out, 0, header());
      page.correlationId(correlationId).sale(7).buyer(42).timeMs(Welcome.TIME_MS);
      page.units(rows == 0 ? BuyerPageEncoder.unitsNullValue() : 5).next(-1);
      page.ticket(rows == 0 ? TicketState.NONE : TicketState.ADMITTED);
      final BuyerPageEncoder.ReservationsEncoder group = page.reservationsCount(rows);
      for (int i = 0; i < rows; i++) {
        final boolean waits = i == 0;
        group.next().item(1_001 + i).asked(3).granted(waits ? 0 : 2);
        group.reservation().hi(1).lo(i + 1);
        group.state(waits ? ReservationState.WAITLISTED : ReservationState.HELD);
        group.deadlineMs(
            waits
                ? BuyerPageEncoder.ReservationsEncoder.deadlineMsNullValue()
                : Welcome.TIME_MS + 60_000);
      }
      return HEADER_BYTES + page.encodedLength();
    };
  }

  private static MessageHeaderEncoder header() {
    return new MessageHeaderEncoder();
  }
}
