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
  private static final int MOST_IDS = 1_000;
  private static final String[] TEXTS = {"", "a", "b", "\u00fcber", "x".repeat(256)};

  private final SplittableRandom random;
  private final List<Id> reservations = new ArrayList<>();
  private final List<Id> baskets = new ArrayList<>();
  private final List<Id> commands = new ArrayList<>();

  /** Of what was accepted, as far as anybody told. */
  private final List<Id> liveReservations = new ArrayList<>();

  private final List<Id> liveBaskets = new ArrayList<>();
  private final int buyers;
  private final int newest;
  private long freshIds;

  Pool(final SplittableRandom random) {
    this.random = random;
    buyers = oneOf(2, 5, 9, 40);
    newest = oneOf(6, 12, 60);
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

  void acceptedReservation(final Id id) {
    remember(id, liveReservations);
  }

  void acceptedBasket(final Id id) {
    remember(id, liveBaskets);
  }

  Id reservation() {
    return known(liveReservations.isEmpty() || oneIn(12) ? reservations : liveReservations);
  }

  Id basket() {
    return known(liveBaskets.isEmpty() || oneIn(12) ? baskets : liveBaskets);
  }

  long sale() {
    return oneIn(150) ? oneOf(0L, 9L, -1L) : oneOf(1L, 1L, 1L, 2L, 2L, 3L);
  }

  long item() {
    return oneIn(150) ? oneOf(0L, 9L, Long.MIN_VALUE) : oneOf(1L, 1L, 1L, 1L, 1L, 2L, 2L, 3L);
  }

  long buyer() {
    return upTo(buyers);
  }

  long group() {
    return between(0, 2);
  }

  int quantity() {
    return oneIn(120)
        ? oneOf(0, -1, 1_000, Integer.MAX_VALUE, Integer.MIN_VALUE + 1)
        : 1 + random.nextInt(4);
  }

  int optionalQuantity() {
    return oneOf(Commands.ALL, 1, quantity());
  }

  int tier() {
    return oneIn(150) ? oneOf(8, 255) : random.nextInt(oneOf(1, 3, 8));
  }

  /** Of a Reserve. */
  int flags() {
    if (oneIn(150)) {
      return upTo(256);
    }
    return oneOf(0, 0, 0, Commands.PARTIAL, Commands.WAITLIST, Commands.WAITLIST, 3);
  }

  String text() {
    return oneOf(TEXTS);
  }

  private Id newId() {
    if (oneIn(120)) {
      return ZERO;
    }
    if (oneIn(60)) {
      return known(reservations);
    }
    if (oneIn(120)) {
      return known(oneIn(2) ? baskets : commands);
    }
    freshIds++;
    return new Id(freshIds % 3, freshIds);
  }

  /** The oldest are dropped now and then, so that long runs stay quick. */
  private static Id remember(final Id id, final List<Id> where) {
    if (where.size() >= 2 * MOST_IDS) {
      where.subList(0, MOST_IDS).clear();
    }
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
    final int among = oneIn(5) ? from.size() : Math.min(newest, from.size());
    return from.get(from.size() - 1 - random.nextInt(among));
  }
}
