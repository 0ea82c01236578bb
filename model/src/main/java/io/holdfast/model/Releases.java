package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;

/** Release, ReleaseBasket, and OperatorRelease from the checks of its id on. */
final class Releases {
  private final World world;

  Releases(final World world) {
    this.world = world;
  }

  PlainVerdict release(final Command.Release command) {
    if (command.reservation().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Reservation reservation = world.settling.find(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return Payments.about(reservation, release(reservation));
  }

  private PlainVerdict release(final Reservation reservation) {
    if (reservation.isLive()) {
      return releaseLive(reservation);
    }
    if (reservation.state() == ReservationState.RELEASED) {
      return PlainVerdict.of(Code.ACCEPTED).withGranted(reservation.granted()).asRepeated();
    }
    return PlainVerdict.of(Payments.whyNotHeld(reservation));
  }

  private PlainVerdict releaseLive(final Reservation reservation) {
    if (reservation.isWaiting()) {
      world.holds.releaseWaiting(reservation, Code.ACCEPTED);
    } else {
      world.holds.release(reservation);
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(reservation.granted());
  }

  PlainVerdict releaseByOperator(final Command.OperatorRelease command) {
    final Reservation reservation = world.settling.find(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return Payments.about(reservation, releaseByOperator(command, reservation));
  }

  private PlainVerdict releaseByOperator(
      final Command.OperatorRelease command, final Reservation reservation) {
    if (!reservation.isLive()) {
      return PlainVerdict.of(Payments.whyNotHeld(reservation));
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    final PlainVerdict verdict = releaseLive(reservation);
    world.memory.addDone(new Known.Done(command, verdict.granted(), reservation.sale()));
    return verdict;
  }

  PlainVerdict release(final Command.ReleaseBasket command) {
    if (command.basket().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Basket basket = world.settling.findBasket(command.basket());
    if (basket == null) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    return release(basket).withState(basket.stateAt(world.timeMs()));
  }

  private PlainVerdict release(final Basket basket) {
    for (final Reservation line : basket.lines()) {
      if (!line.isHold() && line.state() != ReservationState.RELEASED) {
        return PlainVerdict.of(Payments.whyNotHeld(line)).withLine(line.lineIndex());
      }
    }
    final List<Reservation> held = basket.lines().stream().filter(Reservation::isHold).toList();
    if (held.isEmpty()) {
      return PlainVerdict.of(Code.ACCEPTED).withGranted(basket.granted()).asRepeated();
    }
    held.forEach(world.holds::release);
    return PlainVerdict.of(Code.ACCEPTED)
        .withGranted(Basket.sum(held.stream().mapToLong(Reservation::granted).sum()));
  }
}
