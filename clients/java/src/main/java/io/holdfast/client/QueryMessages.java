package io.holdfast.client;

import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.ListLinesEncoder;
import io.holdfast.protocol.codec.ListSalesEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.QueryBuyerEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QueryRoomEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.QueryStatusEncoder;
import io.holdfast.protocol.codec.QueryTicketEncoder;

/** Writes queries and heartbeats into the outgoing buffer. Loop thread only. */
final class QueryMessages {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  private static final int RESERVATION_BYTES = HEADER_BYTES + QueryReservationEncoder.BLOCK_LENGTH;
  private static final int SALE_BYTES = HEADER_BYTES + QuerySaleEncoder.BLOCK_LENGTH;
  private static final int LINE_BYTES = HEADER_BYTES + QueryLineEncoder.BLOCK_LENGTH;
  private static final int LIST_SALES_BYTES = HEADER_BYTES + ListSalesEncoder.BLOCK_LENGTH;
  private static final int LIST_LINES_BYTES = HEADER_BYTES + ListLinesEncoder.BLOCK_LENGTH;
  private static final int TICKET_BYTES = HEADER_BYTES + QueryTicketEncoder.BLOCK_LENGTH;
  private static final int ROOM_BYTES = HEADER_BYTES + QueryRoomEncoder.BLOCK_LENGTH;
  private static final int BUYER_BYTES = HEADER_BYTES + QueryBuyerEncoder.BLOCK_LENGTH;
  private static final int STATUS_BYTES = HEADER_BYTES + QueryStatusEncoder.BLOCK_LENGTH;
  private static final int HEARTBEAT_BYTES = HEADER_BYTES + HeartbeatEncoder.BLOCK_LENGTH;

  private final Outlet out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final QueryReservationEncoder reservation = new QueryReservationEncoder();
  private final QuerySaleEncoder sale = new QuerySaleEncoder();
  private final QueryLineEncoder line = new QueryLineEncoder();
  private final ListSalesEncoder listSales = new ListSalesEncoder();
  private final ListLinesEncoder listLines = new ListLinesEncoder();
  private final QueryTicketEncoder ticket = new QueryTicketEncoder();
  private final QueryRoomEncoder room = new QueryRoomEncoder();
  private final QueryBuyerEncoder buyer = new QueryBuyerEncoder();
  private final QueryStatusEncoder status = new QueryStatusEncoder();
  private final HeartbeatEncoder heartbeat = new HeartbeatEncoder();

  QueryMessages(final Outlet out) {
    this.out = out;
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

  boolean sale(final long correlationId, final long saleId) {
    final int offset = out.claimForList(correlationId, SALE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    sale.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId).sale(saleId);
    return true;
  }

  boolean line(final long correlationId, final long saleId, final long item) {
    final int offset = out.claim(correlationId, LINE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    line.wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .item(item);
    return true;
  }

  boolean listSales(final long correlationId, final int from) {
    final int offset = out.claimForList(correlationId, LIST_SALES_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    listSales
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .from(from);
    return true;
  }

  boolean listLines(final long correlationId, final long saleId, final int from) {
    final int offset = out.claimForList(correlationId, LIST_LINES_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    listLines
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .from(from);
    return true;
  }

  boolean ticket(final long correlationId, final long saleId, final long buyerId) {
    final int offset = out.claim(correlationId, TICKET_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    ticket
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .buyer(buyerId);
    return true;
  }

  boolean room(final long correlationId, final long saleId) {
    final int offset = out.claimForList(correlationId, ROOM_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    room.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId).sale(saleId);
    return true;
  }

  boolean buyer(final long correlationId, final long saleId, final long buyerId, final int from) {
    final int offset = out.claimForList(correlationId, BUYER_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    buyer
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .buyer(buyerId)
        .from(from);
    return true;
  }

  boolean status(final long correlationId) {
    final int offset = out.claimOrWithoutSlot(correlationId, STATUS_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    status.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    return true;
  }

  boolean heartbeat(final long correlationId) {
    final int offset = out.claimOrWithoutSlot(correlationId, HEARTBEAT_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    heartbeat(offset, correlationId);
    return true;
  }

  /** Outside the window: a node that owes us answers must still hear that we are here. */
  void ownHeartbeat(final long correlationId) {
    heartbeat(out.claimUncounted(HEARTBEAT_BYTES), correlationId);
  }

  private void heartbeat(final int offset, final long correlationId) {
    heartbeat.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
  }
}
