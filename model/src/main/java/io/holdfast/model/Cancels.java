package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.OptionalInt;

/** Cancel and OperatorCancel, from their third check on. */
final class Cancels {
  private final World world;

  Cancels(final World world) {
    this.world = world;
  }

  PlainVerdict cancel(final Command.Cancel command) {
    return cancel(command, command.reservation(), command.quantity());
  }

  PlainVerdict cancelByOperator(final Command.OperatorCancel command) {
    return cancel(command, command.reservation(), command.quantity());
  }

  private PlainVerdict cancel(
      final Command.WithId command, final Id purchase, final OptionalInt quantity) {
    if (quantity.isPresent() && quantity.getAsInt() <= 0) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    final Reservation reservation = world.settling.find(purchase);
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return Payments.about(reservation, cancel(command, reservation, quantity));
  }

  private PlainVerdict cancel(
      final Command.WithId command, final Reservation reservation, final OptionalInt quantity) {
    if (!reservation.isPurchased()) {
      return PlainVerdict.of(Code.NOT_CONFIRMED);
    }
    final int left = reservation.leftOfPurchase();
    final int units = quantity.orElse(left);
    if (units > left || left == 0) {
      return PlainVerdict.of(Code.EXCEEDS_PURCHASE);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.holds.cancel(reservation, units);
    world.memory.addDone(new Known.Done(command, units, reservation.sale()));
    return PlainVerdict.of(Code.ACCEPTED).withGranted(units);
  }
}
