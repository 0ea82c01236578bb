package io.holdfast.model.random;

import io.holdfast.model.Commands;
import io.holdfast.model.Commands.BasketLine;
import io.holdfast.model.NodeCommands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;

/**
 * Random commands that look for trouble: few sales, items and buyers, ids that come again with the
 * same or with another body, values out of range, times that jump past deadlines, ceilings and
 * memories so small that they are reached, steps that may change next to nothing.
 *
 * <p>Whoever executes the commands has to execute Ticks before one where that is due; the generator
 * knows no rules. The same seed gives the same commands.
 */
public final class CommandGenerator {
  private static final int HISTORY = 40;
  private static final int SALES = 3;
  private static final int ITEMS = 3;
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1_000;

  /** A kind of command, and how likely it is. */
  private record Kind(int weight, Supplier<Commands.Spec<?>> maker) {}

  private final Pool pool;
  private final Mutations mutations;
  private final Policies policies;
  private final List<Commands.Spec<?>> history = new ArrayList<>();
  private final List<Kind> kinds;
  private final int weights;

  /**
   * What comes next without a throw of the dice: how shops begin, and retries as clients send them.
   */
  private final Deque<Commands.Spec<?>> next = new ArrayDeque<>();

  private final int sameTime;

  /** Before one command of so many there are more Ticks than must be. */
  private final int ticksOneIn;

  /** Whether time stands still but for jumps, after which much is due at once. */
  private final boolean bursts;

  private long timeMs;
  private int steps;
  private Commands.Spec<?> last;

  /**
   * One command to execute.
   *
   * @param timeMs engine time of its step
   * @param mostTicks how many Ticks to execute at most before it, where they find something to do
   *     and nothing demands more
   * @param isOutage whether it is an Outage, which comes first at a time of its own
   * @param bytes SBE header and message; not to be changed
   */
  @SuppressWarnings("ArrayRecordComponent") // compared by nobody
  public record Generated(long timeMs, int mostTicks, boolean isOutage, byte[] bytes) {}

  /** Generates from the EpochStart on, which has sequence 1. */
  public CommandGenerator(final long seed) {
    pool = new Pool(new SplittableRandom(seed));
    mutations = new Mutations(pool);
    policies = new Policies(pool);
    kinds = kinds();
    weights = kinds.stream().mapToInt(Kind::weight).sum();
    sameTime = pool.oneOf(2, 3, 10, 30, 100);
    ticksOneIn = pool.oneOf(1, 5, 60, 10_000);
    bursts = pool.oneIn(2);
    timeMs = pool.oneOf(0L, 1L, 1_700_000_000_000L);
    prepareSales();
  }

  private List<Kind> kinds() {
    return List.of(
        kind(300, this::reserve),
        kind(90, this::reserveBasket),
        kind(70, () -> new Commands.BeginPayment().with(c -> c.reservation = pool.reservation())),
        kind(30, () -> new Commands.BeginPaymentBasket().with(c -> c.basket = pool.basket())),
        kind(40, this::extend),
        kind(130, this::confirm),
        kind(60, () -> new Commands.ConfirmBasket().with(c -> c.basket = pool.basket())),
        kind(80, () -> new Commands.Release().with(c -> c.reservation = pool.reservation())),
        kind(40, () -> new Commands.ReleaseBasket().with(c -> c.basket = pool.basket())),
        kind(50, this::cancel),
        kind(90, this::joinQueue),
        kind(20, this::leaveQueue),
        kind(40, this::adjustStock),
        kind(10, this::operatorRelease),
        kind(10, this::operatorCancel),
        kind(8, this::createSale),
        kind(8, this::openSale),
        kind(4, this::pauseSale),
        kind(14, this::updateSale),
        kind(1, this::closeSale),
        kind(2, this::outage),
        kind(20, () -> new NodeCommands.Tick().with(c -> c.timeMs = timeMs)));
  }

  /** Each seed has its own likings. */
  private Kind kind(final int weight, final Supplier<Commands.Spec<?>> maker) {
    return new Kind(Math.max(1, weight * pool.oneOf(1, 4, 4, 4, 12) / 4), maker);
  }

  /**
   * The last command was accepted. Who tells gets more commands about what there is; nobody has to.
   */
  public void lastWasAccepted() {
    if (last instanceof Commands.Reserve reserve) {
      pool.acceptedReservation(reserve.id);
    }
    if (last instanceof Commands.ReserveBasket basket) {
      pool.acceptedBasket(basket.id);
      basket.lines.forEach(line -> pool.acceptedReservation(line.id()));
    }
  }

  /** The next command. */
  public Generated next() {
    final Commands.Spec<?> command = steps == 0 ? epochStart() : choose();
    last = command;
    steps++;
    final int mostTicks = pool.oneIn(ticksOneIn) ? pool.oneOf(1, 2, 50) : 0;
    return new Generated(
        timeMs, mostTicks, command instanceof NodeCommands.Outage, command.bytes());
  }

