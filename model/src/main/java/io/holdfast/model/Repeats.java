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
      return Reservations.accepted(reservation);
    }
    if (known instanceof Basket basket) {
      return BasketReserve.accepted(basket);
    }
    if (known instanceof Known.Done done) {
      return now(PlainVerdict.of(Code.ACCEPTED).withGranted(done.granted()), command);
    }
    final Known.Rejection rejection = (Known.Rejection) known;
    return now(PlainVerdict.of(rejection.code()).withLine(rejection.line()), command);
  }

  private PlainVerdict now(final PlainVerdict first, final Command.WithId command) {
    if (command instanceof Command.Reserve reserve) {
      return first.withAvailable(world.sales.findLine(reserve.sale(), reserve.item()));
    }
    if (command instanceof Command.ReserveBasket basket && first.code() == Code.SOLD_OUT) {
      final long item = basket.lines().get(first.line()).item();
      return first.withAvailable(world.sales.findLine(basket.sale(), item));
    }
    if (command instanceof Command.AdjustStock adjust) {
      return first.withAvailable(world.sales.findLine(adjust.sale(), adjust.item()));
    }
    if (command instanceof Command.Cancel cancel) {
      final Reservation reservation = world.memory.findReservation(cancel.reservation());
      return reservation == null ? first : Reservations.about(reservation, first);
    }
    return first;
  }
}
