package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;

/** Confirm. */
final class Confirms {
  private final World world;

  Confirms(final World world) {
    this.world = world;
  }

  PlainVerdict confirm(final Command.Confirm command) {
    if (command.reservation().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    if (command.quantity().isPresent() && command.quantity().getAsInt() <= 0) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    final Reservation reservation = world.settling.find(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    final int units = command.quantity().orElse(reservation.granted());
    final PlainVerdict verdict = confirm(reservation, units);
    return verdict.code() == Code.UNKNOWN_RESERVATION
        ? verdict
        : Payments.about(reservation, verdict);
  }

  private PlainVerdict confirm(final Reservation reservation, final int units) {
    return switch (reservation.state()) {
      case WAITLISTED -> PlainVerdict.of(Code.STILL_WAITING);
      case HELD, PAYING -> confirmHeld(reservation, units);
      case CONFIRMED, CANCELLED -> confirmAgain(reservation, units);
      case EXPIRED, RELEASED -> confirmEnded(reservation, units);
      case REFUND_DUE -> PlainVerdict.of(Code.REFUND_DUE).asRepeated();
      default -> throw new IllegalStateException(reservation.toString());
    };
  }

  private PlainVerdict confirmHeld(final Reservation hold, final int units) {
    if (units > hold.granted()) {
      return PlainVerdict.of(Code.EXCEEDS_HOLD);
    }
    world.holds.confirm(hold, units);
    return PlainVerdict.of(Code.ACCEPTED).withGranted(units);
  }

  private static PlainVerdict confirmAgain(final Reservation purchase, final int units) {
    if (units != purchase.confirmed()) {
      return PlainVerdict.of(Code.CONFIRMED_OTHER_QUANTITY);
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(units).asRepeated().asLate(purchase.late());
  }

  private PlainVerdict confirmEnded(final Reservation ended, final int units) {
    if (units > ended.granted()) {
      return PlainVerdict.of(Code.EXCEEDS_HOLD);
    }
    if (!world.memory.hasRoomForReservations(1)) {
      return PlainVerdict.of(Code.CEILING_RESERVATIONS);
    }
    final boolean released = ended.state() == ReservationState.RELEASED;
    return released || ended.sale().isClosed() ? refundDue(ended) : takeAgain(ended, units);
  }

  /**
   * All that is asked for, or nothing: the hold expired, and whoever takes again has no priority.
   */
  private PlainVerdict takeAgain(final Reservation expired, final int units) {
    world.settling.ownHolds(expired.sale(), expired.buyer());
    if (expired.forgotten()) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    final Optional<PlainVerdict> limited = limited(expired, units);
    if (limited.isPresent()) {
      return limited.get();
    }
    final Line line = expired.line();
    final boolean exact = world.settling.line(line, () -> line.free() >= units);
    if (expired.forgotten()) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    if (!exact) {
      return PlainVerdict.of(Code.SETTLING);
    }
    // Settling may have served an entry of this buyer or group, which took room.
    final Optional<PlainVerdict> limitedNow = limited(expired, units);
    if (limitedNow.isPresent()) {
      return limitedNow.get();
    }
    if (line.free() < units) {
      return refundDue(expired);
    }
    world.holds.takeAgain(expired, units);
    return PlainVerdict.of(Code.ACCEPTED).withGranted(units).asLate(true);
  }

  private Optional<PlainVerdict> limited(final Reservation expired, final int units) {
    return LimitRules.lacking(expired.line(), expired.buyer(), expired.group(), units)
        .map(
            limit ->
                world.mayBeSettling(limit) ? PlainVerdict.of(Code.SETTLING) : refundDue(expired));
  }

  private PlainVerdict refundDue(final Reservation ended) {
    world.holds.refundDue(ended);
    return PlainVerdict.of(Code.REFUND_DUE);
  }
}
