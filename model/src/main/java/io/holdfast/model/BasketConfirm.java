package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;
import java.util.Optional;

/** ConfirmBasket. */
final class BasketConfirm {
  private final World world;

  BasketConfirm(final World world) {
    this.world = world;
  }

  PlainVerdict confirm(final Command.ConfirmBasket command) {
    if (command.basket().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Basket basket = world.settling.findBasket(command.basket());
    if (basket == null) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    final PlainVerdict verdict = confirm(basket);
    return verdict.code() == Code.UNKNOWN_BASKET
        ? verdict
        : verdict.withState(basket.stateAt(world.timeMs()));
  }

  private PlainVerdict confirm(final Basket basket) {
    final List<Reservation> lines = basket.lines();
    for (final Reservation line : lines) {
      if (line.isPurchased() && line.confirmed() != line.granted()) {
        return PlainVerdict.of(Code.CONFIRMED_OTHER_QUANTITY).withLine(line.lineIndex());
      }
    }
    if (lines.stream().allMatch(Reservation::isPurchased)) {
      return PlainVerdict.of(Code.ACCEPTED)
          .withGranted(Basket.sum(lines.stream().mapToLong(Reservation::confirmed).sum()))
          .asRepeated()
          .asLate(lines.get(0).late());
    }
    if (lines.stream().allMatch(line -> line.state() == ReservationState.REFUND_DUE)) {
      return PlainVerdict.of(Code.REFUND_DUE).asRepeated();
    }
    return lines.stream().anyMatch(Reservation::isHold) ? confirmHeld(lines) : confirmEnded(basket);
  }

  private PlainVerdict confirmHeld(final List<Reservation> lines) {
    for (final Reservation line : lines) {
      if (!line.isHold() && !line.isPurchased()) {
        return PlainVerdict.of(Payments.whyNotHeld(line)).withLine(line.lineIndex());
      }
    }
    final List<Reservation> held = lines.stream().filter(Reservation::isHold).toList();
    held.forEach(line -> world.holds.confirm(line, line.granted()));
    return PlainVerdict.of(Code.ACCEPTED).withGranted(granted(held));
  }

  /** Nothing is held any more: everything that is missing is taken again, or none of it. */
  private PlainVerdict confirmEnded(final Basket basket) {
    final List<Reservation> ended = basket.lines().stream().filter(Reservation::isEnded).toList();
    if (!ended.isEmpty() && !world.memory.hasRoomForReservations(ended.size())) {
      return PlainVerdict.of(Code.CEILING_RESERVATIONS);
    }
    final boolean lost =
        basket.lines().stream()
            .anyMatch(
                line ->
                    line.state() == ReservationState.RELEASED
                        || line.state() == ReservationState.REFUND_DUE);
    return lost || basket.sale().isClosed() ? refundDue(ended) : takeAgain(basket, ended);
  }

  private PlainVerdict takeAgain(final Basket basket, final List<Reservation> expired) {
    world.settling.ownHolds(basket.sale(), basket.made().buyer());
    if (basket.lacksALine()) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    final Asks asks =
        new Asks(
            world,
            basket.made().buyer(),
            basket.made().group(),
            expired.stream()
                .map(line -> new Asks.Ask(line.lineIndex(), line.line(), line.granted()))
                .toList());
    // Settling may serve an entry of this buyer or group, which takes room: so limits come twice.
    final Optional<PlainVerdict> fault =
        asks.limitFault()
            .or(() -> asks.unitsFault(() -> !basket.lacksALine()))
            .or(asks::limitFault);
    if (basket.lacksALine()) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    if (fault.isPresent()) {
      return fault.get().code() == Code.SETTLING ? fault.get() : refundDue(expired);
    }
    expired.forEach(line -> world.holds.takeAgain(line, line.granted()));
    return PlainVerdict.of(Code.ACCEPTED).withGranted(granted(expired)).asLate(true);
  }

  private PlainVerdict refundDue(final List<Reservation> ended) {
    ended.forEach(world.holds::refundDue);
    return PlainVerdict.of(Code.REFUND_DUE);
  }

  private static int granted(final List<Reservation> lines) {
    return Basket.sum(lines.stream().mapToLong(Reservation::granted).sum());
  }
}
