package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** ReserveBasket, from its third check on. */
final class BasketReserve {
  private final World world;

  BasketReserve(final World world) {
    this.world = world;
  }

  PlainVerdict reserve(final Command.ReserveBasket command) {
    final List<Command.BasketLine> lines = command.lines();
    if (lines.isEmpty()) {
      return PlainVerdict.of(Code.INVALID_BASKET);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i).id().isZero()) {
        return PlainVerdict.of(Code.INVALID_ID).withLine(i);
      }
    }
    final Set<Id> ids = new HashSet<>();
    ids.add(command.id());
    for (int i = 0; i < lines.size(); i++) {
      if (!ids.add(lines.get(i).id())) {
        return PlainVerdict.of(Code.INVALID_BASKET).withLine(i);
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      if (!Reserves.isQuantity(world, lines.get(i).quantity())) {
        return PlainVerdict.of(Code.INVALID_QUANTITY).withLine(i);
      }
    }
    if (!Reserves.isTier(command.tier())) {
      return PlainVerdict.of(Code.INVALID_TIER);
    }
    final Sale sale = world.sales.find(command.sale());
    return sale == null ? PlainVerdict.of(Code.UNKNOWN_SALE) : reserveIn(sale, command);
  }

  private PlainVerdict reserveIn(final Sale sale, final Command.ReserveBasket command) {
    final List<Command.BasketLine> lines = command.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (sale.line(lines.get(i).item()) == null) {
        return PlainVerdict.of(Code.UNKNOWN_LINE).withLine(i);
      }
    }
    final Optional<Code> notOpen = Reserves.notOpen(sale);
    if (notOpen.isPresent()) {
      return PlainVerdict.of(notOpen.get());
    }
    if (!Reserves.isAdmitted(world, sale, command.buyer())) {
      return PlainVerdict.of(Code.NOT_ADMITTED);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (world.memory.find(lines.get(i).id()) != null) {
        return PlainVerdict.of(Code.LINE_ID_IN_USE).withLine(i);
      }
    }
    final Asks asks = asks(sale, command);
    // Settling may serve an entry of this buyer or group, which takes room: so limits come twice.
    final Optional<PlainVerdict> fault =
        asks.limitFault().or(() -> asks.unitsFault(() -> true)).or(asks::limitFault);
    if (fault.isPresent()) {
      return fault.get();
    }
    final Optional<Code> ceiling = Reserves.ceiling(world, sale, command.buyer(), lines.size());
    return ceiling.isPresent() ? PlainVerdict.of(ceiling.get()) : hold(sale, command);
  }

  private Asks asks(final Sale sale, final Command.ReserveBasket command) {
    final List<Asks.Ask> asks = new ArrayList<>();
    for (final Command.BasketLine line : command.lines()) {
      asks.add(new Asks.Ask(asks.size(), sale.line(line.item()), line.quantity()));
    }
    return new Asks(world, command.buyer(), command.group(), asks);
  }

  private PlainVerdict hold(final Sale sale, final Command.ReserveBasket command) {
    final Basket basket = new Basket(command, sale);
    world.memory.addBasket(basket);
    for (final Command.BasketLine claim : command.lines()) {
      final int index = basket.lines().size();
      final Reservation hold =
          new Reservation(claim, sale.line(claim.item()), basket, index, world.sequence());
      basket.add(hold);
      world.holds.hold(hold, claim.quantity());
    }
    return accepted(basket, world.timeMs());
  }

  /** The verdict that an accepted ReserveBasket gets whenever it is sent. */
  static PlainVerdict accepted(final Basket basket, final long nowMs) {
    return PlainVerdict.of(Code.ACCEPTED)
        .withGranted(basket.granted())
        .withDeadline(basket.deadlineAt(nowMs))
        .withState(basket.stateAt(nowMs));
  }
}
