package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import java.util.List;

/** BeginPayment, BeginPaymentBasket and Extend: what gives a hold another deadline. */
final class Payments {
  private final World world;

  Payments(final World world) {
    this.world = world;
  }

  PlainVerdict begin(final Command.BeginPayment command) {
    if (command.reservation().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Reservation reservation = world.settling.find(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return about(reservation, begin(reservation));
  }

  private PlainVerdict begin(final Reservation reservation) {
    return switch (reservation.state()) {
      case HELD -> {
        world.holds.pay(reservation);
        yield held(reservation);
      }
      case PAYING -> held(reservation).asRepeated();
      default -> PlainVerdict.of(whyNotHeld(reservation));
    };
  }

  private static PlainVerdict held(final Reservation hold) {
    return PlainVerdict.of(Code.ACCEPTED)
        .withGranted(hold.granted())
        .withDeadline(hold.deadlineMs());
  }

  /** Why a reservation that is no hold cannot be treated as one. */
  static Code whyNotHeld(final Reservation reservation) {
    return switch (reservation.state()) {
      case WAITLISTED -> Code.STILL_WAITING;
      case EXPIRED -> Code.HOLD_EXPIRED;
      case RELEASED -> Code.HOLD_RELEASED;
      case CONFIRMED, CANCELLED -> Code.ALREADY_CONFIRMED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException(reservation.toString());
    };
  }

  /** A verdict about a reservation says how it and its line stand after the step. */
  static PlainVerdict about(final Reservation reservation, final PlainVerdict verdict) {
    return verdict.withState(reservation.state()).withAvailable(reservation.line());
  }

  PlainVerdict begin(final Command.BeginPaymentBasket command) {
    if (command.basket().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Basket basket = world.settling.findBasket(command.basket());
    if (basket == null) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    return begin(basket.lines()).withState(basket.stateAt(world.timeMs()));
  }

  private PlainVerdict begin(final List<Reservation> lines) {
    for (final Reservation line : lines) {
      if (!line.isHold()) {
        return PlainVerdict.of(whyNotHeld(line)).withLine(line.lineIndex());
      }
    }
    final List<Reservation> held =
        lines.stream().filter(line -> line.state() == ReservationState.HELD).toList();
    held.forEach(world.holds::pay);
    final PlainVerdict verdict =
        PlainVerdict.of(Code.ACCEPTED)
            .withGranted(Basket.sum(lines.stream().mapToLong(Reservation::granted).sum()))
            .withDeadline(lines.stream().mapToLong(line -> line.deadlineMs().orElseThrow()).min());
    return held.isEmpty() ? verdict.asRepeated() : verdict;
  }

  PlainVerdict extend(final Command.Extend command) {
    if (command.reservation().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    if (command.deadlineMs() <= 0) {
      return PlainVerdict.of(Code.INVALID_DEADLINE);
    }
    final Reservation reservation = world.settling.find(command.reservation());
    if (reservation == null) {
      return PlainVerdict.of(Code.UNKNOWN_RESERVATION);
    }
    return about(reservation, extend(reservation, command.deadlineMs()));
  }

  private PlainVerdict extend(final Reservation reservation, final long deadlineMs) {
    if (reservation.state() == ReservationState.PAYING) {
      return PlainVerdict.of(Code.NOT_OFFERED);
    }
    if (reservation.state() != ReservationState.HELD) {
      return PlainVerdict.of(whyNotHeld(reservation));
    }
    final Sale sale = reservation.sale();
    if (sale.state() == SaleState.PAUSED) {
      return PlainVerdict.of(Code.SALE_PAUSED);
    }
    if (sale.isClosed()) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (deadlineMs <= reservation.deadlineMs().orElseThrow()) {
      return held(reservation).asRepeated();
    }
    if (deadlineMs > reservation.heldSinceMs() + sale.policy().maxHoldMs()) {
      return PlainVerdict.of(Code.EXCEEDS_MAX_HOLD)
          .withGranted(reservation.granted())
          .withDeadline(reservation.deadlineMs());
    }
    world.holds.extend(reservation, deadlineMs);
    return held(reservation);
  }
}
