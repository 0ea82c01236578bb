package io.holdfast.model.random;

import io.holdfast.model.Commands;
import io.holdfast.model.Commands.BasketLine;
import io.holdfast.model.NodeCommands;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random commands that look for trouble: few sales, items and buyers, ids that come again with the
 * same or with another body, values out of range, times that jump past deadlines, ceilings and
 * memories so small that they are reached.
 *
 * <p>Whoever executes the commands has to execute Ticks before one when something is due at its
 * time; the generator knows no rules. The same seed gives the same commands.
 */
public final class CommandGenerator {
  private static final int HISTORY = 40;
  private static final int SALES = 3;
  private static final int ITEMS = 3;
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1_000;

  private final Pool pool;
  private final Mutations mutations;
  private final List<Commands.Spec<?>> history = new ArrayList<>();

  /**
   * What comes next without a throw of the dice: how shops begin, and retries as clients send them.
   */
  private final Deque<Commands.Spec<?>> next = new ArrayDeque<>();

  private final int longestHoldMs;
  private long timeMs;
  private int steps;

  /** One command to execute. */
  public static final class Generated {
    private final long timeMs;
    private final byte[] bytes;

    private Generated(final long timeMs, final byte[] bytes) {
      this.timeMs = timeMs;
      this.bytes = bytes;
    }

    /** Engine time of its step. */
    public long timeMs() {
      return timeMs;
    }

    /** SBE header and message; not to be changed. */
    public byte[] bytes() {
      return bytes;
    }
  }

  /** Generates from the EpochStart on, which has sequence 1. */
  public CommandGenerator(final long seed) {
    pool = new Pool(new SplittableRandom(seed));
    mutations = new Mutations(pool);
    longestHoldMs = pool.oneOf(5, 60, 300, 3_000);
    timeMs = pool.oneOf(0L, 1L, 1_700_000_000_000L);
    prepareSales();
  }

