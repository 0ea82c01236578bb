package io.holdfast.client;

import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.ListLinesEncoder;
import io.holdfast.protocol.codec.ListSalesEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;

/** Writes queries and heartbeats into the outgoing buffer. Loop thread only. */
final class QueryMessages {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  static final int RESERVATION_BYTES = HEADER_BYTES + QueryReservationEncoder.BLOCK_LENGTH;
  static final int SALE_BYTES = HEADER_BYTES + QuerySaleEncoder.BLOCK_LENGTH;
  static final int LINE_BYTES = HEADER_BYTES + QueryLineEncoder.BLOCK_LENGTH;
  static final int LIST_SALES_BYTES = HEADER_BYTES + ListSalesEncoder.BLOCK_LENGTH;
  static final int LIST_LINES_BYTES = HEADER_BYTES + ListLinesEncoder.BLOCK_LENGTH;
  static final int HEARTBEAT_BYTES = HEADER_BYTES + HeartbeatEncoder.BLOCK_LENGTH;

  private final OutBuffer out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final QueryReservationEncoder reservation = new QueryReservationEncoder();
  private final QuerySaleEncoder sale = new QuerySaleEncoder();
  private final QueryLineEncoder line = new QueryLineEncoder();
  private final ListSalesEncoder listSales = new ListSalesEncoder();
  private final ListLinesEncoder listLines = new ListLinesEncoder();
  private final HeartbeatEncoder heartbeat = new HeartbeatEncoder();

  QueryMessages(final OutBuffer out) {
    this.out = out;
  }

  void reservation(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(RESERVATION_BYTES);
    reservation.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    reservation.reservation().hi(idHi).lo(idLo);
  }

  void sale(final long correlationId, final long saleId) {
    final int offset = out.claim(SALE_BYTES);
    sale.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId).sale(saleId);
  }

  void line(final long correlationId, final long saleId, final long item) {
    final int offset = out.claim(LINE_BYTES);
    line.wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .item(item);
  }

  void listSales(final long correlationId, final int from) {
    final int offset = out.claim(LIST_SALES_BYTES);
    listSales
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .from(from);
  }

  void listLines(final long correlationId, final long saleId, final int from) {
    final int offset = out.claim(LIST_LINES_BYTES);
    listLines
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(saleId)
        .from(from);
  }

  void heartbeat(final long correlationId) {
    final int offset = out.claim(HEARTBEAT_BYTES);
    heartbeat.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
  }
}
