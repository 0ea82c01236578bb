package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;

/** What a command gets whose id is known. */
final class Repeats {
  private final World world;

  Repeats(final World world) {
    this.world = world;
  }

  PlainVerdict answer(final Known known, final Command.WithId command) {
    final Optional<Code> difference = Differences.between(known.made(), command);
    if (difference.isPresent()) {
      return PlainVerdict.of(difference.get());
    }
    return first(known, command).asRepeated();
  }

  /** The verdict of the first time, with what it says of now. */
  private PlainVerdict first(final Known known, final Command.WithId command) {
    if (known instanceof Reservation reservation) {
      return Reserves.accepted(reservation, world.timeMs());
    }
    if (known instanceof Basket basket) {
      return BasketReserve.accepted(basket, world.timeMs());
    }
    if (known instanceof Known.Done done) {
      return now(PlainVerdict.of(Code.ACCEPTED).withGranted(done.granted()), command);
    }
    final Known.Rejection rejection = (Known.Rejection) known;
    return now(PlainVerdict.of(rejection.code()).withLine(rejection.line()), command);
  }

  private PlainVerdict now(final PlainVerdict first, final Command.WithId command) {
    if (command instanceof Command.Reserve reserve) {
      return ofLine(first, world.sales.findLine(reserve.sale(), reserve.item()), reserve.buyer());
    }
    if (command instanceof Command.ReserveBasket basket && namesOwnReservation(first.code())) {
      final long item = basket.lines().get(first.line()).item();
      return ofLine(first, world.sales.findLine(basket.sale(), item), basket.buyer());
    }
    if (command instanceof Command.AdjustStock adjust) {
      return first.withAvailable(world.sales.findLine(adjust.sale(), adjust.item()));
    }
    if (command instanceof Command.Cancel cancel) {
      return ofReservation(first, cancel.reservation());
    }
    if (command instanceof Command.OperatorCancel cancel) {
      return ofReservation(first, cancel.reservation());
    }
    if (command instanceof Command.OperatorRelease release) {
      return ofReservation(first, release.reservation());
    }
    return first;
  }

  private static boolean namesOwnReservation(final Code code) {
    return switch (code) {
      case SOLD_OUT, LIMIT_BUYER, LIMIT_BUYER_LINE, LIMIT_GROUP, LIMIT_GROUP_LINE -> true;
      default -> false;
    };
  }

  private static PlainVerdict ofLine(final PlainVerdict first, final Line line, final long buyer) {
    final PlainVerdict now = first.withAvailable(line);
    return namesOwnReservation(first.code())
        ? now.withOwnReservation(line.sale().buyer(buyer).newestHold(line))
        : now;
  }

  private PlainVerdict ofReservation(final PlainVerdict first, final Id id) {
    final Reservation reservation = world.memory.findReservation(id);
    return reservation == null
        ? first
        : first.withState(reservation.stateAt(world.timeMs())).withAvailable(reservation.line());
  }
}
