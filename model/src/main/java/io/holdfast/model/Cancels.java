package io.holdfast.model;

import io.holdfast.protocol.codec.Code;

/** Cancel, from its third check on. */
final class Cancels {
  private final World world;

  Cancels(final World world) {
    this.world = world;
  }

  PlainVerdict cancel(final Command.Cancel command) {
    if (command.quantity().isPresent() && command.quantity().getAsInt() <= 0) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    final Reservation reservation = world.memory.findReservation(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return Reservations.about(reservation, cancel(command, reservation));
  }

  private PlainVerdict cancel(final Command.Cancel command, final Reservation reservation) {
    if (!reservation.isPurchased()) {
      return PlainVerdict.of(Code.NOT_CONFIRMED);
    }
    final int left = reservation.leftOfPurchase();
    final int units = command.quantity().orElse(left);
    if (units > left || left == 0) {
      return PlainVerdict.of(Code.EXCEEDS_PURCHASE);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.holds.cancel(reservation, units);
    world.memory.addDone(new Known.Done(command, units));
    return PlainVerdict.of(Code.ACCEPTED).withGranted(units);
  }
}
