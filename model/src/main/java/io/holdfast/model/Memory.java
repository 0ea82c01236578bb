package io.holdfast.model;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/**
 * The one space of ids: what is known, how much of each kind there is, and what is forgotten when.
 */
final class Memory {
  private final Map<Id, Known> known = new HashMap<>();

  /**
   * In the order in which they ended; a late payment takes one out of the middle. Those of a
   * forgotten sale are unknown, but keep their places.
   */
  private final Set<Reservation> endedHolds = new LinkedHashSet<>();

  /** In the order in which they came; as above. */
  private final Deque<Known.Rejection> rejections = new ArrayDeque<>();

  private Ceilings ceilings;
  private int reservations;
  private int commandIds;

  void configure(final Ceilings epochCeilings) {
    ceilings = epochCeilings;
  }

  /** What is remembered under this id, null where nothing is. */
  Known find(final Id id) {
    return known.get(id);
  }

  Reservation findReservation(final Id id) {
    return known.get(id) instanceof Reservation reservation ? reservation : null;
  }

  /** A basket of which no line is forgotten; null where there is none. */
  Basket findWholeBasket(final Id id) {
    return known.get(id) instanceof Basket basket && !basket.lacksALine() ? basket : null;
  }

  Iterable<Known> all() {
    return known.values();
  }

  /** Live reservations and purchases together, as the ceiling counts them. */
  int reservations() {
    return reservations;
  }

  int commandIds() {
    return commandIds;
  }

  /** Ended reservations that keep a place, also unknown ones. */
  int endedHolds() {
    return endedHolds.size();
  }

  boolean hasRoomForReservations(final int more) {
    return reservations + (long) more <= ceilings.maxReservations();
  }

  boolean hasRoomForCommandId() {
    return commandIds < ceilings.maxCommandIds();
  }

  void addReservation(final Reservation reservation) {
    add(reservation);
    reservations++;
  }

  void addBasket(final Basket basket) {
    add(basket);
  }

  void addDone(final Known.Done done) {
    add(done);
    commandIds++;
  }

  void addRejection(final Known.Rejection rejection) {
    add(rejection);
    rejections.addLast(rejection);
    forget(rejection.rejectedAtMs());
  }

  private void add(final Known something) {
    known.put(something.id(), something);
    something.sale().known().add(something);
  }

  /** A reservation has ended: it makes room, and is remembered for a while. */
  void reservationEnded(final Reservation ended) {
    reservations--;
    endedHolds.add(ended);
    forget(ended.endedAtMs());
  }

  /** An ended hold was paid for: it counts again and is not forgotten. */
  void endedHoldPaid(final Reservation paid) {
    endedHolds.remove(paid);
    reservations++;
  }

  /** Forgets what is too old or beyond the newest that are kept. */
  void forget(final long nowMs) {
    while (!endedHolds.isEmpty()) {
      final Reservation oldest = endedHolds.iterator().next();
      if (endedHolds.size() <= ceilings.maxEndedHolds() && !aged(oldest.endedAtMs(), nowMs)) {
        break;
      }
      endedHolds.remove(oldest);
      forget(oldest);
    }
    while (!rejections.isEmpty()
        && (rejections.size() > ceilings.maxRejections()
            || aged(rejections.getFirst().rejectedAtMs(), nowMs))) {
      drop(rejections.removeFirst());
    }
  }

  private boolean aged(final long sinceMs, final long nowMs) {
    return nowMs - sinceMs >= ceilings.memoryRetentionMs();
  }

  private void forget(final Reservation ended) {
    ended.forget();
    drop(ended);
    final Basket basket = ended.basket();
    if (basket != null && basket.isForgotten()) {
      drop(basket);
    }
  }

  /** Nothing else may have been made under the id meanwhile: then that stays. */
  private void drop(final Known something) {
    if (known.get(something.id()) == something) {
      known.remove(something.id());
    }
    something.sale().known().remove(something);
  }

  /** All of the sale is unknown from here on. */
  void forgetSale(final Sale sale) {
    for (final Known something : sale.known()) {
      if (something instanceof Reservation reservation) {
        reservation.forget();
        reservations -= reservation.isEnded() ? 0 : 1;
      }
      commandIds -= something instanceof Known.Done ? 1 : 0;
      known.remove(something.id());
    }
    sale.known().clear();
  }
}
