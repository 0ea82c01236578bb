package io.holdfast.model;

import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.TicketState;
import java.util.Comparator;
import java.util.OptionalLong;
import java.util.TreeSet;

/** All waiting rooms: each transition of a ticket with all that goes with it. */
final class Rooms {
  private final World world;
  private int tickets;

  /** Gated sales that are not CLOSED, in order of creation. */
  private final TreeSet<Sale> gated = new TreeSet<>(Comparator.comparingLong(Sale::order));

  Rooms(final World world) {
    this.world = world;
  }

  /** Places given out, in all sales together. */
  int tickets() {
    return tickets;
  }

  void saleCreated(final Sale sale) {
    if (sale.room() != null) {
      gated.add(sale);
    }
  }

  void saleOpened(final Sale sale) {
    if (sale.room() == null) {
      return;
    }
    if (sale.room().isDrawn()) {
      sale.room().resumeTokens(world.timeMs());
    } else {
      sale.room().draw(world.timeMs());
    }
  }

  /** To be called while the sale is still OPEN. */
  void salePauses(final Sale sale) {
    if (sale.room() != null) {
      sale.room().accrueTokens(world.timeMs());
    }
  }

  void saleClosed(final Sale sale) {
    if (sale.room() != null) {
      sale.room().close();
      gated.remove(sale);
    }
  }

  void saleForgotten(final Sale sale) {
    if (sale.room() != null) {
      tickets -= sale.room().joined();
    }
  }

  Ticket join(final Sale sale, final long buyer) {
    final Ticket ticket = sale.room().join(buyer);
    tickets++;
    world.recorder.ticketChanged(
        EventKind.JOINED, sale, ticket, ticket.number(), OptionalLong.empty());
    return ticket;
  }

  void leave(final Sale sale, final Ticket ticket) {
    end(sale, ticket, TicketState.LEFT, EventKind.LEFT);
  }

  /** The session's time is over. */
  void expire(final Sale sale, final Ticket session) {
    end(sale, session, TicketState.EXPIRED, EventKind.SESSION_EXPIRED);
  }

  private void end(
      final Sale sale, final Ticket ticket, final TicketState ending, final EventKind kind) {
    sale.room().end(ticket, ending);
    world.recorder.ticketChanged(kind, sale, ticket, 0, OptionalLong.empty());
  }

  /** The reservation's buyer has confirmed it. */
  void confirmed(final Reservation purchase) {
    final Ticket ticket = ticketOf(purchase);
    if (ticket != null && ticket.isAdmitted()) {
      ticket.buy();
    }
    holdsChanged(purchase);
  }

  /** The reservation's buyer has one hold more or less. */
  void holdsChanged(final Reservation reservation) {
    final Ticket ticket = ticketOf(reservation);
    if (ticket == null || !ticket.isAdmitted()) {
      return;
    }
    final Sale sale = reservation.sale();
    if (ticket.hasBought() && !sale.buyer(ticket.buyer()).hasHold()) {
      end(sale, ticket, TicketState.DONE, EventKind.DONE);
    } else {
      sale.room().countIdle(ticket);
    }
  }

  private static Ticket ticketOf(final Reservation reservation) {
    final Room room = reservation.sale().room();
    return room == null ? null : room.ticketOf(reservation.buyer());
  }

  /** The first gated sale with a session that is due, null where there is none. */
  Sale firstWithDueSession() {
    for (final Sale sale : gated) {
      if (sale.room().nextSessionDueMs() <= world.timeMs()) {
        return sale;
      }
    }
    return null;
  }

  /** The first gated sale that admits, null where none does. */
  Sale firstThatAdmits() {
    for (final Sale sale : gated) {
      if (sale.room().admits(world.timeMs())) {
        return sale;
      }
    }
    return null;
  }

  /** The next place has its turn. */
  void visit(final Sale sale) {
    final Room room = sale.room();
    final long place = room.admittedUpTo();
    final Ticket ticket = room.nextTurn();
    if (ticket.isWaiting()) {
      room.admit(ticket, world.timeMs());
      world.recorder.ticketChanged(
          EventKind.ADMITTED, sale, ticket, place, OptionalLong.of(ticket.sessionEndMs()));
    }
  }

  /** When the next session is due or the next place has its turn. */
  long nextDueMs() {
    long nextMs = Agenda.NEVER;
    for (final Sale sale : gated) {
      nextMs = Math.min(nextMs, sale.room().nextSessionDueMs());
      nextMs = Math.min(nextMs, sale.room().admitsAtMs());
    }
    return nextMs;
  }
}
