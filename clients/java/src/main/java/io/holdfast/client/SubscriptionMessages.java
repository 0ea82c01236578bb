package io.holdfast.client;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.SubscribeReservationEncoder;
import io.holdfast.protocol.codec.SubscribeSaleEncoder;
import io.holdfast.protocol.codec.SubscribeTicketEncoder;
import io.holdfast.protocol.codec.UnsubscribeEncoder;

/** Writes what begins and ends subscriptions into the outgoing buffer. Loop thread only. */
final class SubscriptionMessages {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int SALE_BYTES = HEADER_BYTES + SubscribeSaleEncoder.BLOCK_LENGTH;
  private static final int RESERVATION_BYTES =
      HEADER_BYTES + SubscribeReservationEncoder.BLOCK_LENGTH;
  private static final int TICKET_BYTES = HEADER_BYTES + SubscribeTicketEncoder.BLOCK_LENGTH;
  private static final int UNSUBSCRIBE_BYTES = HEADER_BYTES + UnsubscribeEncoder.BLOCK_LENGTH;

  private final Outlet out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final SubscribeSaleEncoder sale = new SubscribeSaleEncoder();
  private final SubscribeReservationEncoder reservation = new SubscribeReservationEncoder();
  private final SubscribeTicketEncoder ticket = new SubscribeTicketEncoder();
  private final UnsubscribeEncoder unsubscribe = new UnsubscribeEncoder();

  SubscriptionMessages(final Outlet out) {
    this.out = out;
  }

  boolean sale(final long correlationId, final long saleId) {
    final int offset = out.claimWithoutSlot(correlationId, SALE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    sale.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId).sale(saleId);
    return true;
  }

  boolean reservation(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(correlationId, RESERVATION_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    reservation.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    reservation.reservation().hi(idHi).lo(idLo);
    return true;
  }

  boolean ticket(final long correlationId, final long saleId, final long buyer) {
    final int offset = out.claim(correlationId, TICKET_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    ticket
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .buyer(buyer);
    return true;
  }

  boolean unsubscribe(final long correlationId, final long subscription) {
    final int offset = out.claimWithoutSlot(correlationId, UNSUBSCRIBE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    unsubscribe
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .subscription(subscription);
    return true;
  }
}
