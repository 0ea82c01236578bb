package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.TicketState;

/** JoinQueue and LeaveQueue. */
final class QueueHandler {
  private final EngineState engine;
  private final Tickets tickets;
  private final Rooms rooms;

  QueueHandler(final EngineState engine) {
    this.engine = engine;
    this.tickets = engine.tickets;
    this.rooms = engine.rooms;
  }

  void join(final long saleId, final long buyer) {
    final Sale sale = findGated(saleId);
    if (sale == null) {
      return;
    }
    if (sale.isClosed()) {
      engine.verdict.reject(Code.SALE_CLOSED);
      return;
    }
    final int known = tickets.find(sale, buyer);
    rooms.settle(sale, known);
    if (isOpen(rooms.state(sale, known))) {
      engine.verdict.repeated = true;
      describe(sale, known);
    } else if (tickets.placesGiven >= engine.config.maxTickets()) {
      engine.verdict.reject(Code.CEILING_TICKETS);
    } else {
      describe(sale, rooms.join(sale, buyer, known));
    }
  }

  void leave(final long saleId, final long buyer) {
    final Sale sale = findGated(saleId);
    if (sale == null) {
      return;
    }
    final int known = tickets.find(sale, buyer);
    if (known == Tickets.NULL) {
      engine.verdict.reject(Code.UNKNOWN_TICKET);
      return;
    }
    rooms.settle(sale, known);
    if (isOpen(rooms.state(sale, known))) {
      rooms.leave(sale, known);
    } else {
      engine.verdict.repeated = true;
    }
    describe(sale, known);
  }

  private Sale findGated(final long saleId) {
    final Sale sale = engine.sales.sale(saleId);
    if (sale == null) {
      engine.verdict.reject(Code.UNKNOWN_SALE);
      return null;
    }
    if (!sale.isGated()) {
      engine.verdict.reject(Code.NOT_GATED);
      return null;
    }
    return sale;
  }

  private static boolean isOpen(final TicketState state) {
    return state == TicketState.WAITING || state == TicketState.ADMITTED;
  }

  private void describe(final Sale sale, final int ticket) {
    final Verdict verdict = engine.verdict;
    final Room room = sale.room;
    verdict.ticket = rooms.state(sale, ticket);
    verdict.place = room.placeOf(tickets.number(ticket));
    verdict.admittedUpTo = room.admittedUpTo();
  }
}
