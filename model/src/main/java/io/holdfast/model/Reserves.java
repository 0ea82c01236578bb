package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;

/** Reserve, from its third check on. */
final class Reserves {
  private static final int MAX_TIER = 7;
  private static final int KNOWN_FLAGS = Command.Reserve.PARTIAL | Command.Reserve.WAITLIST;

  private final World world;

  Reserves(final World world) {
    this.world = world;
  }

  PlainVerdict reserve(final Command.Reserve command) {
    if (!isQuantity(world, command.quantity())) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    if (!isTier(command.tier())) {
      return PlainVerdict.of(Code.INVALID_TIER);
    }
    if ((command.flags() & ~KNOWN_FLAGS) != 0) {
      return PlainVerdict.of(Code.NOT_OFFERED);
    }
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    final Line line = sale.line(command.item());
    if (line == null) {
      return PlainVerdict.of(Code.UNKNOWN_LINE);
    }
    return reserve(command, line).withAvailable(line);
  }

  private PlainVerdict reserve(final Command.Reserve command, final Line line) {
    final Optional<Code> notOpen = notOpen(line.sale());
    if (notOpen.isPresent()) {
      return PlainVerdict.of(notOpen.get());
    }
    if (!isAdmitted(world, line.sale(), command.buyer())) {
      return PlainVerdict.of(Code.NOT_ADMITTED);
    }
    final Optional<PlainVerdict> limited = limited(command, line);
    if (limited.isPresent()) {
      return limited.get();
    }
    if (!world.settling.line(line, () -> line.free() >= command.quantity())) {
      return PlainVerdict.of(Code.SETTLING);
    }
    final boolean waits = line.free() < leastUnits(command);
    if (waits) {
      final Buyer buyer = line.sale().buyer(command.buyer());
      final Optional<Id> entry = buyer.waitingEntry(line);
      if (!command.mayWait()) {
        return PlainVerdict.of(Code.SOLD_OUT).withOwnReservation(buyer.newestHold(line));
      }
      if (entry.isPresent()) {
        return PlainVerdict.of(Code.ALREADY_WAITING).withOwnReservation(entry);
      }
    }
    // What was settled may have gone to a waiting entry of the buyer or the group.
    final Optional<PlainVerdict> limitedNow = limited(command, line);
    if (limitedNow.isPresent()) {
      return limitedNow.get();
    }
    final Optional<Code> ceiling = ceiling(world, line.sale(), command.buyer(), 1);
    if (ceiling.isPresent()) {
      return PlainVerdict.of(ceiling.get());
    }
    return waits ? await(command, line) : hold(command, line);
  }

  private Optional<PlainVerdict> limited(final Command.Reserve command, final Line line) {
    return LimitRules.lacking(line, command.buyer(), command.group(), leastUnits(command))
        .map(
            limit ->
                world.mayBeSettling(limit)
                    ? PlainVerdict.of(Code.SETTLING)
                    : PlainVerdict.of(limit)
                        .withOwnReservation(line.sale().buyer(command.buyer()).newestHold(line)));
  }

  /** With fewer units than these the command is not content. */
  private static int leastUnits(final Command.Reserve command) {
    return command.isPartial() ? 1 : command.quantity();
  }

  private PlainVerdict await(final Command.Reserve command, final Line line) {
    final Reservation entry = reservation(command, line);
    world.holds.await(entry);
    return accepted(entry, world.timeMs());
  }

  private PlainVerdict hold(final Command.Reserve command, final Line line) {
    final long room = LimitRules.leastRoom(line, command.buyer(), command.group());
    final long units = Math.min(command.quantity(), Math.min(room, line.free()));
    final Reservation hold = reservation(command, line);
    world.holds.hold(hold, Math.toIntExact(units));
    return accepted(hold, world.timeMs());
  }

  private Reservation reservation(final Command.Reserve command, final Line line) {
    return new Reservation(command, line, null, 0, world.sequence());
  }

  /** The verdict that an accepted Reserve gets whenever it is sent. */
  static PlainVerdict accepted(final Reservation reservation, final long nowMs) {
    return PlainVerdict.of(Code.ACCEPTED)
        .withGranted(reservation.granted())
        .withDeadline(reservation.deadlineAt(nowMs))
        .withState(reservation.stateAt(nowMs))
        .withAvailable(reservation.line());
  }

  static boolean isQuantity(final World world, final int quantity) {
    return quantity >= 1 && quantity <= world.ceilings().maxReservationUnits();
  }

  static boolean isTier(final int tier) {
    return tier <= MAX_TIER;
  }

  /** Why nothing can be reserved in this sale now. */
  static Optional<Code> notOpen(final Sale sale) {
    return switch (sale.state()) {
      case SCHEDULED -> Optional.of(Code.NOT_OPEN_YET);
      case PAUSED -> Optional.of(Code.SALE_PAUSED);
      case CLOSED -> Optional.of(Code.SALE_CLOSED);
      default -> Optional.empty();
    };
  }

  /** Settles what is the buyer's own first. */
  static boolean isAdmitted(final World world, final Sale sale, final long buyer) {
    world.settling.ownHolds(sale, buyer);
    world.settling.session(sale, buyer);
    if (sale.room() == null) {
      return true;
    }
    final Ticket ticket = sale.room().ticketOf(buyer);
    return ticket != null && ticket.isAdmitted();
  }

  /** The ceiling that has no room for so many reservations more. */
  static Optional<Code> ceiling(
      final World world, final Sale sale, final long buyer, final int more) {
    if (!world.memory.hasRoomForReservations(more)) {
      return Optional.of(Code.CEILING_RESERVATIONS);
    }
    final long live = (long) sale.buyer(buyer).liveReservations() + more;
    return live > world.ceilings().maxBuyerHolds()
        ? Optional.of(Code.CEILING_BUYER_HOLDS)
        : Optional.empty();
  }
}
