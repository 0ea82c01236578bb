package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.function.BooleanSupplier;

/** What a command settles before it is decided, so that it finds everything as it is by now. */
final class Settling {
  private final World world;

  Settling(final World world) {
    this.world = world;
  }

  /**
   * The reservation under this id, settled. Settling may push what has ended out of memory: null
   * where it is unknown, before or after.
   */
  Reservation find(final Id id) {
    final Reservation reservation = world.memory.findReservation(id);
    if (reservation == null) {
      return null;
    }
    named(reservation);
    return world.memory.findReservation(id);
  }

  /**
   * The basket under this id with every line settled; null as above, or where a line is unknown.
   */
  Basket findBasket(final Id id) {
    final Basket basket = world.memory.findWholeBasket(id);
    if (basket == null) {
      return null;
    }
    basket.lines().forEach(this::named);
    return world.memory.findWholeBasket(id);
  }

  /** The first of all due holds, which must be there, expires. */
  void firstDueHold() {
    expire(world.agenda.firstHold());
  }

  /** What is named by a command: goes on when the budget is used up. */
  private void named(final Reservation reservation) {
    if (reservation.hasLapsed(world.timeMs())) {
      expire(reservation);
    } else if (reservation.waitsInVain()) {
      saleIsClosed(reservation);
    }
  }

  /** An entry that waits in a CLOSED sale is released. */
  void saleIsClosed(final Reservation entry) {
    world.budget.spend();
    world.holds.releaseWaiting(entry, Code.SALE_CLOSED);
  }

  private void expire(final Reservation hold) {
    world.budget.spend();
    world.holds.expire(hold);
  }

  /** The buyer's own lapsed holds, newest first: goes on when the budget is used up. */
  void ownHolds(final Sale sale, final long buyer) {
    for (final Reservation reservation : sale.buyer(buyer).newestFirst()) {
      if (reservation.hasLapsed(world.timeMs())) {
        expire(reservation);
      }
    }
  }

  /** The buyer's session, if its time is over. */
  void session(final Sale sale, final long buyer) {
    final Ticket ticket = sale.room() == null ? null : sale.room().ticketOf(buyer);
    if (ticket != null && ticket.isAdmitted() && sale.room().dueMs(ticket) <= world.timeMs()) {
      world.rooms.expire(sale, ticket);
    }
  }

  /**
   * The line's lapsed holds one by one, first due first, until the need is met, none is left, or
   * the budget is used up.
   *
   * @return whether the answer is exact: the need is met, or nothing is left that could meet it
   */
  boolean line(final Line line, final BooleanSupplier needIsMet) {
    while (!needIsMet.getAsBoolean() && hasLapsedHold(line) && world.budget.isLeft()) {
      expire(line.holds().first());
    }
    return needIsMet.getAsBoolean() || !hasLapsedHold(line);
  }

  private boolean hasLapsedHold(final Line line) {
    return !line.holds().isEmpty() && line.holds().first().hasLapsed(world.timeMs());
  }
}
