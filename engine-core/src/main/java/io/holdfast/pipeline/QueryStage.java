package io.holdfast.pipeline;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineQueries;
import io.holdfast.engine.EngineUpdates;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.SubscribeReservationDecoder;
import io.holdfast.protocol.codec.SubscribeTicketDecoder;
import io.holdfast.protocol.codec.UuidDecoder;

/**
 * Answers queries in their turn; the answer is kept in the query's own slots until the gate has
 * passed it.
 */
final class QueryStage {
  private final CommandRing ring;
  private final Engine engine;
  private final Watches watches;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final QueryReservationDecoder queryReservation = new QueryReservationDecoder();
  private final QuerySaleDecoder querySale = new QuerySaleDecoder();
  private final QueryLineDecoder queryLine = new QueryLineDecoder();
  private final ListSalesDecoder listSales = new ListSalesDecoder();
  private final ListLinesDecoder listLines = new ListLinesDecoder();
  private final QueryTicketDecoder queryTicket = new QueryTicketDecoder();
  private final QueryRoomDecoder queryRoom = new QueryRoomDecoder();
  private final QueryBuyerDecoder queryBuyer = new QueryBuyerDecoder();
  private final SubscribeReservationDecoder subscribeReservation =
      new SubscribeReservationDecoder();
  private final SubscribeTicketDecoder subscribeTicket = new SubscribeTicketDecoder();
  private final ReservationUpdateDecoder reservationUpdate = new ReservationUpdateDecoder();

  /**
   * @param watches null: who subscribes is answered once
   */
  QueryStage(final CommandRing ring, final Engine engine, final Watches watches) {
    this.ring = ring;
    this.engine = engine;
    this.watches = watches;
  }

  void answer(final Slot slot, final long position) {
    final int offset = ring.offset(position);
    slot.verdict.answer(Code.ACCEPTED);
    slot.replyLengthBytes =
        switch (slot.templateId) {
          case QueryReservationDecoder.TEMPLATE_ID -> reservation(slot, offset);
          case QuerySaleDecoder.TEMPLATE_ID -> sale(slot, offset);
          case QueryLineDecoder.TEMPLATE_ID -> line(slot, offset);
          case ListSalesDecoder.TEMPLATE_ID -> sales(slot, offset);
          case ListLinesDecoder.TEMPLATE_ID -> lines(slot, offset);
          case QueryTicketDecoder.TEMPLATE_ID -> ticket(slot, offset);
          case QueryRoomDecoder.TEMPLATE_ID -> room(slot, offset);
          case QueryBuyerDecoder.TEMPLATE_ID -> buyer(slot, offset);
          case SubscribeReservationDecoder.TEMPLATE_ID -> watchReservation(slot, offset);
          case SubscribeTicketDecoder.TEMPLATE_ID -> watchTicket(slot, offset);
          default -> throw new IllegalStateException("no query has template " + slot.templateId);
        };
  }

  private int reservation(final Slot slot, final int offset) {
    queryReservation.wrapAndApplyHeader(ring.bytes(), offset, header);
    final UuidDecoder id = queryReservation.reservation();
    final int length =
        queries().reservation(slot.correlationId, id.hi(), id.lo(), ring.bytes(), offset);
    return orElse(slot, length, Code.UNKNOWN_RESERVATION);
  }

  private int sale(final Slot slot, final int offset) {
    final long sale = querySale.wrapAndApplyHeader(ring.bytes(), offset, header).sale();
    final int length = queries().sale(slot.correlationId, sale, ring.bytes(), offset);
    return orElse(slot, length, Code.UNKNOWN_SALE);
  }

  private int line(final Slot slot, final int offset) {
    queryLine.wrapAndApplyHeader(ring.bytes(), offset, header);
    final long sale = queryLine.sale();
    final long item = queryLine.item();
    final int length = queries().line(slot.correlationId, sale, item, ring.bytes(), offset);
    return orElse(slot, length, queries().hasSale(sale) ? Code.UNKNOWN_LINE : Code.UNKNOWN_SALE);
  }

  private int sales(final Slot slot, final int offset) {
    final int from = listSales.wrapAndApplyHeader(ring.bytes(), offset, header).from();
    return queries().sales(slot.correlationId, from, ring.bytes(), offset, capacityBytes(slot));
  }

