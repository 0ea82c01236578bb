package io.holdfast.model;

import io.holdfast.protocol.codec.Code;

/** JoinQueue and LeaveQueue. */
final class Queues {
  private final World world;

  Queues(final World world) {
    this.world = world;
  }

  PlainVerdict join(final Command.JoinQueue command) {
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.room() == null) {
      return PlainVerdict.of(Code.NOT_GATED);
    }
    if (sale.isClosed()) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    world.settling.session(sale, command.buyer());
    final Ticket ticket = sale.room().ticketOf(command.buyer());
    if (ticket != null && !ticket.isOver()) {
      return about(sale, ticket).asRepeated();
    }
    if (world.rooms.tickets() >= world.ceilings().maxTickets()) {
      return PlainVerdict.of(Code.CEILING_TICKETS);
    }
    return about(sale, world.rooms.join(sale, command.buyer()));
  }

  PlainVerdict leave(final Command.LeaveQueue command) {
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.room() == null) {
      return PlainVerdict.of(Code.NOT_GATED);
    }
    final Ticket ticket = sale.room().ticketOf(command.buyer());
    if (ticket == null) {
      return PlainVerdict.of(Code.UNKNOWN_TICKET);
    }
    world.settling.session(sale, command.buyer());
    if (ticket.isOver()) {
      return about(sale, ticket).asRepeated();
    }
    world.rooms.leave(sale, ticket);
    return about(sale, ticket);
  }

  private static PlainVerdict about(final Sale sale, final Ticket ticket) {
    return PlainVerdict.of(Code.ACCEPTED)
        .withTicket(ticket.state(), sale.room().place(ticket), sale.room().admittedUpTo());
  }
}
