package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** ReserveBasket, from its third check on. */
final class BasketReserve {
  private final World world;

  BasketReserve(final World world) {
    this.world = world;
  }

  PlainVerdict reserve(final Command.ReserveBasket command) {
    if (command.lines().isEmpty()) {
      return PlainVerdict.of(Code.INVALID_BASKET);
    }
    for (int i = 0; i < command.lines().size(); i++) {
      if (command.lines().get(i).id().isZero()) {
        return PlainVerdict.of(Code.INVALID_ID).withLine(i);
      }
    }
    final Set<Id> ids = new HashSet<>();
    ids.add(command.id());
    for (int i = 0; i < command.lines().size(); i++) {
      if (!ids.add(command.lines().get(i).id())) {
        return PlainVerdict.of(Code.INVALID_BASKET).withLine(i);
      }
    }
    for (int i = 0; i < command.lines().size(); i++) {
      final int quantity = command.lines().get(i).quantity();
      if (quantity < 1 || quantity > world.ceilings().maxReservationUnits()) {
        return PlainVerdict.of(Code.INVALID_QUANTITY).withLine(i);
      }
    }
    if (command.tier() > Reservations.MAX_TIER) {
      return PlainVerdict.of(Code.INVALID_TIER);
    }
    return reserveIn(world.sales.find(command.sale()), command);
  }

  private PlainVerdict reserveIn(final Sale sale, final Command.ReserveBasket command) {
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    final List<Command.BasketLine> lines = command.lines();
    for (int i = 0; i < lines.size(); i++) {
      if (sale.line(lines.get(i).item()) == null) {
        return PlainVerdict.of(Code.UNKNOWN_LINE).withLine(i);
      }
    }
    if (sale.state() == SaleState.SCHEDULED) {
      return PlainVerdict.of(Code.NOT_OPEN_YET);
    }
    if (sale.state() == SaleState.CLOSED) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    for (int i = 0; i < lines.size(); i++) {
      if (world.memory.find(lines.get(i).id()) != null) {
        return PlainVerdict.of(Code.LINE_ID_IN_USE).withLine(i);
      }
    }
    final Map<Long, Long> askedByItem = new HashMap<>();
    for (int i = 0; i < lines.size(); i++) {
      final Line line = sale.line(lines.get(i).item());
      final long asked = askedByItem.merge(line.item(), (long) lines.get(i).quantity(), Long::sum);
      if (asked > line.available()) {
        return PlainVerdict.of(Code.SOLD_OUT).withLine(i).withAvailable(line);
      }
    }
    if (!world.memory.hasRoomForReservations(lines.size())) {
      return PlainVerdict.of(Code.CEILING_RESERVATIONS);
    }
    return hold(sale, command);
  }

  private PlainVerdict hold(final Sale sale, final Command.ReserveBasket command) {
    final long deadlineMs = world.timeMs() + sale.policy().holdMs();
    final Basket basket = new Basket(command);
    world.memory.addBasket(basket);
    for (final Command.BasketLine claim : command.lines()) {
      final int index = basket.lines().size();
      final Reservation hold =
          new Reservation(
              claim, sale.line(claim.item()), basket, index, world.sequence(), deadlineMs);
      basket.add(hold);
      world.holds.hold(hold);
    }
    return accepted(basket);
  }

  /** The verdict that an accepted ReserveBasket gets whenever it is sent. */
  static PlainVerdict accepted(final Basket basket) {
    return PlainVerdict.of(Code.ACCEPTED)
        .withGranted(basket.granted())
        .withDeadline(basket.deadlineMs())
        .withState(basket.state());
  }
}
