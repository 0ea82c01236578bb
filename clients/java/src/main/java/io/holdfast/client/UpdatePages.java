package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.TicketState;
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
    if (update.state() == SaleState.NULL_VAL) {
      throw new IllegalArgumentException("a sale without state");
    }
    return new SaleUpdate(
        update.sale(),
        update.state(),
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
    if (update.state() == ReservationState.NULL_VAL || update.reason() == Code.NULL_VAL) {
      throw new IllegalArgumentException("a reservation without state or reason");
    }
    final UuidDecoder id = update.reservation();
    return new ReservationUpdate(
        new Id(id.hi(), id.lo()),
        update.sale(),
        update.item(),
        update.buyer(),
        update.state(),
        Optionals.of(update.deadlineMs()),
        update.granted(),
        update.confirmed(),
        update.cancelled(),
        update.marks().late(),
        update.reason(),
        update.fromSequence(),
        update.sequence(),
        update.timeMs(),
        update.last() != 0);
  }

  static TicketUpdate ticket(final DirectBuffer buffer, final int offset) {
    final TicketUpdateDecoder update =
        new TicketUpdateDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    if (update.state() == TicketState.NULL_VAL) {
      throw new IllegalArgumentException("a ticket without state");
    }
    return new TicketUpdate(
        update.sale(),
        update.buyer(),
        update.state(),
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
