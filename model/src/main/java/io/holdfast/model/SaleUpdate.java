package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.Optional;
import java.util.OptionalLong;

/** UpdateSale, after the checks of its id. */
final class SaleUpdate {
  private final World world;

  SaleUpdate(final World world) {
    this.world = world;
  }

  PlainVerdict update(final Command.UpdateSale command) {
    final Command.Change change = command.change();
    final Optional<Code> fault = PolicyRules.fault(change);
    if (fault.isPresent()) {
      return PlainVerdict.of(fault.get());
    }
    final Sale sale = world.sales.find(command.sale());
    if (sale == null) {
      return PlainVerdict.of(Code.UNKNOWN_SALE);
    }
    if (sale.isClosed()) {
      return PlainVerdict.of(Code.SALE_CLOSED);
    }
    if (change.opensAtMs().isPresent() && sale.state() != SaleState.SCHEDULED) {
      return PlainVerdict.of(Code.ALREADY_OPEN);
    }
    final Command.Policy next = changed(sale.policy(), change);
    if (!isSchedule(change, next)) {
      return PlainVerdict.of(Code.INVALID_SCHEDULE);
    }
    if (!areCounted(next.limits(), sale.countedLimits())) {
      return PlainVerdict.of(Code.LIMIT_NOT_COUNTED);
    }
    if (sale.room() == null && change.concernsWaitingRoom()) {
      return PlainVerdict.of(Code.NOT_GATED);
    }
    if (!world.memory.hasRoomForCommandId()) {
      return PlainVerdict.of(Code.CEILING_COMMAND_IDS);
    }
    world.sales.update(sale, next, change.graceUntilMs().orElse(sale.graceUntilMs()));
    world.memory.addDone(new Known.Done(command, 0, sale));
    return PlainVerdict.of(Code.ACCEPTED);
  }

  private boolean isSchedule(final Command.Change change, final Command.Policy next) {
    final long closesAtMs = change.closesAtMs().orElse(0);
    return (closesAtMs == 0 || closesAtMs > world.timeMs())
        && PolicyRules.closesAfterOpening(next.opensAtMs(), next.closesAtMs());
  }

  /** No limit is set that was 0 when the sale was created. */
  private static boolean areCounted(final Command.Limits next, final Command.Limits counted) {
    return (next.buyer() == 0 || counted.buyer() != 0)
        && (next.buyerLine() == 0 || counted.buyerLine() != 0)
        && (next.group() == 0 || counted.group() != 0)
        && (next.groupLine() == 0 || counted.groupLine() != 0);
  }

  private static Command.Policy changed(final Command.Policy now, final Command.Change change) {
    return new Command.Policy(
        now.name(),
        time(now.opensAtMs(), change.opensAtMs()),
        time(now.closesAtMs(), change.closesAtMs()),
        now.graceUntilMs(),
        change.holdMs().orElse(now.holdMs()),
        change.paymentMs().orElse(now.paymentMs()),
        change.maxHoldMs().orElse(now.maxHoldMs()),
        change.retentionMs().orElse(now.retentionMs()),
        changed(now.limits(), change),
        changed(now.waitingRoom(), change));
  }

  /** 0 clears it. */
  private static OptionalLong time(final OptionalLong now, final OptionalLong change) {
    if (change.isEmpty()) {
      return now;
    }
    return change.getAsLong() == 0 ? OptionalLong.empty() : change;
  }

  private static Command.Limits changed(final Command.Limits now, final Command.Change change) {
    return new Command.Limits(
        change.buyerLimit().orElse(now.buyer()),
        change.buyerLineLimit().orElse(now.buyerLine()),
        change.groupLimit().orElse(now.group()),
        change.groupLineLimit().orElse(now.groupLine()));
  }

  private static Command.WaitingRoom changed(
      final Command.WaitingRoom now, final Command.Change change) {
    return new Command.WaitingRoom(
        change.admissionPerSecond().orElse(now.admissionPerSecond()),
        change.maxActive().orElse(now.maxActive()),
        change.finishMs().orElse(now.finishMs()),
        change.admitPermille().orElse(now.admitPermille()),
        change.returnPermille().orElse(now.returnPermille()),
        change.unitsPerBuyer().orElse(now.unitsPerBuyer()),
        now.gated(),
        now.seed());
  }
}
