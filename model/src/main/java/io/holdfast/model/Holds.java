package io.holdfast.model;

import io.holdfast.protocol.codec.ReservationState;

/** The life of a reservation: each transition with all that goes with it, and no conditions. */
final class Holds {
  private final Stock stock;
  private final Agenda agenda;
  private final Memory memory;

  Holds(final Stock stock, final Agenda agenda, final Memory memory) {
    this.stock = stock;
    this.agenda = agenda;
    this.memory = memory;
  }

  void hold(final Reservation hold) {
    stock.hold(hold.line(), hold.granted());
    agenda.addHold(hold);
    memory.addHold(hold);
  }

  /** HELD -> CONFIRMED; what is left of the hold becomes available. */
  void confirm(final Reservation hold, final int units) {
    stock.sellHeld(hold.line(), hold.granted(), units);
    agenda.dropHold(hold);
    hold.confirm(units, false);
  }

  /** HELD -> RELEASED or EXPIRED. */
  void end(final Reservation hold, final ReservationState ending, final long nowMs) {
    stock.free(hold.line(), hold.granted());
    agenda.dropHold(hold);
    hold.end(ending, nowMs);
    memory.holdEnded(hold);
  }

  /** EXPIRED -> CONFIRMED, late. */
  void takeAgain(final Reservation expired, final int units) {
    stock.sellAvailable(expired.line(), units);
    memory.endedHoldPaid(expired);
    expired.confirm(units, true);
  }

  /** EXPIRED or RELEASED -> REFUND_DUE. */
  void refundDue(final Reservation ended) {
    memory.endedHoldPaid(ended);
    ended.refundDue();
  }

  /** CONFIRMED -> CONFIRMED, or CANCELLED once nothing is left of the purchase. */
  void cancel(final Reservation purchase, final int units) {
    stock.takeBack(purchase.line(), units);
    purchase.cancel(units);
  }
}
