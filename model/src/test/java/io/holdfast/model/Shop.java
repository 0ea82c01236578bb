package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * A plain engine with a clock, as table tests use it: what is due is done before each command, and
 * the books are checked after each step.
 */
final class Shop {
  /** Engine time at which every shop starts. */
  static final long START_MS = 10_000;

  /** Life of a hold in the sales that a shop creates. */
  static final long HOLD_MS = 1_000;

  static final long PAYMENT_MS = 3_000;
  static final long MAX_HOLD_MS = 5_000;

  /** Life of a session in the sales with a waiting room that a shop creates. */
  static final long FINISH_MS = 10_000;

  final PlainEngine engine = new PlainEngine();
  private final LimitWatch limits = new LimitWatch(engine.world());
  private final RoomWatch rooms = new RoomWatch(engine.world());
  private long timeMs = START_MS;
  private long operatorCommands;

  Shop() {
    this(start -> {});
  }

  /** A shop with some ceilings of its own. */
  Shop(final Consumer<? super NodeCommands.EpochStart> ceilings) {
    step(new NodeCommands.EpochStart().with(ceilings));
  }

  static Id id(final long number) {
    return new Id(9, number);
  }

  long now() {
    return timeMs;
  }

  Shop passMs(final long durationMs) {
    timeMs += durationMs;
    return this;
  }

  /** Executes a command now, after the Ticks that must come before it. */
  PlainVerdict run(final Commands.Spec<?> command) {
    settle();
    return step(command);
  }

  /** Executes Ticks until nothing is due; gives how many changes they made. */
  int settle() {
    int changes = 0;
    while (engine.isDue(timeMs)) {
      final int made = tick().granted();
      assertThat(made).as("changes of a Tick while something is due").isPositive();
      changes += made;
    }
    return changes;
  }

  /** Executes a command now, after one Tick if that must come first: the rest stays undone. */
  PlainVerdict runAtOnce(final Commands.Spec<?> command) {
    if (engine.needsTick(timeMs)) {
      tick();
    }
    return step(command);
  }

  PlainVerdict tick() {
    return step(new NodeCommands.Tick().with(tick -> tick.timeMs = timeMs));
  }

  private PlainVerdict step(final Commands.Spec<?> command) {
    final byte[] bytes = command.bytes();
    final PlainVerdict verdict =
        engine.execute(engine.lastSequence() + 1, timeMs, new UnsafeBuffer(bytes), 0, bytes.length);
    assertThat(engine.checkTouchedLines()).isEmpty();
    assertThat(engine.checkTouchedWaitlists()).isEmpty();
    assertThat(engine.checkConservation()).isEmpty();
    for (final PlainEvent event : engine.events()) {
      assertThat(limits.check(event)).isEmpty();
      assertThat(rooms.check(event)).isEmpty();
    }
    return verdict;
  }

  /** Creates a sale without a schedule. */
  Shop sale(final long sale) {
    return sale(sale, creation -> {});
  }

  Shop sale(final long sale, final Consumer<? super Commands.CreateSale> policy) {
    accepted(
        new Commands.CreateSale()
            .with(
                c -> {
                  c.id = operatorId();
                  c.sale = sale;
                  c.holdMs = HOLD_MS;
                  c.paymentMs = PAYMENT_MS;
                  c.maxHoldMs = MAX_HOLD_MS;
                  policy.accept(c);
                }));
    return this;
  }

  /** A policy with a waiting room that admits as fast as can be, a buyer for each unit. */
  static void gate(final Commands.CreateSale policy) {
    policy.gated = 1;
    policy.seed = 1;
    policy.admissionPerSecond = 1_000_000;
    policy.maxActive = 1_000;
    policy.finishMs = FINISH_MS;
    policy.admitPermille = 1_000;
    policy.unitsPerBuyer = 1;
  }

  Shop open(final long sale) {
    accepted(
        new Commands.OpenSale()
            .with(
                c -> {
                  c.id = operatorId();
                  c.sale = sale;
                }));
    return this;
  }

  Shop pause(final long sale) {
    accepted(
        new Commands.PauseSale()
            .with(
                c -> {
                  c.id = operatorId();
                  c.sale = sale;
                }));
    return this;
  }

  Shop update(final long sale, final Consumer<? super Commands.UpdateSale> change) {
    accepted(
        new Commands.UpdateSale()
            .with(
                c -> {
                  c.id = operatorId();
                  c.sale = sale;
                  change.accept(c);
                }));
    return this;
  }

  Shop close(final long sale) {
    accepted(
        new Commands.CloseSale()
            .with(
                c -> {
                  c.id = operatorId();
                  c.sale = sale;
                }));
    return this;
  }

  /** Puts units into a line, which is created where it is missing; negative takes out. */
  Shop stock(final long sale, final long item, final long delta) {
    accepted(
        new Commands.AdjustStock()
            .with(
                c -> {
                  c.id = operatorId();
                  c.sale = sale;
                  c.item = item;
                  c.delta = delta;
                }));
    return this;
  }

  /** Sale 1, open, with these units of item 1. */
  static Shop selling(final long units) {
    return new Shop().sale(1).stock(1, 1, units).open(1);
  }