  private Commands.Spec<?> choose() {
    passTime();
    if (!next.isEmpty()) {
      return next.removeFirst();
    }
    if (!history.isEmpty() && pool.oneIn(6)) {
      final Commands.Spec<?> known = history.get(pool.upTo(history.size()));
      return pool.oneIn(2) ? known : mutations.mutate(known);
    }
    final Commands.Spec<?> made = make();
    if (made instanceof NodeCommands.Tick || made instanceof NodeCommands.Outage) {
      return made;
    }
    if (history.size() < HISTORY) {
      history.add(made);
    } else {
      history.set(pool.upTo(HISTORY), made);
    }
    if (pool.oneIn(12)) {
      next.add(pool.oneIn(2) ? made : mutations.mutate(made));
    }
    return made;
  }

  private Commands.Spec<?> make() {
    int dice = pool.upTo(weights);
    for (final Kind kind : kinds) {
      dice -= kind.weight();
      if (dice < 0) {
        return kind.maker().get();
      }
    }
    throw new AssertionError("the weights do not add up");
  }

  private void passTime() {
    if (bursts) {
      timeMs += pool.oneIn(40) ? pool.between(1, 2L * policies.longestHoldMs()) : 0;
    } else if (pool.oneIn(3_000)) {
      timeMs += pool.oneOf(5_000L, 5_000L, 100_000L, YEAR_MS);
    } else if (pool.oneIn(120)) {
      timeMs += pool.between(1, 2L * policies.longestHoldMs());
    } else if (pool.oneIn(sameTime)) {
      timeMs += pool.between(1, 2);
    }
  }

  /** Most shops begin with something to sell. */
  private void prepareSales() {
    for (int i = 1; i <= SALES; i++) {
      final Commands.CreateSale sale = createSale(i);
      sale.closesAtMs = Commands.NOT_GIVEN;
      next.add(sale);
      stock(i);
    }
  }

  /** Puts something into the sale's lines, lets some buyers join, and mostly opens it. */
  private void stock(final long sale) {
    for (int j = 1; j <= ITEMS; j++) {
      final long item = j;
      final Commands.AdjustStock stock = adjustStock();
      stock.sale = sale;
      stock.item = item;
      stock.delta = pool.oneOf(2L, 3L, 5L, 9L, 20L, 1_000L);
      stock.flags = Commands.AdjustStock.CREATE_LINE;
      stock.expectedAvailable = Commands.NOT_GIVEN;
      next.add(stock);
    }
    final int joins = pool.oneIn(3) ? pool.upTo(12) : 0;
    for (int j = 0; j < joins; j++) {
      next.add(joinQueue().with(c -> c.sale = sale));
    }
    if (!pool.oneIn(6)) {
      next.add(openSale().with(c -> c.sale = sale));
    }
  }

  private NodeCommands.EpochStart epochStart() {
    final boolean tiny = pool.oneIn(3);
    return new NodeCommands.EpochStart()
        .with(
            c -> {
              c.memoryRetentionMs = pool.oneOf(1L, 50L, 500L, 5_000L, 100_000L, YEAR_MS);
              c.maxLineUnits = pool.oneOf(30L, 2_000L, 1_000_000L, 1_000_000_000_000L);
              c.maxChangesPerStep = pool.oneOf(1, 1, 3, 7, 7, 514, 600, 4_096);
              c.maxReservations = tiny ? pool.oneOf(10, 100) : pool.oneOf(1_000, 4_000);
              c.maxEndedHolds = pool.oneOf(1, 2, 3, 10, 40, 1_000);
              c.maxRejections = pool.oneOf(1, 3, 10, 40, 1_000);
              c.maxCommandIds = tiny ? pool.oneOf(12, 40, 200) : 4_000;
              c.maxSales = tiny ? pool.oneOf(2, 3) : 10;
              c.maxLines = tiny ? pool.oneOf(5, 9) : 20;
              c.maxReservationUnits = pool.oneOf(4, 6, 1_000);
              c.maxTickets = tiny ? pool.oneOf(3, 20) : 2_000;
              c.maxBuyerHolds = tiny ? pool.oneOf(1, 3) : pool.oneOf(3, 50);
            });
  }

  private Commands.Reserve reserve() {
    return new Commands.Reserve()
        .with(
            c -> {
              c.id = pool.newReservation();
              c.sale = pool.sale();
              c.item = pool.item();
              c.buyer = pool.buyer();
              c.group = pool.group();
              c.quantity = pool.quantity();
              c.tier = pool.tier();
              c.flags = pool.flags();
            });
  }

