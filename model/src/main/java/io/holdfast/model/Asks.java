package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;

/**
 * Units of several lines of one sale that one buyer asks for together, all or none: whether the
 * limits have room for them and whether they are free. What is asked of one item adds up.
 */
final class Asks {
  /** Units of one line; {@code index} is that of the line in its basket. */
  record Ask(int index, Line line, int units) {}

  private final World world;
  private final long buyer;
  private final long group;
  private final List<Ask> asks;

  Asks(final World world, final long buyer, final long group, final List<Ask> asks) {
    this.world = world;
    this.buyer = buyer;
    this.group = group;
    this.asks = List.copyOf(asks);
  }

  /** The first line at which a limit has too little room, with its code or SETTLING. */
  Optional<PlainVerdict> limitFault() {
    long ofSale = 0;
    final Map<Line, Long> ofLine = new HashMap<>();
    for (final Ask ask : asks) {
      ofSale += ask.units();
      final long ofItem = ofLine.merge(ask.line(), (long) ask.units(), Long::sum);
      final Optional<Code> limit = LimitRules.lacking(ask.line(), buyer, group, ofSale, ofItem);
      if (limit.isPresent()) {
        return Optional.of(
            world.mayBeSettling(limit.get())
                ? PlainVerdict.of(Code.SETTLING).withLine(ask.index())
                : fault(limit.get(), ask));
      }
    }
    return Optional.empty();
  }

  /**
   * The first line whose units are not free: SETTLING or SOLD_OUT. Each line is settled before.
   *
   * @param goOn asked after each settling; when it is false, nothing more is settled
   */
  Optional<PlainVerdict> unitsFault(final BooleanSupplier goOn) {
    final Map<Line, Long> ofLine = new HashMap<>();
    for (final Ask ask : asks) {
      final Line line = ask.line();
      final long units = ofLine.merge(line, (long) ask.units(), Long::sum);
      final boolean exact = world.settling.line(line, () -> line.free() >= units);
      if (!goOn.getAsBoolean()) {
        return Optional.empty();
      }
      if (!exact) {
        return Optional.of(PlainVerdict.of(Code.SETTLING).withLine(ask.index()));
      }
      if (line.free() < units) {
        return Optional.of(fault(Code.SOLD_OUT, ask));
      }
    }
    return Optional.empty();
  }

  private PlainVerdict fault(final Code code, final Ask ask) {
    return PlainVerdict.of(code)
        .withLine(ask.index())
        .withAvailable(ask.line())
        .withOwnReservation(ask.line().sale().buyer(buyer).newestHold(ask.line()));
  }
}