  /** The next command. */
  public Generated next() {
    final Commands.Spec<?> command = steps == 0 ? epochStart() : choose();
    steps++;
    return new Generated(timeMs, command.bytes());
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
    if (made instanceof NodeCommands.Tick) {
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

  private void passTime() {
    if (pool.oneIn(1_000)) {
      timeMs += pool.oneOf(5_000L, 100_000L, YEAR_MS);
    } else if (pool.oneIn(120)) {
      timeMs += pool.between(1, 2L * longestHoldMs);
    } else if (pool.oneIn(3)) {
      timeMs += pool.between(1, 2);
    }
  }

  /** Most shops begin with something to sell. */
  private void prepareSales() {
    for (int i = 1; i <= SALES; i++) {
      final long sale = i;
      final boolean scheduled = pool.oneIn(3);
      final long opensAtMs = scheduled ? timeMs + pool.oneOf(30L, 60L, 3_000L) : Commands.NOT_GIVEN;
      next.add(
          new Commands.CreateSale()
              .with(
                  c -> {
                    c.id = pool.newCommand();
                    c.sale = sale;
                    c.opensAtMs = opensAtMs;
                    c.holdMs = pool.between(1, longestHoldMs);
                  }));
      for (int j = 1; j <= ITEMS; j++) {
        final long item = j;
        next.add(
            new Commands.AdjustStock()
                .with(
                    c -> {
                      c.id = pool.newCommand();
                      c.sale = sale;
                      c.item = item;
                      c.delta = pool.oneOf(3L, 6L, 20L, 200L, 10_000L);
                    }));
      }
      if (scheduled ? pool.oneIn(6) : !pool.oneIn(4)) {
        next.add(openSale().with(c -> c.sale = sale));
      }
      if (pool.oneIn(16)) {
        next.add(closeSale().with(c -> c.sale = sale));
      }
    }
  }

  private Commands.Spec<?> make() {
    final int dice = pool.upTo(1_000);
    if (dice < 330) {
      return reserve();
    }
    if (dice < 430) {
      return reserveBasket();
    }
    if (dice < 580) {
      return confirm();
    }
    if (dice < 660) {
      return new Commands.Release().with(c -> c.reservation = pool.reservation());
    }
    if (dice < 730) {
      return new Commands.ConfirmBasket().with(c -> c.basket = pool.basket());
    }
    if (dice < 780) {
      return new Commands.ReleaseBasket().with(c -> c.basket = pool.basket());
    }
    if (dice < 880) {
      return cancel();
    }
    if (dice < 950) {
      return adjustStock();
    }
    return rareOperatorCommandOrTick(dice);
  }

  private Commands.Spec<?> rareOperatorCommandOrTick(final int dice) {
    if (dice < 965) {
      return createSale();
    }
    if (dice < 979) {
      return openSale();
    }
    if (dice < 980) {
      return closeSale();
    }
    return new NodeCommands.Tick().with(c -> c.timeMs = timeMs);
  }

  private NodeCommands.EpochStart epochStart() {
    return new NodeCommands.EpochStart()
        .with(
            c -> {
              c.memoryRetentionMs = pool.oneOf(1L, 50L, 500L, 5_000L, 100_000L, YEAR_MS);
              c.maxLineUnits = pool.oneOf(20L, 100L, 1_000_000L, 1_000_000_000_000L);
              c.maxChangesPerStep = pool.oneOf(1, 2, 3, 100);
              c.maxReservations = pool.oneOf(10, 100, 1_000, 10_000);
              c.maxEndedHolds = pool.oneOf(1, 3, 10, 40, 1_000);
              c.maxRejections = pool.oneOf(1, 3, 10, 40, 1_000);
              c.maxCommandIds = pool.oneOf(12, 40, 200, 10_000, 10_000);
              c.maxSales = pool.oneOf(2, 3, 10, 10);
              c.maxLines = pool.oneOf(5, 9, 20, 20);
              c.maxReservationUnits = pool.oneOf(4, 6, 1_000);
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
              c.flags = pool.oneIn(60) ? pool.upTo(256) : 0;
            });
  }

  private Commands.ReserveBasket reserveBasket() {
    final List<BasketLine> lines = new ArrayList<>();
    final int count = pool.oneIn(40) ? 0 : 1 + pool.upTo(4);
    for (int i = 0; i < count; i++) {
      final boolean again = pool.oneIn(40) && !lines.isEmpty();
      lines.add(
          new BasketLine(
              again ? lines.get(0).id() : pool.newReservation(),
              pool.item(),
              pool.oneIn(2) ? 1 : pool.quantity()));
    }
    return new Commands.ReserveBasket()
        .with(
            c -> {
              c.id = pool.oneIn(40) && !lines.isEmpty() ? lines.get(0).id() : pool.newBasket();
              c.sale = pool.sale();
              c.buyer = pool.buyer();
              c.group = pool.group();
              c.tier = pool.tier();
              c.lines = lines;
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

  private Commands.CreateSale createSale() {
    return new Commands.CreateSale()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.sale = pool.sale();
              c.opensAtMs = instant();
              c.closesAtMs = pool.oneIn(6) ? instant() : Commands.NOT_GIVEN;
              c.graceUntilMs = pool.oneIn(30) ? instant() : Commands.NOT_GIVEN;
              c.holdMs = duration();
              c.paymentMs = duration();
              c.maxHoldMs = duration();
              c.retentionMs = pool.oneIn(20) ? -1 : 0;
              c.buyerLimit = pool.oneIn(40) ? 1 : 0;
              c.gated = pool.oneIn(40) ? 1 : 0;
              c.seed = pool.upTo(2);
              c.name = pool.text();
            });
  }

  /** A time about now, none, or a senseless one. */
  private long instant() {
    if (pool.oneIn(30)) {
      return pool.oneOf(-1L, 0L, Long.MAX_VALUE);
    }
    return pool.oneIn(3) ? Commands.NOT_GIVEN : later();
  }

  /**
   * At about now or a good while later, on a coarse grid so that things fall on the same instant.
   */
  private long later() {
    final long instant = timeMs + pool.between(0, pool.oneOf(20, 200, 5_000));
    return instant - instant % 10;
  }

  private long duration() {
    return pool.oneIn(40)
        ? pool.oneOf(0L, -1L, YEAR_MS, YEAR_MS + 1)
        : pool.between(1, longestHoldMs);
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

  private Commands.CloseSale closeSale() {
    return new Commands.CloseSale()
        .with(
            c -> {
              c.id = pool.newCommand();
              c.sale = pool.sale();
              c.reason = pool.text();
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
              c.expectedAvailable = pool.oneIn(8) ? pool.between(-1, 6) : Commands.NOT_GIVEN;
              c.flags = pool.oneIn(6) ? pool.oneOf(0, 0, 2, 128) : 1;
              c.operatorName = pool.text();
            });
  }

  private long delta() {
    if (pool.oneIn(30)) {
      return pool.oneOf(0L, Long.MIN_VALUE, Long.MAX_VALUE, 1_000_000L);
    }
    return pool.oneIn(4) ? -pool.between(1, 5) : pool.between(1, 30);
  }
}
