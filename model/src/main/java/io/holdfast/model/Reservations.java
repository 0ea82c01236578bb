package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;

/** Reserve, Confirm and Release. */
final class Reservations {
  static final int MAX_TIER = 7;

  private final World world;

  Reservations(final World world) {
    this.world = world;
  }

  PlainVerdict reserve(final Command.Reserve command) {
    if (command.quantity() < 1 || command.quantity() > world.ceilings().maxReservationUnits()) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    if (command.tier() > MAX_TIER) {
      return PlainVerdict.of(Code.INVALID_TIER);
    }
    if (command.flags() != 0) {
      return PlainVerdict.of(Code.NOT_OFFERED);
    }
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    final Line line = sale.line(command.item());
    if (line == null) {
      return PlainVerdict.of(Code.UNKNOWN_LINE);
    }
    return reserve(command, line).withAvailable(line);
  }

  private PlainVerdict reserve(final Command.Reserve command, final Line line) {
    if (line.sale().state() == SaleState.SCHEDULED) {
      return PlainVerdict.of(Code.NOT_OPEN_YET);
    }
    if (line.sale().state() == SaleState.CLOSED) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (line.available() < command.quantity()) {
      return PlainVerdict.of(Code.SOLD_OUT);
    }
    if (!world.memory.hasRoomForReservations(1)) {
      return PlainVerdict.of(Code.CEILING_RESERVATIONS);
    }
    final long deadlineMs = world.timeMs() + line.sale().policy().holdMs();
    final Reservation hold = new Reservation(command, line, null, 0, world.sequence(), deadlineMs);
    world.holds.hold(hold);
    return accepted(hold);
  }

  /** The verdict that an accepted Reserve gets whenever it is sent. */
  static PlainVerdict accepted(final Reservation reservation) {
    return PlainVerdict.of(Code.ACCEPTED)
        .withGranted(reservation.granted())
        .withDeadline(reservation.deadlineMs())
        .withState(reservation.state())
        .withAvailable(reservation.line());
  }

  PlainVerdict confirm(final Command.Confirm command) {
    if (command.reservation().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    if (command.quantity().isPresent() && command.quantity().getAsInt() <= 0) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    final Reservation reservation = world.memory.findReservation(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    final int units = command.quantity().orElse(reservation.granted());
    return about(reservation, confirm(reservation, units));
  }

  private PlainVerdict confirm(final Reservation reservation, final int units) {
    return switch (reservation.state()) {
      case HELD -> confirmHeld(reservation, units);
      case CONFIRMED, CANCELLED -> confirmAgain(reservation, units);
      case EXPIRED, RELEASED -> confirmEnded(reservation, units);
      case REFUND_DUE -> PlainVerdict.of(Code.REFUND_DUE).asRepeated();
      default -> throw new IllegalStateException(reservation.view().toString());
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
    final boolean mayTakeAgain =
        ended.state() == ReservationState.EXPIRED
            && ended.line().sale().state() != SaleState.CLOSED
            && units <= ended.line().available();
    if (mayTakeAgain) {
      world.holds.takeAgain(ended, units);
      return PlainVerdict.of(Code.ACCEPTED).withGranted(units).asLate(true);
    }
    world.holds.refundDue(ended);
    return PlainVerdict.of(Code.REFUND_DUE);
  }

  PlainVerdict release(final Command.Release command) {
    if (command.reservation().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Reservation reservation = world.memory.findReservation(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return about(reservation, release(reservation));
  }

  private PlainVerdict release(final Reservation reservation) {
    return switch (reservation.state()) {
      case HELD -> {
        world.holds.end(reservation, ReservationState.RELEASED, world.timeMs());
        yield PlainVerdict.of(Code.ACCEPTED).withGranted(reservation.granted());
      }
      case RELEASED ->
          PlainVerdict.of(Code.ACCEPTED).withGranted(reservation.granted()).asRepeated();
      default -> PlainVerdict.of(cannotRelease(reservation));
    };
  }

  /** Why a reservation that is neither HELD nor RELEASED cannot be released. */
  static Code cannotRelease(final Reservation reservation) {
    return switch (reservation.state()) {
      case EXPIRED -> Code.HOLD_EXPIRED;
      case CONFIRMED, CANCELLED -> Code.ALREADY_CONFIRMED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException(reservation.view().toString());
    };
  }

  /** A verdict about a reservation says how it and its line stand after the step. */
  static PlainVerdict about(final Reservation reservation, final PlainVerdict verdict) {
    return verdict.withState(reservation.state()).withAvailable(reservation.line());
  }
}
