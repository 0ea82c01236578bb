package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;

/**
 * The life of a reservation: each transition with all that goes with it, and no conditions. What
 * frees units serves the waitlist last, when all else is done.
 */
final class Holds {
  private final World world;

  Holds(final World world) {
    this.world = world;
  }

  /** A new reservation is HELD. */
  void hold(final Reservation hold, final int units) {
    begin(hold);
    take(hold, units);
  }

  /** A new reservation is WAITLISTED. */
  void await(final Reservation entry) {
    begin(entry);
    entry.await();
    entry.line().startWaiting(entry);
    world.recorder.lineChanged(EventKind.WAITLISTED, entry, entry.asked());
  }

  private void begin(final Reservation reservation) {
    world.memory.addReservation(reservation);
    reservation.sale().liveBegins(reservation);
  }

  /** WAITLISTED -> HELD. */
  void grant(final Reservation entry, final int units) {
    entry.line().stopWaiting(entry);
    take(entry, units);
  }

  private void take(final Reservation hold, final int units) {
    final Line line = hold.line();
    hold.hold(units, world.timeMs());
    line.move(-units, units, 0);
    hold.sale().books().count(hold, units);
    world.agenda.giveDeadline(hold, world.timeMs() + hold.sale().policy().holdMs());
    world.recorder.lineChanged(EventKind.HELD, hold, units);
    world.rooms.holdsChanged(hold);
    world.waitlists.leaveIfServed(line);
  }

  /** HELD -> PAYING. */
  void pay(final Reservation hold) {
    final long deadlineMs = hold.deadlineMs().orElseThrow();
    hold.pay();
    world.agenda.giveDeadline(
        hold, Math.max(deadlineMs, world.timeMs() + hold.sale().policy().paymentMs()));
    world.recorder.deadlineGiven(EventKind.PAYING, hold);
  }

  void extend(final Reservation hold, final long deadlineMs) {
    world.agenda.giveDeadline(hold, deadlineMs);
    world.recorder.deadlineGiven(EventKind.EXTENDED, hold);
  }

  /** HELD, PAYING -> CONFIRMED; what is left of the hold becomes available. */
  void confirm(final Reservation hold, final int units) {
    final int left = hold.granted() - units;
    hold.line().move(left, -hold.granted(), units);
    hold.sale().books().count(hold, -left);
    world.agenda.dropHold(hold);
    hold.confirm(units, false);
    noLongerLive(hold);
    world.recorder.lineChanged(EventKind.CONFIRMED, hold, units);
    world.rooms.confirmed(hold);
    if (left > 0) {
      world.waitlists.serve(hold.line());
    }
  }

  /** HELD, PAYING -> RELEASED, as it was asked for. */
  void release(final Reservation hold) {
    end(hold, ReservationState.RELEASED, EventKind.RELEASED);
  }

  /** HELD, PAYING -> EXPIRED. */
  void expire(final Reservation hold) {
    end(hold, ReservationState.EXPIRED, EventKind.EXPIRED);
  }

  private void end(final Reservation hold, final ReservationState ending, final EventKind kind) {
    hold.line().move(hold.granted(), -hold.granted(), 0);
    hold.sale().books().count(hold, -hold.granted());
    world.agenda.dropHold(hold);
    hold.end(ending, Code.ACCEPTED, world.timeMs());
    noLongerLive(hold);
    world.memory.reservationEnded(hold);
    world.recorder.lineChanged(kind, hold, hold.granted());
    world.rooms.holdsChanged(hold);
    world.waitlists.serve(hold.line());
  }

  /** WAITLISTED -> RELEASED; ACCEPTED is the reason where it was asked for. */
  void releaseWaiting(final Reservation entry, final Code reason) {
    entry.line().stopWaiting(entry);
    entry.end(ReservationState.RELEASED, reason, world.timeMs());
    noLongerLive(entry);
    world.memory.reservationEnded(entry);
    world.recorder.lineChanged(EventKind.RELEASED, entry, 0);
    world.waitlists.leaveIfServed(entry.line());
  }

  private void noLongerLive(final Reservation reservation) {
    reservation.sale().liveEnds(reservation);
    world.sales.liveEnded(reservation.sale());
  }

  /** EXPIRED -> CONFIRMED, late. */
  void takeAgain(final Reservation expired, final int units) {
    expired.line().move(-units, 0, units);
    expired.sale().books().count(expired, units);
    world.memory.endedHoldPaid(expired);
    expired.confirm(units, true);
    world.recorder.lineChanged(EventKind.CONFIRMED, expired, units);
    world.rooms.confirmed(expired);
    world.waitlists.leaveIfServed(expired.line());
  }

  /** EXPIRED, RELEASED -> REFUND_DUE. */
  void refundDue(final Reservation ended) {
    world.memory.endedHoldPaid(ended);
    ended.refundDue();
    world.recorder.refundDue(ended);
  }

  /** CONFIRMED -> CONFIRMED, or CANCELLED once nothing is left of the purchase. */
  void cancel(final Reservation purchase, final int units) {
    purchase.line().move(units, 0, -units);
    purchase.sale().books().count(purchase, -units);
    purchase.cancel(units);
    world.recorder.lineChanged(EventKind.CANCELLED, purchase, units);
    world.waitlists.serve(purchase.line());
  }

  /** Units are put into a line, or taken out (negative). */
  void receive(final Line line, final long delta) {
    line.receive(delta);
    world.recorder.stockAdjusted(line, delta);
    if (delta > 0) {
      world.waitlists.serve(line);
    } else {
      world.waitlists.leaveIfServed(line);
    }
  }
}