  private Commands.ReserveBasket reserveBasket() {
    final List<BasketLine> lines = new ArrayList<>();
    final int count = pool.oneIn(150) ? 0 : 1 + pool.upTo(4);
    for (int i = 0; i < count; i++) {
      final boolean again = pool.oneIn(150) && !lines.isEmpty();
      lines.add(
          new BasketLine(
              again ? lines.get(0).id() : pool.newReservation(),
              pool.item(),
              pool.oneIn(2) ? 1 : pool.quantity()));
    }
    return new Commands.ReserveBasket()
        .with(
            c -> {
              c.id = pool.oneIn(150) && !lines.isEmpty() ? lines.get(0).id() : pool.newBasket();
              c.sale = pool.sale();
              c.buyer = pool.buyer();
              c.group = pool.group();
              c.tier = pool.tier();
              c.lines = lines;
            });
  }

  private Commands.Extend extend() {
    return new Commands.Extend()
        .with(
            c -> {
              c.reservation = pool.reservation();
              c.deadlineMs =
                  pool.oneIn(20)
                      ? pool.oneOf(0L, -1L, Long.MAX_VALUE)
                      : timeMs + pool.between(-5, 3L * policies.longestHoldMs());
            });
  }

  private Commands.Confirm confirm() {
    return new Commands.Confirm()
        .with(
            c -> {
              c.reservation = pool.reservation();
              c.quantity = pool.optionalQuantity();
            });
  }

  private Commands.Cancel cancel() {
    return new Commands.Cancel()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.reservation = pool.reservation();
              c.quantity = pool.optionalQuantity();
            });
  }

  private Commands.JoinQueue joinQueue() {
    return new Commands.JoinQueue()
        .with(
            c -> {
              c.sale = pool.sale();
              c.buyer = pool.buyer();
            });
  }

  private Commands.LeaveQueue leaveQueue() {
    return new Commands.LeaveQueue()
        .with(
            c -> {
              c.sale = pool.sale();
              c.buyer = pool.buyer();
            });
  }

  private Commands.OperatorRelease operatorRelease() {
    return new Commands.OperatorRelease()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.reservation = pool.reservation();
            });
  }

  private Commands.OperatorCancel operatorCancel() {
    return new Commands.OperatorCancel()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.reservation = pool.reservation();
              c.quantity = pool.optionalQuantity();
            });
  }

  /** A sale that may be accepted is stocked and opened next. */
  private Commands.CreateSale createSale() {
    final Commands.CreateSale create = createSale(pool.sale());
    if (pool.oneIn(2)) {
      stock(create.sale);
    }
    return create;
  }

  private Commands.CreateSale createSale(final long sale) {
    return new Commands.CreateSale()
        .with(
            c -> {
              policies.fill(c, timeMs);
              c.id = pool.newCommand();
              c.sale = sale;
            });
  }

  private Commands.OpenSale openSale() {
    return new Commands.OpenSale()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.sale = pool.sale();
              c.reason = pool.text();
            });
  }

  /** Mostly for a short while. */
  private Commands.PauseSale pauseSale() {
    final long sale = pool.sale();
    if (!pool.oneIn(6)) {
      next.addLast(reserve());
      next.addLast(confirm());
      next.addLast(openSale().with(c -> c.sale = sale));
    }
    return new Commands.PauseSale()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.sale = sale;
              c.graceUntilMs = pool.oneIn(4) ? 0 : policies.instant(timeMs);
            });
  }

  private Commands.UpdateSale updateSale() {
    return new Commands.UpdateSale()
        .with(
            c -> {
              policies.fill(c, timeMs);
              c.id = pool.newCommand();
              c.sale = pool.sale();
            });
  }

  private Commands.CloseSale closeSale() {
    return new Commands.CloseSale()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.sale = pool.sale();
              c.reason = pool.text();
            });
  }

  private NodeCommands.Outage outage() {
    timeMs += pool.between(1, pool.oneOf(1, 50, 2_000));
    return new NodeCommands.Outage()
        .with(
            c -> {
              c.timeMs = timeMs;
              c.graceMs = pool.oneOf(0L, 1L, 20L, 500L);
            });
  }

  private Commands.AdjustStock adjustStock() {
    return new Commands.AdjustStock()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.sale = pool.sale();
              c.item = pool.item();
              c.delta = delta();
              c.expectedAvailable = pool.oneIn(6) ? pool.between(-1, 6) : Commands.NOT_GIVEN;
              c.flags = pool.oneIn(6) ? pool.oneOf(0, 0, 2, 128) : 1;
              c.operatorName = pool.text();
            });
  }

  private long delta() {
    if (pool.oneIn(40)) {
      return pool.oneOf(0L, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000L);
    }
    return pool.oneIn(3) ? -pool.between(1, 5) : pool.between(1, pool.oneOf(4, 30));
  }
}
