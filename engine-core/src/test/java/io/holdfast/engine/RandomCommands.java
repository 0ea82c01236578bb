package io.holdfast.engine;

import java.util.SplittableRandom;

/**
 * Storefront commands from a few ids, so that they meet each other in every state. The ids move on
 * slowly, for a purchase stays one for ever.
 */
final class RandomCommands {
  /** Reservations of one time have so many numbers. */
  static final int RESERVATIONS = 60;

  private static final int LONGEST_BASKET = 4;
  private static final int COMMANDS_PER_ID = 10;
  private static final int BASKETS = 12;
  private static final int CANCELS = 40;
  private static final int LONGEST_STEP_MS = 2_000;

  private final SplittableRandom random;
  private int commands;

  RandomCommands(final long seed) {
    random = new SplittableRandom(seed);
  }

  /** Engine time that passes before the next command. */
  long nextPauseMs() {
    return random.nextInt(3) == 0 ? random.nextInt(LONGEST_STEP_MS) : 0;
  }

  TestCommands next(final TestCommands to) {
    final long first = first();
    final long reservation = first + random.nextInt(RESERVATIONS);
    final long basket = first + random.nextInt(BASKETS);
    commands++;
    return switch (random.nextInt(12)) {
      case 0, 1, 2, 3 -> to.reserve(reservation, sale(), item(), quantity());
      case 4 ->
          to.basket(basket, sale(), reservation, random.nextInt(LONGEST_BASKET + 1), quantity());
      case 5, 6 -> to.confirm(reservation, optionalQuantity());
      case 7 -> to.confirmBasket(basket);
      case 8, 9 -> to.release(reservation);
      case 10 -> to.releaseBasket(basket);
      default -> to.cancel(first + random.nextInt(CANCELS), reservation, optionalQuantity());
    };
  }

  /** The lowest number that the next command may name. */
  long first() {
    return 1L + commands / COMMANDS_PER_ID;
  }

  /** No reservation has a higher number so far. */
  long last() {
    return first() + RESERVATIONS + LONGEST_BASKET;
  }

  private long sale() {
    return random.nextInt(20) == 0 ? 9 : 1;
  }

  private long item() {
    return random.nextInt(20) == 0 ? 99 : 1L + random.nextInt(TestEngine.ITEMS);
  }

  private int quantity() {
    return random.nextInt(20) == 0 ? 0 : 1 + random.nextInt(4);
  }

  private int optionalQuantity() {
    return random.nextBoolean() ? TestCommands.ALL : quantity();
  }
}
