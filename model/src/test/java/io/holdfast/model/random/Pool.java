package io.holdfast.model.random;

import io.holdfast.model.Commands;
import io.holdfast.model.Id;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Random values from so few that they meet each other: sales, items, buyers, and the ids used so
 * far, of which the newest are the likeliest.
 */
final class Pool {
  private static final Id ZERO = new Id(0, 0);
  private static final int NEWEST = 12;
  private static final String[] TEXTS = {"", "a", "b", "\u00fcber", "x".repeat(256)};

  private final SplittableRandom random;
  private final List<Id> reservations = new ArrayList<>();
  private final List<Id> baskets = new ArrayList<>();
  private final List<Id> commands = new ArrayList<>();
  private long freshIds;

  Pool(final SplittableRandom random) {
    this.random = random;
  }

  /** True once in {@code times}. */
  boolean oneIn(final int times) {
    return random.nextInt(times) == 0;
  }

  int upTo(final int bound) {
    return random.nextInt(bound);
  }

  /** From, inclusive, to, inclusive. */
  long between(final long from, final long to) {
    return random.nextLong(from, to + 1);
  }

  @SafeVarargs
  final <V> V oneOf(final V... values) {
    return values[random.nextInt(values.length)];
  }

  /**
   * An id for a command that makes something: mostly new, now and then known from elsewhere, or
   * zero.
   */
  Id newReservation() {
    return remember(newId(), reservations);
  }

  Id newBasket() {
    return remember(newId(), baskets);
  }

  Id newCommand() {
    return remember(newId(), commands);
  }

  Id reservation() {
    return known(reservations);
  }

  Id basket() {
    return known(baskets);
  }

  long sale() {
    return oneIn(60) ? oneOf(0L, 9L, -1L) : oneOf(1L, 1L, 1L, 2L, 2L, 3L);
  }

  long item() {
    return oneIn(60) ? oneOf(0L, 9L, Long.MIN_VALUE) : oneOf(1L, 1L, 1L, 2L, 2L, 3L);
  }

  long buyer() {
    return between(0, 2);
  }

  long group() {
    return between(0, 2);
  }

  int quantity() {
    return oneIn(40)
        ? oneOf(0, -1, 1_000, Integer.MAX_VALUE, Integer.MIN_VALUE + 1)
        : 1 + random.nextInt(4);
  }

  int optionalQuantity() {
    return oneOf(Commands.ALL, 1, quantity());
  }

  int tier() {
    return oneIn(60) ? oneOf(8, 255) : random.nextInt(8);
  }

  String text() {
    return oneOf(TEXTS);
  }

  private Id newId() {
    if (oneIn(80)) {
      return ZERO;
    }
    if (oneIn(40)) {
      return known(reservations);
    }
    if (oneIn(80)) {
      return known(oneIn(2) ? baskets : commands);
    }
    freshIds++;
    return new Id(freshIds % 3, freshIds);
  }

  private static Id remember(final Id id, final List<Id> where) {
    where.add(id);
    return id;
  }

  private Id known(final List<Id> likely) {
    if (oneIn(100)) {
      return oneOf(ZERO, new Id(77, 77));
    }
    final List<Id> from = oneIn(30) ? oneOf(reservations, baskets, commands) : likely;
    if (from.isEmpty()) {
      return new Id(78, 78);
    }
    final int newest = oneIn(5) ? from.size() : Math.min(NEWEST, from.size());
    return from.get(from.size() - 1 - random.nextInt(newest));
  }
}
