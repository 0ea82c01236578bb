package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;

/**
 * Joins of new buyers to the waiting room of one sale after the other. Of every {@value
 * #JOINS_PER_WAITING} joins one comes before the opening; during the others as many are admitted as
 * join, {@value #JOINS_PER_MS} a millisecond of engine time, and as many sessions end, each {@value
 * #FINISH_MS} ms after it began. Then the sale closes and is forgotten, and the next one begins.
 */
final class QueueTraffic {
  static final int JOINS_PER_WAITING = 5;

  private static final int JOINS_PER_MS = 1_000;
  private static final int FINISH_MS = 20;
  private static final int ADMISSION_PER_SECOND = 1_000 * JOINS_PER_MS;
  private static final int SLOTS = 4_096;
  private static final int REMEMBERED = 1_024;
  private static final long UNITS = 1_000_000_000L;

  private static final SaleTerms TERMS =
      new SaleTerms(
          SaleTerms.DAY_MS,
          SaleTerms.DAY_MS,
          SaleTerms.DAY_MS,
          1,
          0,
          new SaleTerms.Room(ADMISSION_PER_SECOND, 1_000_000, FINISH_MS));

  private final EngineDriver driver;
  private final Operator operator;
  private final StorefrontCommands commands = new StorefrontCommands(SLOTS);
  private final int beforeOpening;
  private final int joinsPerSale;
  private long sale;
  private int joined;
  private long buyer;
  private long admittedUpTo;
  private long admittedBefore;

  /** Waiting rooms in which about so many wait from the opening on. */
  QueueTraffic(final int waiting) {
    beforeOpening = waiting;
    joinsPerSale = Math.multiplyExact(JOINS_PER_WAITING, waiting);
    driver =
        new EngineDriver(
            Ceilings.of(1, REMEMBERED, Math.multiplyExact(2, joinsPerSale)), JOINS_PER_MS);
    operator = new Operator(driver);
    for (int slot = 0; slot < SLOTS; slot++) {
      commands.encodeJoin(slot);
    }
    beginSale();
  }

  private void beginSale() {
    sale++;
    operator.createSale(sale, TERMS);
    operator.adjustStock(sale, 1, UNITS);
    joined = 0;
    admittedBefore += admittedUpTo;
  }

  /** The next buyer joins; the operator's four commands for a sale come with the join after. */
  Verdict next() {
    if (joined == beforeOpening) {
      operator.openSale(sale);
    } else if (joined == joinsPerSale) {
      operator.closeSale(sale);
      beginSale();
    }
    joined++;
    final int offset = StorefrontCommands.offset((int) (buyer & (SLOTS - 1)));
    commands.join(offset, sale, Ids.buyer(buyer));
    buyer++;
    final Verdict verdict = driver.accept(commands.buffer(), offset);
    admittedUpTo = verdict.admittedUpTo();
    return verdict;
  }

  /** Places that had their turn so far. */
  long admitted() {
    return admittedBefore + admittedUpTo;
  }
}
