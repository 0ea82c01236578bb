package io.holdfast.model;

import io.holdfast.protocol.codec.Code;

/** AdjustStock, after the checks of its id. */
final class StockCommands {
  private static final int CREATE_LINE = 1;

  private final World world;

  StockCommands(final World world) {
    this.world = world;
  }

  PlainVerdict adjust(final Command.AdjustStock command) {
    if (command.delta() == 0) {
      return PlainVerdict.of(Code.INVALID_QUANTITY);
    }
    if ((command.flags() & ~CREATE_LINE) != 0) {
      return PlainVerdict.of(Code.NOT_OFFERED);
    }
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    final boolean mayCreate = command.flags() == CREATE_LINE && command.delta() > 0;
    if (sale.line(command.item()) == null && !mayCreate) {
      return PlainVerdict.of(Code.UNKNOWN_LINE);
    }
    final PlainVerdict verdict = adjust(command, sale);
    return verdict.withAvailable(sale.line(command.item()));
  }

  /** The line is there, or may be created: it is, once nothing can fail any more. */
  private PlainVerdict adjust(final Command.AdjustStock command, final Sale sale) {
    final Line line = sale.line(command.item());
    if (line != null && !settle(command, line)) {
      return PlainVerdict.of(Code.SETTLING);
    }
    final long available = line == null ? 0 : line.available();
    final long received = line == null ? 0 : line.received();
    if (command.expectedAvailable().isPresent()
        && command.expectedAvailable().getAsLong() != available) {
      return PlainVerdict.of(Code.STALE_AVAILABLE);
    }
    if (line == null && world.sales.lines() >= world.ceilings().maxLines()) {
      return PlainVerdict.of(Code.CEILING_LINES);
    }
    if (command.delta() < -available) {
      return PlainVerdict.of(Code.INSUFFICIENT_AVAILABLE);
    }
    if (command.delta() > world.ceilings().maxLineUnits() - received) {
      return PlainVerdict.of(Code.CEILING_UNITS);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    final Line target = line == null ? world.sales.createLine(sale, command.item()) : line;
    world.holds.receive(target, command.delta());
    world.memory.addDone(new Known.Done(command, 0, sale));
    return PlainVerdict.of(Code.ACCEPTED);
  }

  /**
   * Wholly where what is available is compared; else, where units are taken out, until these are
   * available. Gives whether the answer is exact.
   */
  private boolean settle(final Command.AdjustStock command, final Line line) {
    if (command.expectedAvailable().isPresent()) {
      return world.settling.line(line, () -> false);
    }
    return world.settling.line(line, () -> command.delta() >= -line.available());
  }
}
