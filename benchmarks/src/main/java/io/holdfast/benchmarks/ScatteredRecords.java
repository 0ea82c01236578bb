package io.holdfast.benchmarks;

import java.util.Random;

/**
 * Brings an engine's memory into the disorder of one that has run for long. An engine takes its
 * first records one after the other, so a benchmark that touched them in the order of their making
 * would walk through memory, which the processor foresees. Here as many reservations as will ever
 * be needed are made and released in random order: from then on the order in which records are used
 * says nothing about where they lie. It also takes the engine past all growth.
 */
final class ScatteredRecords {
  private static final long SALE = Long.MAX_VALUE;
  private static final long ITEM = 1;
  private static final long SEED = 0x5EED;

  /** Their numbers, and those of their buyers, are used by no one else. */
  private static final long FIRST_NUMBER = Long.MIN_VALUE;

  private ScatteredRecords() {}

  static void prepare(final EngineDriver driver, final Operator operator, final int count) {
    operator.openSale(SALE, SaleTerms.longHolds(0), 1, count);
    final StorefrontCommands commands = new StorefrontCommands(2);
    commands.encodeReserve(0, false);
    commands.encodeRelease(1);
    for (int i = 0; i < count; i++) {
      final long number = FIRST_NUMBER + i;
      commands.reserve(0, Ids.reservationLo(number), SALE, ITEM, Ids.buyer(number), 1);
      driver.accept(commands.buffer(), 0);
    }
    final int release = StorefrontCommands.offset(1);
    for (final int i : shuffled(count)) {
      commands.release(release, Ids.reservationLo(FIRST_NUMBER + i));
      driver.accept(commands.buffer(), release);
    }
    operator.closeSale(SALE);
  }

  private static int[] shuffled(final int count) {
    final int[] order = new int[count];
    final Random random = new Random(SEED);
    for (int i = 0; i < count; i++) {
      final int other = random.nextInt(i + 1);
      order[i] = order[other];
      order[other] = i;
    }
    return order;
  }
}
