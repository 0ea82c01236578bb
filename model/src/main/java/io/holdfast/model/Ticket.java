package io.holdfast.model;

import io.holdfast.protocol.codec.TicketState;

/** A buyer's place in a waiting room. Changed by {@link Rooms} and {@link Room} only. */
final class Ticket {
  private final long number;
  private final long buyer;
  private TicketState state = TicketState.WAITING;
  private long sessionEndMs;
  private boolean hasBought;

  Ticket(final long number, final long buyer) {
    this.number = number;
    this.buyer = buyer;
  }

  /** In order of joining, from 0. */
  long number() {
    return number;
  }

  long buyer() {
    return buyer;
  }

  TicketState state() {
    return state;
  }

  boolean isWaiting() {
    return state == TicketState.WAITING;
  }

  boolean isAdmitted() {
    return state == TicketState.ADMITTED;
  }

  /** Whether nothing can happen to it any more. */
  boolean isOver() {
    return !isWaiting() && !isAdmitted();
  }

  void admit(final long endMs) {
    state = TicketState.ADMITTED;
    sessionEndMs = endMs;
  }

  long sessionEndMs() {
    return sessionEndMs;
  }

  void end(final TicketState ending) {
    state = ending;
  }

  /** Whether the buyer has confirmed something in this session. */
  boolean hasBought() {
    return hasBought;
  }

  void buy() {
    hasBought = true;
  }
}