  Commands.Reserve reserve(final Id id, final int quantity) {
    return new Commands.Reserve()
        .with(
            c -> {
              c.id = id;
              c.quantity = quantity;
            });
  }

  /** Holds units of item 1. */
  Shop held(final Id id, final int quantity) {
    accepted(reserve(id, quantity));
    return this;
  }

  Shop paying(final Id id, final int quantity) {
    held(id, quantity);
    accepted(pay(id));
    return this;
  }

  /** An entry that waits for item 1, of which nothing must be free. */
  Shop waiting(final Id id, final int quantity) {
    return waiting(id, quantity, 1);
  }

  Shop waiting(final Id id, final int quantity, final long buyer) {
    final PlainVerdict verdict =
        run(
            reserve(id, quantity)
                .with(c -> c.flags = Commands.WAITLIST)
                .with(c -> c.buyer = buyer));
    assertThat(verdict.state()).isEqualTo(ReservationState.WAITLISTED);
    return this;
  }

  Shop joined(final long sale, final long buyer) {
    accepted(join(sale, buyer));
    return this;
  }

  Shop expired(final Id id, final int quantity) {
    held(id, quantity).passMs(HOLD_MS).settle();
    return this;
  }

  Shop released(final Id id, final int quantity) {
    held(id, quantity);
    accepted(release(id));
    return this;
  }

  /** Holds units of item 1 and buys all or some of them. */
  Shop confirmed(final Id id, final int quantity, final int units) {
    held(id, quantity);
    accepted(confirm(id, units));
    return this;
  }

  /** A released hold that was paid for. */
  Shop refundDue(final Id id, final int quantity) {
    released(id, quantity);
    assertThat(run(confirm(id, quantity)).code()).isEqualTo(Code.REFUND_DUE);
    return this;
  }

  Shop cancelled(final Id id, final int quantity) {
    confirmed(id, quantity, quantity);
    accepted(cancel(operatorId(), id, quantity));
    return this;
  }

  Commands.JoinQueue join(final long sale, final long buyer) {
    return new Commands.JoinQueue()
        .with(
            c -> {
              c.sale = sale;
              c.buyer = buyer;
            });
  }

  Commands.LeaveQueue leave(final long sale, final long buyer) {
    return new Commands.LeaveQueue()
        .with(
            c -> {
              c.sale = sale;
              c.buyer = buyer;
            });
  }

  Commands.BeginPayment pay(final Id reservation) {
    return new Commands.BeginPayment().with(c -> c.reservation = reservation);
  }

  Commands.BeginPaymentBasket payBasket(final Id basket) {
    return new Commands.BeginPaymentBasket().with(c -> c.basket = basket);
  }

  Commands.Extend extend(final Id reservation, final long deadlineMs) {
    return new Commands.Extend()
        .with(
            c -> {
              c.reservation = reservation;
              c.deadlineMs = deadlineMs;
            });
  }

  Commands.OperatorRelease releaseByOperator(final Id id, final Id reservation) {
    return new Commands.OperatorRelease()
        .with(
            c -> {
              c.id = id;
              c.reservation = reservation;
            });
  }

  Commands.OperatorCancel cancelByOperator(final Id id, final Id reservation, final int quantity) {
    return new Commands.OperatorCancel()
        .with(
            c -> {
              c.id = id;
              c.reservation = reservation;
              c.quantity = quantity;
            });
  }

  /** The state in which a reservation shows. */
  ReservationState state(final Id id) {
    return engine.reservation(id).orElseThrow().state();
  }

  Commands.Confirm confirm(final Id reservation, final int quantity) {
    return new Commands.Confirm()
        .with(
            c -> {
              c.reservation = reservation;
              c.quantity = quantity;
            });
  }

  Commands.Release release(final Id reservation) {
    return new Commands.Release().with(c -> c.reservation = reservation);
  }

  Commands.Cancel cancel(final Id id, final Id reservation, final int quantity) {
    return new Commands.Cancel()
        .with(
            c -> {
              c.id = id;
              c.reservation = reservation;
              c.quantity = quantity;
            });
  }

  Commands.ReserveBasket basket(final Id id, final Commands.BasketLine... lines) {
    return new Commands.ReserveBasket()
        .with(
            c -> {
              c.id = id;
              c.lines = java.util.List.of(lines);
            });
  }

  Commands.ConfirmBasket confirmBasket(final Id basket) {
    return new Commands.ConfirmBasket().with(c -> c.basket = basket);
  }

  Commands.ReleaseBasket releaseBasket(final Id basket) {
    return new Commands.ReleaseBasket().with(c -> c.basket = basket);
  }

  void accepted(final Commands.Spec<?> command) {
    assertThat(run(command).code()).isEqualTo(Code.ACCEPTED);
  }

  /** The only line of sale 1 with this item. */
  LineView line(final long item) {
    return engine.lines(1).stream().filter(line -> line.item() == item).findFirst().orElseThrow();
  }

  private Id operatorId() {
    return new Id(8, ++operatorCommands);
  }
}
