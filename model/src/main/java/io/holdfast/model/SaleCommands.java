package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.Optional;

/** CreateSale, OpenSale, PauseSale and CloseSale, after the checks of their id. */
final class SaleCommands {
  private final World world;

  SaleCommands(final World world) {
    this.world = world;
  }

  PlainVerdict create(final Command.CreateSale command) {
    final Optional<Code> fault = PolicyRules.fault(command.policy(), world.timeMs());
    if (fault.isPresent()) {
      return PlainVerdict.of(fault.get());
    }
    if (world.sales.find(command.sale()) != null) {
      return PlainVerdict.of(Code.SALE_EXISTS);
    }
    if (world.sales.count() >= world.ceilings().maxSales()) {
      return PlainVerdict.of(Code.CEILING_SALES);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    return done(command, world.sales.create(command));
  }

  PlainVerdict open(final Command.OpenSale command) {
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.isOpen()) {
      return PlainVerdict.of(Code.ALREADY_OPEN);
    }
    if (sale.isClosed()) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.sales.open(sale);
    return done(command, sale);
  }

  PlainVerdict pause(final Command.PauseSale command) {
    if (command.graceUntilMs().isPresent() && command.graceUntilMs().getAsLong() < 0) {
      return PlainVerdict.of(Code.INVALID_SCHEDULE);
    }
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.state() == SaleState.SCHEDULED) {
      return PlainVerdict.of(Code.NOT_OPEN_YET);
    }
    if (sale.state() == SaleState.PAUSED) {
      return PlainVerdict.of(Code.ALREADY_PAUSED);
    }
    if (sale.isClosed()) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.sales.grace(sale, command.graceUntilMs().orElse(sale.graceUntilMs()));
    world.sales.pause(sale);
    return done(command, sale);
  }

  PlainVerdict close(final Command.CloseSale command) {
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.isClosed()) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.sales.close(sale);
    return done(command, sale);
  }

  private PlainVerdict done(final Command.WithId command, final Sale sale) {
    world.memory.addDone(new Known.Done(command, 0, sale));
    return PlainVerdict.of(Code.ACCEPTED);
  }
}
