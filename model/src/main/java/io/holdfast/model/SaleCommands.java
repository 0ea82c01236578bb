package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.OptionalLong;

/** CreateSale, OpenSale and CloseSale, after the checks of their id. */
final class SaleCommands {
  private static final long MAX_DURATION_MS = 366L * 24 * 60 * 60 * 1000;

  private final World world;

  SaleCommands(final World world) {
    this.world = world;
  }

  PlainVerdict create(final Command.CreateSale command) {
    final Command.Policy policy = command.policy();
    if (!isSchedule(policy.opensAtMs(), policy.closesAtMs())) {
      return PlainVerdict.of(Code.INVALID_SCHEDULE);
    }
    if (!isDuration(policy.holdMs(), 1)
        || !isDuration(policy.paymentMs(), 1)
        || !isDuration(policy.maxHoldMs(), 1)
        || !isDuration(policy.retentionMs(), 0)) {
      return PlainVerdict.of(Code.INVALID_HOLD_TIME);
    }
    if (policy.graceUntilMs().isPresent()
        || !policy.limits().equals(Command.Limits.NONE)
        || policy.waitingRoom().gated() != 0) {
      return PlainVerdict.of(Code.NOT_OFFERED);
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
    world.sales.create(command);
    return done(command);
  }

  private boolean isSchedule(final OptionalLong opensAtMs, final OptionalLong closesAtMs) {
    if (opensAtMs.isPresent() && opensAtMs.getAsLong() < 0) {
      return false;
    }
    if (closesAtMs.isEmpty()) {
      return true;
    }
    final long closes = closesAtMs.getAsLong();
    return closes >= 0
        && (opensAtMs.isEmpty() || closes > opensAtMs.getAsLong())
        && closes > world.timeMs();
  }

  private static boolean isDuration(final long durationMs, final long shortestMs) {
    return durationMs >= shortestMs && durationMs <= MAX_DURATION_MS;
  }

  PlainVerdict open(final Command.OpenSale command) {
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.state() == SaleState.OPEN) {
      return PlainVerdict.of(Code.ALREADY_OPEN);
    }
    if (sale.state() == SaleState.CLOSED) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.sales.open(sale);
    return done(command);
  }

  PlainVerdict close(final Command.CloseSale command) {
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.state() == SaleState.CLOSED) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.sales.close(sale);
    return done(command);
  }

  private PlainVerdict done(final Command.WithId command) {
    world.memory.addDone(new Known.Done(command, 0));
    return PlainVerdict.of(Code.ACCEPTED);
  }
}
