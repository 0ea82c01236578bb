package io.holdfast.client;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import org.agrona.DirectBuffer;

/**
 * Copies updates of subscriptions out of their buffers. What cannot be read is an
 * IllegalArgumentException.
 */
final class UpdatePages {
  private UpdatePages() {}

  static SaleUpdate sale(final DirectBuffer buffer, final int offset) {
    final SaleUpdateDecoder update =
        new SaleUpdateDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    return new SaleUpdate(
        update.sale(),
        WireEnum.SALE_STATE.of(update.stateRaw()),
        update.available(),
        update.held(),
        update.sold(),
        update.soldOut() != 0,
        update.waiting(),
        update.queued(),
        Optionals.of(update.admittedUpTo()),
        update.fromSequence(),
        update.sequence(),
        update.timeMs(),
        update.last() != 0);
  }

  static ReservationUpdate reservation(final DirectBuffer buffer, final int offset) {
    final ReservationUpdateDecoder update =
        new ReservationUpdateDecoder()
            .wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    final UuidDecoder id = update.reservation();
    return new ReservationUpdate(
        new Id(id.hi(), id.lo()),
        update.sale(),
        update.item(),
        update.buyer(),
        WireEnum.RESERVATION_STATE.of(update.stateRaw()),
        Optionals.of(update.deadlineMs()),
        update.granted(),
        update.confirmed(),
        update.cancelled(),
        update.marks().late(),
        WireEnum.CODE.of(update.reasonRaw()),
        update.fromSequence(),
        update.sequence(),
        update.timeMs(),
        update.last() != 0);
  }

  static TicketUpdate ticket(final DirectBuffer buffer, final int offset) {
    final TicketUpdateDecoder update =
        new TicketUpdateDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    return new TicketUpdate(
        update.sale(),
        update.buyer(),
        WireEnum.TICKET_STATE.of(update.stateRaw()),
        update.number(),
        Optionals.of(update.place()),
        update.admittedUpTo(),
        Optionals.of(update.deadlineMs()),
        update.fromSequence(),
        update.sequence(),
        update.timeMs(),
        update.last() != 0);
  }
}
