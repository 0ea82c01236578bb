package io.holdfast.engine;

import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.TicketState;

/** The life of a ticket: the only writer of its state. */
final class Rooms {
  private final EngineState engine;
  private final Tickets tickets;

  Rooms(final EngineState engine) {
    this.engine = engine;
    this.tickets = engine.tickets;
  }

  /** The ticket's state as everybody sees it: a closed sale has ended all of them. */
  static TicketState stateOf(final Sale sale, final TicketState written) {
    final boolean open = written == TicketState.WAITING || written == TicketState.ADMITTED;
    return open && sale.isClosed() ? TicketState.EXPIRED : written;
  }

  TicketState state(final Sale sale, final int ticket) {
    return ticket == Tickets.NULL ? TicketState.NONE : stateOf(sale, tickets.state(ticket));
  }

  /**
   * The ticket's state as everybody sees it: a session that is over has EXPIRED, also before it is
   * settled.
   */
  TicketState visibleState(final Sale sale, final int ticket) {
    return hasLapsed(sale, ticket) ? TicketState.EXPIRED : state(sale, ticket);
  }

  /** Whether the ticket's session is over, whether it was settled or not. */
  boolean hasLapsed(final Sale sale, final int ticket) {
    return state(sale, ticket) == TicketState.ADMITTED
        && Math.max(sale.room.sessions().deadlineMs(tickets.session(ticket)), sale.graceUntilMs)
            <= engine.timeMs;
  }

  /** Ends the buyer's session if its time is over. */
  void settle(final Sale sale, final int ticket) {
    if (hasLapsed(sale, ticket)) {
      expire(sale, ticket);
    }
  }

  /** A new ticket, or a new turn for one that has ended. */
  int join(final Sale sale, final long buyer, final int ended) {
    final int ticket = ended == Tickets.NULL ? tickets.add(sale, buyer) : ended;
    tickets.placesGiven++;
    tickets.number(ticket, sale.room.join(ticket));
    moveTo(ticket, TicketState.WAITING);
    tell(EventKind.JOINED, sale, ticket, tickets.number(ticket), Verdict.NONE);
    return ticket;
  }

  /** A ticket WAITING or ADMITTED is given back. */
  void leave(final Sale sale, final int ticket) {
    if (tickets.state(ticket) == TicketState.ADMITTED) {
      sale.room.sessions().end(tickets.session(ticket));
    } else {
      sale.room.waiting--;
    }
    sale.room.left++;
    sale.touch();
    moveTo(ticket, TicketState.LEFT);
    tell(EventKind.LEFT, sale, ticket, 0, Verdict.NONE);
  }

  void expireFirst(final Sale sale) {
    final Sessions sessions = sale.room.sessions();
    expire(sale, sessions.ticket(sessions.first()));
  }

  private void expire(final Sale sale, final int ticket) {
    engine.spend();
    sale.room.sessions().end(tickets.session(ticket));
    sale.room.expired++;
    moveTo(ticket, TicketState.EXPIRED);
    tell(EventKind.SESSION_EXPIRED, sale, ticket, 0, Verdict.NONE);
  }

  /** The next place has its turn. Only when a token is there. */
  void visit(final Sale sale) {
    engine.spend();
    final Room room = sale.room;
    final int place = room.admittedUpTo();
    final int number = room.takeTurn();
    final int ticket = room.ticketOf(number);
    if (tickets.number(ticket) == number && tickets.state(ticket) == TicketState.WAITING) {
      room.payToken();
      room.waiting--;
      room.admitted++;
      final long buyer = tickets.buyer(ticket);
      final long wishMs = engine.timeMs + sale.policy().room().finishMs();
      final int session = room.sessions().begin(ticket, holds(sale, buyer), wishMs);
      tickets.session(ticket, session);
      moveTo(ticket, TicketState.ADMITTED);
      tell(EventKind.ADMITTED, sale, ticket, place, room.sessions().deadlineMs(session));
    }
  }

  /** The buyer got a hold. */
  void holdBegan(final Sale sale, final long buyer) {
    if (sale.isGated()) {
      change(sale, buyer, 1, false);
    }
  }

  /** The buyer has one hold less. */
  void holdEnded(final Sale sale, final long buyer, final boolean purchased) {
    if (sale.isGated()) {
      change(sale, buyer, -1, purchased);
    }
  }

  /** The buyer bought what was not held any more. */
  void boughtLate(final Sale sale, final long buyer) {
    if (sale.isGated()) {
      change(sale, buyer, 0, true);
    }
  }

  private void change(
      final Sale sale, final long buyer, final int holdsMore, final boolean purchased) {
    final int ticket = tickets.find(sale, buyer);
    if (state(sale, ticket) != TicketState.ADMITTED) {
      return;
    }
    final Sessions sessions = sale.room.sessions();
    final int session = tickets.session(ticket);
    sessions.change(session, holdsMore, purchased);
    if (sessions.bought(session) && sessions.holds(session) == 0) {
      sessions.end(session);
      sale.room.done++;
      moveTo(ticket, TicketState.DONE);
      tell(EventKind.DONE, sale, ticket, 0, Verdict.NONE);
    }
  }

  /** Holds that the buyer has in the sale. */
  int holds(final Sale sale, final long buyer) {
    int holds = 0;
    final LiveReservations live = engine.live;
    for (int r = live.first(buyer, sale); r != Records.NULL; r = live.next(r)) {
      holds += Holds.isHold(engine.records, r) ? 1 : 0;
    }
    return holds;
  }

  private void moveTo(final int ticket, final TicketState state) {
    tickets.state(ticket, state);
    engine.digest.fold(tickets.buyer(ticket));
    engine.digest.fold(state.value());
  }

  private void tell(
      final EventKind kind,
      final Sale sale,
      final int ticket,
      final long units,
      final long deadlineMs) {
    engine.events.ticket(kind, sale, tickets.buyer(ticket), units, deadlineMs);
  }
}
