package io.holdfast.benchmarks;

import io.holdfast.engine.EngineConfig;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;

/**
 * Bytes per live reservation, per entry on a waitlist and per buyer in a waiting room: what is in
 * use with so many of them, in the heap after full collections and outside it, less what was in use
 * before the engine was made ("whole") or before the first of them came ("grown"). The whole counts
 * the tables that are sized once for the ceilings; it is the figure to quote.
 */
final class MemoryUse {
  private static final int DEFAULT_COUNT = 10_000_000;
  private static final int LINES = 100;
  private static final int SMALL = 1_024;
  private static final int BUYER_LIMIT = 4;
  private static final long SALE = 1;
  private static final int ITEM = 1;

  private static final SaleTerms.Room ROOM = new SaleTerms.Room(1_000, 10_000, SaleTerms.DAY_MS);

  private final MemoryMXBean memory = ManagementFactory.getMemoryMXBean();
  private final StorefrontCommands commands = new StorefrontCommands(2);
  private final PrintStream out;
  private final int count;

  MemoryUse(final PrintStream out, final int count) {
    this.out = out;
    this.count = count;
  }

  /** Argument: how many of each; may be left out. */
  public static void main(final String[] args) {
    final int count = ProgramArguments.positive(args, 0, DEFAULT_COUNT);
    new MemoryUse(System.out, count).run();
  }

  /** What is done with an engine before it is counted, or to fill it. */
  private interface Work {
    void on(EngineDriver driver);
  }

  void run() {
    out.printf(
        "%,d of each; memory in use after full collections, Java %s%n",
        count, System.getProperty("java.version"));
    out.printf("%-44s %14s %14s %18s%n", "bytes each", "whole", "grown", "empty engine, MiB");
    final EngineConfig reservations = EngineConfig.forReservations(count);
    measure("live reservation", reservations, driver -> sale(driver, 0), this::hold);
    measure(
        "live reservation, sale with buyerLimit",
        reservations,
        driver -> sale(driver, BUYER_LIMIT),
        this::hold);
    measure(
        "entry on a line's waitlist",
        EngineConfig.forReservations(count + 1),
        this::soldOut,
        this::waitForStock);
    measure("buyer in a waiting room", Ceilings.of(SMALL, SMALL, count), this::room, this::join);
  }

  private void measure(
      final String name, final EngineConfig config, final Work preparing, final Work filling) {
    final long before = heapInUse();
    final EngineDriver driver = new EngineDriver(config);
    preparing.on(driver);
    final long empty = heapInUse() + driver.engine().offHeapBytes();
    filling.on(driver);
    final long full = heapInUse() + driver.engine().offHeapBytes();
    out.printf(
        "%-44s %14.1f %14.1f %18.1f%n",
        name,
        (double) (full - before) / count,
        (double) (full - empty) / count,
        (double) (empty - before) / (1 << 20));
    // Used once more, so that the engine was reachable until here.
    driver.pass();
  }

  private void sale(final EngineDriver driver, final int buyerLimit) {
    new Operator(driver).openSale(SALE, SaleTerms.longHolds(buyerLimit), LINES, count);
  }

  /** Each by a buyer of its own, over many lines and milliseconds. */
  private void hold(final EngineDriver driver) {
    commands.encodeReserve(0, false);
    for (int i = 0; i < count; i++) {
      reserve(driver, i, 1 + i % LINES);
    }
  }

  /** One line, whose one unit is held. */
  private void soldOut(final EngineDriver driver) {
    new Operator(driver).openSale(SALE, SaleTerms.longHolds(0), 1, 1);
    commands.encodeReserve(0, true);
    reserve(driver, count, ITEM);
  }

  private void waitForStock(final EngineDriver driver) {
    for (int i = 0; i < count; i++) {
      reserve(driver, i, ITEM);
    }
  }

  private void reserve(final EngineDriver driver, final long number, final long item) {
    commands.reserve(0, Ids.reservationLo(number), SALE, item, Ids.buyer(number), 1);
    driver.accept(commands.buffer(), 0);
  }

  private void room(final EngineDriver driver) {
    final SaleTerms terms =
        new SaleTerms(
            SaleTerms.DAY_MS, SaleTerms.DAY_MS, SaleTerms.DAY_MS, SaleTerms.DAY_MS, 0, ROOM);
    new Operator(driver).createSale(SALE, terms);
    commands.encodeJoin(1);
  }

  /** The crowd before an opening. */
  private void join(final EngineDriver driver) {
    final int offset = StorefrontCommands.offset(1);
    for (int i = 0; i < count; i++) {
      commands.join(offset, SALE, Ids.buyer(i));
      driver.accept(commands.buffer(), offset);
    }
  }

  /** Collects until two readings agree to a few KiB. */
  private long heapInUse() {
    long last = Long.MAX_VALUE;
    while (true) {
      System.gc();
      final long used = memory.getHeapMemoryUsage().getUsed();
      if (Math.abs(last - used) < 1 << 14) {
        return used;
      }
      last = used;
    }
  }
}