  private int lines(final Slot slot, final int offset) {
    listLines.wrapAndApplyHeader(ring.bytes(), offset, header);
    final long sale = listLines.sale();
    final int from = listLines.from();
    final int capacityBytes = capacityBytes(slot);
    final int length =
        queries().lines(slot.correlationId, sale, from, ring.bytes(), offset, capacityBytes);
    return orElse(slot, length, Code.UNKNOWN_SALE);
  }

  private int ticket(final Slot slot, final int offset) {
    queryTicket.wrapAndApplyHeader(ring.bytes(), offset, header);
    final long sale = queryTicket.sale();
    final long buyer = queryTicket.buyer();
    final int length = queries().ticket(slot.correlationId, sale, buyer, ring.bytes(), offset);
    return orElse(slot, length, orNoRoom(sale, Code.UNKNOWN_TICKET));
  }

  private int room(final Slot slot, final int offset) {
    final long sale = queryRoom.wrapAndApplyHeader(ring.bytes(), offset, header).sale();
    final int length = queries().room(slot.correlationId, sale, ring.bytes(), offset);
    return orElse(slot, length, orNoRoom(sale, Code.NOT_GATED));
  }

  private Code orNoRoom(final long sale, final Code otherwise) {
    if (!queries().hasSale(sale)) {
      return Code.UNKNOWN_SALE;
    }
    return queries().isGated(sale) ? otherwise : Code.NOT_GATED;
  }

  private int buyer(final Slot slot, final int offset) {
    queryBuyer.wrapAndApplyHeader(ring.bytes(), offset, header);
    final long sale = queryBuyer.sale();
    final long buyer = queryBuyer.buyer();
    final int from = queryBuyer.from();
    final int length =
        queries()
            .buyer(
                slot.correlationId, sale, buyer, from, ring.bytes(), offset, capacityBytes(slot));
    return orElse(slot, length, Code.UNKNOWN_SALE);
  }

  private int watchReservation(final Slot slot, final int offset) {
    subscribeReservation.wrapAndApplyHeader(ring.bytes(), offset, header);
    final long hi = subscribeReservation.reservation().hi();
    final long lo = subscribeReservation.reservation().lo();
    final long sequence = engine.sequence();
    final int length =
        engine.updates().reservation(slot.correlationId, hi, lo, sequence, ring.bytes(), offset);
    if (EngineUpdates.isLast(ring.bytes(), offset)) {
      return orElse(slot, EngineQueries.NOT_FOUND, Code.UNKNOWN_RESERVATION);
    }
    if (watches != null && slot.target instanceof Watch watch) {
      final long sale = reservationUpdate.wrapAndApplyHeader(ring.bytes(), offset, header).sale();
      watches.add(watch, false, hi, lo, sale, length, sequence);
    }
    return length;
  }

  private int watchTicket(final Slot slot, final int offset) {
    subscribeTicket.wrapAndApplyHeader(ring.bytes(), offset, header);
    final long sale = subscribeTicket.sale();
    final long buyer = subscribeTicket.buyer();
    final long sequence = engine.sequence();
    final int length =
        engine.updates().ticket(slot.correlationId, sale, buyer, sequence, ring.bytes(), offset);
    if (EngineUpdates.isLast(ring.bytes(), offset)) {
      return orElse(slot, EngineQueries.NOT_FOUND, orNoRoom(sale, Code.UNKNOWN_TICKET));
    }
    if (watches != null && slot.target instanceof Watch watch) {
      watches.add(watch, true, sale, buyer, sale, length, sequence);
    }
    return length;
  }

  private EngineQueries queries() {
    return engine.queries();
  }

  /**
   * A page and its length field fit the slots of the query, so what is on its way out never exceeds
   * the window.
   */
  private static int capacityBytes(final Slot slot) {
    return slot.slots * Framing.SLOT_BYTES - Framing.LENGTH_FIELD_BYTES;
  }

  private static int orElse(final Slot slot, final int lengthBytes, final Code notFound) {
    if (lengthBytes == EngineQueries.NOT_FOUND) {
      slot.verdict.answer(notFound);
    }
    return lengthBytes;
  }
}
