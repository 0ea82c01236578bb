package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import java.util.Optional;

/** Hands each command to the rules that decide it; what carries an id is decided once. */
final class Decisions {
  private static final int FIRST_FINAL_CODE = 3000;

  private final World world;
  private final Repeats repeats;
  private final Reserves reserves;
  private final BasketReserve basketReserve;
  private final Payments payments;
  private final Confirms confirms;
  private final BasketConfirm basketConfirm;
  private final Releases releases;
  private final Cancels cancels;
  private final Queues queues;
  private final SaleCommands saleCommands;
  private final SaleUpdate saleUpdate;
  private final StockCommands stockCommands;
  private final NodeSteps nodeSteps;

  Decisions(final World world) {
    this.world = world;
    repeats = new Repeats(world);
    reserves = new Reserves(world);
    basketReserve = new BasketReserve(world);
    payments = new Payments(world);
    confirms = new Confirms(world);
    basketConfirm = new BasketConfirm(world);
    releases = new Releases(world);
    cancels = new Cancels(world);
    queues = new Queues(world);
    saleCommands = new SaleCommands(world);
    saleUpdate = new SaleUpdate(world);
    stockCommands = new StockCommands(world);
    nodeSteps = new NodeSteps(world);
  }

  PlainVerdict decide(final Command command) {
    if (command instanceof Command.WithId withId) {
      return decideOnce(withId);
    }
    if (command instanceof Command.BeginPayment begin) {
      return payments.begin(begin);
    }
    if (command instanceof Command.BeginPaymentBasket begin) {
      return payments.begin(begin);
    }
    if (command instanceof Command.Extend extend) {
      return payments.extend(extend);
    }
    if (command instanceof Command.Confirm confirm) {
      return confirms.confirm(confirm);
    }
    if (command instanceof Command.ConfirmBasket confirm) {
      return basketConfirm.confirm(confirm);
    }
    if (command instanceof Command.Release release) {
      return releases.release(release);
    }
    if (command instanceof Command.ReleaseBasket release) {
      return releases.release(release);
    }
    if (command instanceof Command.JoinQueue join) {
      return queues.join(join);
    }
    if (command instanceof Command.LeaveQueue leave) {
      return queues.leave(leave);
    }
    return decideNodeStep(command);
  }

  private PlainVerdict decideNodeStep(final Command command) {
    if (command instanceof Command.Outage outage) {
      return nodeSteps.outage(outage);
    }
    if (command instanceof Command.EpochStart start) {
      if (!world.isConfigured()) {
        world.configure(start.ceilings());
      }
      return PlainVerdict.of(Code.ACCEPTED);
    }
    return nodeSteps.tick();
  }

  /** A known id is judged against what was remembered; a final rejection binds a new one. */
  private PlainVerdict decideOnce(final Command.WithId command) {
    if (command.lacksId()) {
      return PlainVerdict.of(Code.INVALID_ID);
    }
    final Known known = world.memory.find(command.id());
    if (known != null) {
      return repeats.answer(known, command);
    }
    final PlainVerdict verdict = decideAnew(command);
    if (verdict.code().value() >= FIRST_FINAL_CODE) {
      world.memory.addRejection(
          new Known.Rejection(
              command, verdict.code(), verdict.line(), world.timeMs(), saleNamedBy(command)));
    }
    return verdict;
  }

  private PlainVerdict decideAnew(final Command.WithId command) {
    if (command instanceof Command.Reserve reserve) {
      return reserves.reserve(reserve);
    }
    if (command instanceof Command.ReserveBasket reserve) {
      return basketReserve.reserve(reserve);
    }
    if (command instanceof Command.Cancel cancel) {
      return cancels.cancel(cancel);
    }
    if (command instanceof Command.CreateSale create) {
      return saleCommands.create(create);
    }
    if (command instanceof Command.OpenSale open) {
      return saleCommands.open(open);
    }
    if (command instanceof Command.PauseSale pause) {
      return saleCommands.pause(pause);
    }
    if (command instanceof Command.CloseSale close) {
      return saleCommands.close(close);
    }
    if (command instanceof Command.UpdateSale update) {
      return saleUpdate.update(update);
    }
    if (command instanceof Command.AdjustStock adjust) {
      return stockCommands.adjust(adjust);
    }
    if (command instanceof Command.OperatorRelease release) {
      return releases.releaseByOperator(release);
    }
    return cancels.cancelByOperator((Command.OperatorCancel) command);
  }

  /** The sale that a command is about, which is there: nothing is rejected for good without. */
  private Sale saleNamedBy(final Command.WithId command) {
    return saleIdNamedBy(command)
        .map(world.sales::find)
        .or(() -> reservationNamedBy(command).map(world.memory::findReservation).map(Known::sale))
        .orElseThrow();
  }

  private static Optional<Id> reservationNamedBy(final Command.WithId command) {
    if (command instanceof Command.Cancel cancel) {
      return Optional.of(cancel.reservation());
    }
    if (command instanceof Command.OperatorCancel cancel) {
      return Optional.of(cancel.reservation());
    }
    return command instanceof Command.OperatorRelease release
        ? Optional.of(release.reservation())
        : Optional.empty();
  }

  private static Optional<Long> saleIdNamedBy(final Command.WithId command) {
    if (command instanceof Command.Reserve reserve) {
      return Optional.of(reserve.sale());
    }
    if (command instanceof Command.ReserveBasket reserve) {
      return Optional.of(reserve.sale());
    }
    if (command instanceof Command.CreateSale create) {
      return Optional.of(create.sale());
    }
    if (command instanceof Command.OpenSale open) {
      return Optional.of(open.sale());
    }
    if (command instanceof Command.PauseSale pause) {
      return Optional.of(pause.sale());
    }
    if (command instanceof Command.CloseSale close) {
      return Optional.of(close.sale());
    }
    if (command instanceof Command.UpdateSale update) {
      return Optional.of(update.sale());
    }
    return command instanceof Command.AdjustStock adjust
        ? Optional.of(adjust.sale())
        : Optional.empty();
  }
}
