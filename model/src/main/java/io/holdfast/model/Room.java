package io.holdfast.model;

import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;

/** The waiting room of one sale: its tickets, its sessions and its tokens. */
final class Room {
  private static final long PERMILLE = 1_000;
  private static final long TOKEN = 1_000;
  private static final long SECOND_MS = 1_000;
  private static final long MOST_UNITS = 1_000_000_000_000L;

  private final Sale sale;

  /** By their numbers. */
  private final List<Ticket> tickets = new ArrayList<>();

  /** The last ticket of each buyer. */
  private final Map<Long, Ticket> ticketOfBuyer = new HashMap<>();

  /** Tickets ADMITTED, in the order of admission, which is that of their ends. */
  private final LinkedHashSet<Ticket> sessions = new LinkedHashSet<>();

  /** Of these, those whose buyers hold nothing. */
  private final Set<Ticket> idle = new HashSet<>();

  /** Null before the opening. */
  private Shuffle shuffle;

  private long drawn;
  private long admittedUpTo;
  private long credit;
  private long creditAtMs;
  private long lastSessionEndMs;
  private int waiting;
  private long admitted;
  private long done;
  private long expired;
  private long left;

  Room(final Sale sale) {
    this.sale = sale;
  }

  private Command.WaitingRoom policy() {
    return sale.policy().waitingRoom();
  }

  /** Places given out so far. */
  int joined() {
    return tickets.size();
  }

  Ticket join(final long buyer) {
    final Ticket ticket = new Ticket(tickets.size(), buyer);
    tickets.add(ticket);
    ticketOfBuyer.put(buyer, ticket);
    waiting++;
    return ticket;
  }

  /** The buyer's last ticket, null where there never was one. */
  Ticket ticketOf(final long buyer) {
    return ticketOfBuyer.get(buyer);
  }

  /** The sale is OPEN for the first time: who joined so far is shuffled. */
  void draw(final long nowMs) {
    drawn = tickets.size();
    shuffle = new Shuffle(policy().seed().toArray(), drawn);
    creditAtMs = nowMs;
  }

  boolean isDrawn() {
    return shuffle != null;
  }

  /** Empty before the opening. */
  OptionalLong place(final Ticket ticket) {
    if (!isDrawn()) {
      return OptionalLong.empty();
    }
    final long number = ticket.number();
    return OptionalLong.of(number < drawn ? shuffle.place(number) : number);
  }

  long admittedUpTo() {
    return admittedUpTo;
  }

  /** The next place has its turn: the ticket that has it. */
  Ticket nextTurn() {
    final long place = admittedUpTo;
    admittedUpTo++;
    return tickets.get((int) (place < drawn ? shuffle.number(place) : place));
  }

  /** Tokens accrue while the sale is OPEN; called whenever that begins. */
  void resumeTokens(final long nowMs) {
    creditAtMs = nowMs;
  }

  /** Brings the tokens of an OPEN sale up to date. */
  void accrueTokens(final long nowMs) {
    credit = creditAt(nowMs);
    creditAtMs = nowMs;
  }

  /** The rate is another one now. */
  void cutTokens() {
    credit = Math.min(credit, mostCredit());
  }

  private long mostCredit() {
    return SECOND_MS * policy().admissionPerSecond();
  }

  private long creditAt(final long nowMs) {
    final long elapsedMs = Math.min(nowMs - creditAtMs, SECOND_MS);
    return Math.min(mostCredit(), credit + elapsedMs * policy().admissionPerSecond());
  }

  /** Whether the next place could have its turn but for the tokens. */
  private boolean admitsButForTokens() {
    return sale.isOpen()
        && admittedUpTo < joined()
        && sessions.size() < policy().maxActive()
        && places() > 0;
  }

  boolean admits(final long nowMs) {
    return admitsButForTokens() && creditAt(nowMs) >= TOKEN;
  }

  /** When the next place has its turn if nothing else happens; {@link Agenda#NEVER}. */
  long admitsAtMs() {
    final long rate = policy().admissionPerSecond();
    if (!admitsButForTokens() || rate == 0) {
      return Agenda.NEVER;
    }
    final long missing = Math.max(0, TOKEN - credit);
    return creditAtMs + (missing + rate - 1) / rate;
  }

  private long places() {
    final long returning = Math.min(sale.held(), MOST_UNITS) * policy().returnPermille() / PERMILLE;
    final long units = Math.min(sale.available(), MOST_UNITS) + returning;
    return units * policy().admitPermille() / PERMILLE / policy().unitsPerBuyer() - idle.size();
  }

  void admit(final Ticket ticket, final long nowMs) {
    accrueTokens(nowMs);
    credit -= TOKEN;
    lastSessionEndMs = Math.max(nowMs + policy().finishMs(), lastSessionEndMs);
    ticket.admit(lastSessionEndMs);
    sessions.add(ticket);
    waiting--;
    admitted++;
    countIdle(ticket);
  }

  void end(final Ticket ticket, final TicketState ending) {
    if (ticket.isWaiting()) {
      waiting--;
    }
    ticket.end(ending);
    sessions.remove(ticket);
    countIdle(ticket);
    switch (ending) {
      case DONE -> done++;
      case EXPIRED -> expired++;
      case LEFT -> left++;
      default -> throw new IllegalArgumentException(ending.name());
    }
  }

  /** To be called when the ticket's state or its buyer's holds may have changed. */
  void countIdle(final Ticket ticket) {
    if (ticket.isAdmitted() && !sale.buyer(ticket.buyer()).hasHold()) {
      idle.add(ticket);
    } else {
      idle.remove(ticket);
    }
  }

  /** The sale is closed: what is not over counts as EXPIRED. */
  void close() {
    expired += sessions.size();
    for (final Ticket ticket : tickets) {
      if (!ticket.isOver()) {
        ticket.end(TicketState.EXPIRED);
      }
    }
    sessions.clear();
    idle.clear();
    waiting = 0;
  }

  /** The session that ends first, null where there is none. */
  Ticket firstSession() {
    return sessions.isEmpty() ? null : sessions.iterator().next();
  }

  long dueMs(final Ticket session) {
    return Math.max(session.sessionEndMs(), sale.graceUntilMs());
  }

  /** When the next session is due, {@link Agenda#NEVER} where none will be. */
  long nextSessionDueMs() {
    return sessions.isEmpty() ? Agenda.NEVER : dueMs(firstSession());
  }

  RoomView view() {
    return new RoomView(
        sale.id(),
        joined(),
        isDrawn() ? OptionalLong.of(drawn) : OptionalLong.empty(),
        admittedUpTo,
        admitted,
        waiting,
        sessions.size(),
        idle.size(),
        done,
        expired,
        left);
  }
}
