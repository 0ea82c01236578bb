package io.holdfast.client;

import io.holdfast.protocol.codec.BuyerPageEncoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.RoomViewEncoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;

/** A node's frames about waiting rooms and buyers; the numbers tell the fields apart. */
final class RoomFrames {
  private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

  private RoomFrames() {}

  /** The verdict on a JoinQueue or LeaveQueue. */
  static synchronized byte[] verdict(
      final long correlationId,
      final TicketState state,
      final OptionalLong place,
      final long admittedUpTo) {
    final UnsafeBuffer buffer = Frames.buffer();
    final VerdictEncoder verdict =
        Frames.verdict(buffer, correlationId, Code.ACCEPTED)
            .sequence(1)
            .timeMs(2)
            .ticket(state)
            .place(place.orElse(VerdictEncoder.placeNullValue()))
            .admittedUpTo(admittedUpTo);
    return Frames.frame(buffer, verdict.encodedLength());
  }

  static synchronized byte[] ticket(
      final long correlationId, final TicketState state, final OptionalLong place) {
    final UnsafeBuffer buffer = Frames.buffer();
    final TicketViewEncoder view =
        new TicketViewEncoder()
            .wrapAndApplyHeader(buffer, Frames.START, HEADER)
            .correlationId(correlationId)
            .sale(5)
            .buyer(6)
            .timeMs(7)
            .number(8)
            .place(place.orElse(TicketViewEncoder.placeNullValue()))
            .admittedUpTo(40)
            .deadlineMs(TicketViewEncoder.deadlineMsNullValue())
            .state(state);
    return Frames.frame(buffer, view.encodedLength());
  }

  /** A room that has opened if there is a seed in it. */
  static synchronized byte[] room(
      final long correlationId, final byte[] seedHash, final byte[] seed, final long drawn) {
    final UnsafeBuffer buffer = Frames.buffer();
    final RoomViewEncoder view =
        new RoomViewEncoder()
            .wrapAndApplyHeader(buffer, Frames.START, HEADER)
            .correlationId(correlationId)
            .sale(5)
            .timeMs(7)
            .joined(10)
            .drawn(drawn)
            .admittedUpTo(11)
            .admitted(12)
            .waiting(13)
            .active(14)
            .activeIdle(15)
            .done(16)
            .expired(17)
            .left(18)
            .admissionPerSecond(19)
            .maxActive(20)
            .finishMs(21)
            .admitPermille(22)
            .returnPermille(23)
            .unitsPerBuyer(24)
            .state(SaleState.PAUSED)
            .soldOut((short) 1)
            .putSeedHash(seedHash, 0, seedHash.length)
            .putSeed(seed, 0, seed.length);
    return Frames.frame(buffer, view.encodedLength());
  }

  /** A page with a held reservation per id, of the item that is the id's lower half. */
  static synchronized byte[] buyer(
      final long correlationId, final long timeMs, final int next, final Id... reservations) {
    final UnsafeBuffer buffer = Frames.buffer();
    final BuyerPageEncoder page =
        new BuyerPageEncoder()
            .wrapAndApplyHeader(buffer, Frames.START, HEADER)
            .correlationId(correlationId)
            .sale(5)
            .buyer(6)
            .timeMs(timeMs)
            .units(9)
            .next(next)
            .ticket(TicketState.ADMITTED);
    final BuyerPageEncoder.ReservationsEncoder rows = page.reservationsCount(reservations.length);
    for (final Id id : reservations) {
      rows.next()
          .item(id.lo())
          .deadlineMs(70)
          .asked(3)
          .granted(2)
          .state(ReservationState.HELD)
          .reservation()
          .hi(id.hi())
          .lo(id.lo());
    }
    return Frames.frame(buffer, page.encodedLength());
  }
}
