package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import java.io.PrintStream;
import org.HdrHistogram.Histogram;

/**
 * How long single steps take while very many holds lapse at one instant. Unlike JMH, which takes
 * samples, this takes the time of every step, because the question is the slowest one.
 *
 * <p>A round: an engine of its own, one sale of {@value #LINES} lines, all units held, all until
 * the same millisecond. At that millisecond: a Tick, {@value EngineDriver#BATCH_COMMANDS} Reserves,
 * a Tick, and so on until nothing is due. Every second Reserve is by a buyer who has a lapsed hold,
 * the others by new buyers; each wants a unit of a random line, where there is none that is not
 * held or lapsed, so the Reserve itself lets lapse what it needs.
 */
final class ExpiryBurst {
  private static final int DEFAULT_HOLDS = 1_000_000;
  private static final int DEFAULT_ROUNDS = 10;
  private static final int WARMUP_ROUNDS = 10;
  private static final int LINES = 100;
  private static final int SLOTS = 4_096;
  private static final long SALE = 1;
  private static final long HOLD_MS = 60_000;
  private static final long FIRST_NEW = 1L << 60;
  private static final long MAX_NANOS = 60_000_000_000L;

  private final int holds;
  private final Histogram ticks = new Histogram(MAX_NANOS, 3);
  private final Histogram reserves = new Histogram(MAX_NANOS, 3);
  private final Histogram bursts = new Histogram(MAX_NANOS, 3);
  private final StorefrontCommands commands = new StorefrontCommands(SLOTS);
  private long steps;

  ExpiryBurst(final int holds) {
    this.holds = holds;
    for (int slot = 0; slot < SLOTS; slot++) {
      commands.encodeReserve(slot, false);
    }
  }

  /** Arguments: holds that lapse, rounds that count; both may be left out. */
  public static void main(final String[] args) {
    final int holds = ProgramArguments.positive(args, 0, DEFAULT_HOLDS);
    final int rounds = ProgramArguments.positive(args, 1, DEFAULT_ROUNDS);
    new ExpiryBurst(holds).run(WARMUP_ROUNDS, rounds, System.out);
  }

  void run(final int warmupRounds, final int rounds, final PrintStream out) {
    for (int i = 0; i < warmupRounds; i++) {
      round();
    }
    reset();
    for (int i = 0; i < rounds; i++) {
      round();
    }
    print(warmupRounds, rounds, out);
  }

  private void reset() {
    ticks.reset();
    reserves.reset();
    bursts.reset();
    steps = 0;
  }

  private void round() {
    // Twice the holds: while the burst goes on, Reserves make new ones.
    final EngineDriver driver =
        new EngineDriver(
            Ceilings.of(Math.multiplyExact(2, holds), Math.max(1_024, holds)),
            Integer.highestOneBit(Integer.MAX_VALUE));
    final int perLine = holds / LINES + 1;
    new Operator(driver)
        .openSale(SALE, new SaleTerms(HOLD_MS, HOLD_MS, HOLD_MS, HOLD_MS, 0, null), LINES, perLine);
    for (int number = 0; number < perLine * LINES; number++) {
      write(number, 1 + number % LINES, number);
      driver.accept(commands.buffer(), offset(number));
    }
    // Or the collector would do it in mid-burst.
    System.gc();
    driver.advanceTo(driver.timeMs() + HOLD_MS);
    burst(driver);
  }

  private void burst(final EngineDriver driver) {
    final long begin = System.nanoTime();
    long number = FIRST_NEW;
    while (driver.isDue()) {
      final long tickBegin = System.nanoTime();
      driver.tick();
      ticks.recordValue(System.nanoTime() - tickBegin);
      steps++;
      for (int i = 0; i < EngineDriver.BATCH_COMMANDS; i++) {
        reserve(driver, number++);
      }
    }
    bursts.recordValue(System.nanoTime() - begin);
  }

  private void reserve(final EngineDriver driver, final long number) {
    final long bits = Ids.reservationLo(number);
    final long buyer = (number & 1) == 0 ? number : Ids.spread(Long.reverse(bits), holds);
    write(number, 1 + Ids.spread(bits, LINES), buyer);
    final long begin = System.nanoTime();
    final Verdict verdict = driver.executeNow(commands.buffer(), offset(number));
    reserves.recordValue(System.nanoTime() - begin);
    steps++;
    driver.expect(verdict, Code.ACCEPTED);
  }

  private void write(final long number, final long item, final long buyer) {
    commands.reserve(offset(number), Ids.reservationLo(number), SALE, item, Ids.buyer(buyer), 1);
  }

  private static int offset(final long number) {
    return StorefrontCommands.offset((int) (number & (SLOTS - 1)));
  }

  private void print(final int warmupRounds, final int rounds, final PrintStream out) {
    out.printf(
        "%,d holds of %d lines lapse at once; %d rounds after %d to warm up, %,d steps timed,"
            + " none left out%n",
        holds, LINES, rounds, warmupRounds, steps);
    out.printf(
        "%-28s %10s %10s %10s %10s %10s %10s%n",
        "microseconds", "count", "p50", "p99", "p99.9", "p99.99", "slowest");
    print("Tick", ticks, out);
    print("Reserve", reserves, out);
    print("until nothing is due", bursts, out);
  }

  private static void print(final String name, final Histogram nanos, final PrintStream out) {
    out.printf(
        "%-28s %,10d %,10.2f %,10.2f %,10.2f %,10.2f %,10.2f%n",
        name,
        nanos.getTotalCount(),
        micros(nanos.getValueAtPercentile(50)),
        micros(nanos.getValueAtPercentile(99)),
        micros(nanos.getValueAtPercentile(99.9)),
        micros(nanos.getValueAtPercentile(99.99)),
        micros(nanos.getMaxValue()));
  }

  private static double micros(final long nanos) {
    return nanos / 1_000.0;
  }
}
