package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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
    final Basket basket = world.memory.findBasket(command.basket());
    if (basket == null || basket.lacksALine()) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    final PlainVerdict verdict = confirm(basket.lines());
    return verdict.withState(basket.state());
  }

  private PlainVerdict confirm(final List<Reservation> lines) {
    for (final Reservation line : lines) {
      if (line.isPurchased() && line.confirmed() != line.granted()) {
        return PlainVerdict.of(Code.CONFIRMED_OTHER_QUANTITY).withLine(line.lineIndex());
      }
    }
    if (lines.stream().allMatch(Reservation::isPurchased)) {
      return PlainVerdict.of(Code.ACCEPTED)
          .withGranted(sum(lines.stream().mapToInt(Reservation::confirmed).asLongStream().sum()))
          .asRepeated()
          .asLate(lines.get(0).late());
    }
    if (lines.stream().allMatch(line -> line.state() == ReservationState.REFUND_DUE)) {
      return PlainVerdict.of(Code.REFUND_DUE).asRepeated();
    }
    return lines.stream().anyMatch(Reservation::isHeld) ? confirmHeld(lines) : confirmEnded(lines);
  }

  private PlainVerdict confirmHeld(final List<Reservation> lines) {
    for (final Reservation line : lines) {
      if (!line.isHeld() && !line.isPurchased()) {
        return PlainVerdict.of(lost(line)).withLine(line.lineIndex());
      }
    }
    long granted = 0;
    for (final Reservation line : lines) {
      if (line.isHeld()) {
        world.holds.confirm(line, line.granted());
        granted += line.granted();
      }
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(sum(granted));
  }

  private static Code lost(final Reservation line) {
    return switch (line.state()) {
      case RELEASED -> Code.HOLD_RELEASED;
      case EXPIRED -> Code.HOLD_EXPIRED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException(line.view().toString());
    };
  }

  /** Nothing is held any more: everything that is missing is taken again, or none of it. */
  private PlainVerdict confirmEnded(final List<Reservation> lines) {
    final List<Reservation> ended = lines.stream().filter(Reservation::isEnded).toList();
    if (!ended.isEmpty() && !world.memory.hasRoomForReservations(ended.size())) {
      return PlainVerdict.of(Code.CEILING_RESERVATIONS);
    }
    if (!mayTakeAgain(lines, ended)) {
      ended.forEach(world.holds::refundDue);
      return PlainVerdict.of(Code.REFUND_DUE);
    }
    long granted = 0;
    for (final Reservation line : ended) {
      world.holds.takeAgain(line, line.granted());
      granted += line.granted();
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(sum(granted)).asLate(true);
  }

  private static boolean mayTakeAgain(
      final List<Reservation> lines, final List<Reservation> ended) {
    for (final Reservation line : lines) {
      if (line.state() == ReservationState.RELEASED
          || line.state() == ReservationState.REFUND_DUE) {
        return false;
      }
    }
    if (lines.get(0).line().sale().state() == SaleState.CLOSED) {
      return false;
    }
    final Map<Long, Long> askedByItem = new HashMap<>();
    for (final Reservation line : ended) {
      final long asked = askedByItem.merge(line.line().item(), (long) line.granted(), Long::sum);
      if (asked > line.line().available()) {
        return false;
      }
    }
    return true;
  }

  private static int sum(final long units) {
    return Math.toIntExact(units);
  }
}
