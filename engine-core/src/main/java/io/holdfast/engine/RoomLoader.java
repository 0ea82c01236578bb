package io.holdfast.engine;

import io.holdfast.protocol.codec.StateBacklogDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder.SessionsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder.TicketsDecoder;
import io.holdfast.protocol.codec.TicketState;

/** Loads tickets and sessions, and which lines owe units. */
final class RoomLoader {
  private final LoadedState loaded;
  private final EngineState engine;

  /** Tickets by the ordinal of their sale. */
  private int[] waiting = {};

  private int[] admitted = {};

  RoomLoader(final LoadedState loaded) {
    this.loaded = loaded;
    this.engine = loaded.engine;
  }

  private void count(final Sale sale, final TicketState state) {
    if (waiting.length < loaded.sales()) {
      waiting = new int[loaded.sales()];
      admitted = new int[loaded.sales()];
    }
    waiting[sale.ordinal] += state == TicketState.WAITING ? 1 : 0;
    admitted[sale.ordinal] += state == TicketState.ADMITTED ? 1 : 0;
  }

  /** To be called when everything is there: whether rooms, tickets and sessions fit together. */
  void finish() {
    for (final Sale sale : engine.sales.gated()) {
      final Room room = sale.room;
      final boolean counts = !sale.isClosed() && sale.ordinal < waiting.length;
      if (room.waiting != (counts ? waiting[sale.ordinal] : 0)
          || room.sessions().count() != (counts ? admitted[sale.ordinal] : 0)
          || (room.joined() > 0 && room.ticketOf(room.joined() - 1) == Tickets.NULL)) {
        throw new StateException(
            "the waiting room of sale " + sale.id + " has other tickets than it counts");
      }
    }
  }

  void tickets(final StateTicketsDecoder message) {
    for (final TicketsDecoder row : message.tickets()) {
      final Sale sale = loaded.sale(row.sale());
      final TicketState state = row.state();
      if (!sale.isGated()
          || state == TicketState.NONE
          || state == TicketState.NULL_VAL
          || row.number() < 0
          || row.number() >= sale.room.joined()) {
        throw new StateException("ticket number " + loaded.tickets + " is of no waiting room");
      }
      if (engine.tickets.find(sale, row.buyer()) != Tickets.NULL
          || sale.room.ticketOf(row.number()) != Tickets.NULL) {
        throw new StateException("the buyer or place of ticket " + loaded.tickets + " comes twice");
      }
      final int ticket = engine.tickets.add(sale, row.buyer());
      if (ticket != loaded.tickets + 1) {
        throw new IllegalStateException("ticket " + ticket + " is not the next");
      }
      engine.tickets.number(ticket, row.number());
      engine.tickets.state(ticket, state);
      sale.room.restoreTicket(row.number(), ticket);
      count(sale, state);
      loaded.tickets++;
    }
  }

  void sessions(final StateSessionsDecoder message) {
    final Sale sale = loaded.sale(message.sale());
    if (!sale.isGated()) {
      throw new StateException("sale " + sale.id + " has sessions but no waiting room");
    }
    final Sessions sessions = sale.room.sessions();
    for (final SessionsDecoder row : message.sessions()) {
      final int ticket = loaded.ticket(row.ticket());
      if (engine.tickets.state(ticket) != TicketState.ADMITTED
          || engine.tickets.ordinal(ticket) != sale.ordinal
          || engine.tickets.session(ticket) != Sessions.NULL
          || row.holds() != engine.rooms.holds(sale, engine.tickets.buyer(ticket))
          || (row.bought() != 0 && row.holds() == 0)
          || row.deadlineMs() < sessions.lastDeadlineMs()) {
        throw new StateException(
            "session number " + loaded.sessions + " does not belong where it stands");
      }
      final int session = sessions.begin(ticket, row.holds(), row.deadlineMs());
      sessions.change(session, 0, row.bought() != 0);
      engine.tickets.session(ticket, session);
      loaded.sessions++;
    }
  }

  void backlog(final StateBacklogDecoder message) {
    for (final StateBacklogDecoder.LinesDecoder row : message.lines()) {
      final Line line = loaded.line(row.line());
      if (!line.owes() || line.inBacklog) {
        throw new StateException("line number " + row.line() + " owes nothing to its waitlist");
      }
      engine.backlog.add(line);
      loaded.backlog++;
    }
  }
}
