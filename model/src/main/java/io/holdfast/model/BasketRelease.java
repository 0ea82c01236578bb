package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;

/** ReleaseBasket. */
final class BasketRelease {
  private final World world;

  BasketRelease(final World world) {
    this.world = world;
  }

  PlainVerdict release(final Command.ReleaseBasket command) {
    if (command.basket().isZero()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Basket basket = world.memory.findBasket(command.basket());
    if (basket == null || basket.lacksALine()) {
      return PlainVerdict.of(Code.UNKNOWN_BASKET);
    }
    final PlainVerdict verdict = release(basket);
    return verdict.withState(basket.state());
  }

  private PlainVerdict release(final Basket basket) {
    for (final Reservation line : basket.lines()) {
      if (!line.isHeld() && line.state() != ReservationState.RELEASED) {
        return PlainVerdict.of(Reservations.cannotRelease(line)).withLine(line.lineIndex());
      }
    }
    final List<Reservation> held = basket.lines().stream().filter(Reservation::isHeld).toList();
    if (held.isEmpty()) {
      return PlainVerdict.of(Code.ACCEPTED).withGranted(basket.granted()).asRepeated();
    }
    long freed = 0;
    for (final Reservation line : held) {
      world.holds.end(line, ReservationState.RELEASED, world.timeMs());
      freed += line.granted();
    }
    return PlainVerdict.of(Code.ACCEPTED).withGranted(Math.toIntExact(freed));
  }
}
