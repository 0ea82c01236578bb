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

  /** In the order in which they ended; a late payment takes one out of the middle. */
  private final Set<Reservation> endedHolds = new LinkedHashSet<>();

  private final Deque<Known.Rejection> rejections = new ArrayDeque<>();
  private Ceilings ceilings;
  private int liveReservations;
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

  Basket findBasket(final Id id) {
    return known.get(id) instanceof Basket basket ? basket : null;
  }

  Iterable<Known> all() {
    return known.values();
  }

  /** Holds and purchases together, as the ceiling counts them. */
  int liveReservations() {
    return liveReservations;
  }

  int endedHolds() {
    return endedHolds.size();
  }

  boolean hasRoomForReservations(final int more) {
    return liveReservations + (long) more <= ceilings.maxReservations();
  }

  boolean hasRoomForCommandId() {
    return commandIds < ceilings.maxCommandIds();
  }

  void addHold(final Reservation hold) {
    known.put(hold.id(), hold);
    liveReservations++;
  }

  void addBasket(final Basket basket) {
    known.put(basket.id(), basket);
  }

  void addDone(final Known.Done done) {
    known.put(done.id(), done);
    commandIds++;
  }

  void addRejection(final Known.Rejection rejection) {
    known.put(rejection.id(), rejection);
    rejections.addLast(rejection);
    forget(rejection.rejectedAtMs());
  }

  /** A hold has ended: it makes room, and is remembered for a while. */
  void holdEnded(final Reservation ended) {
    liveReservations--;
    endedHolds.add(ended);
    forget(ended.endedAtMs());
  }

  /** An ended hold was paid for: it counts again and is not forgotten. */
  void endedHoldPaid(final Reservation paid) {
    endedHolds.remove(paid);
    liveReservations++;
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
      known.remove(rejections.removeFirst().id());
    }
  }

  private boolean aged(final long sinceMs, final long nowMs) {
    return nowMs - sinceMs >= ceilings.memoryRetentionMs();
  }

  private void forget(final Reservation ended) {
    ended.forget();
    known.remove(ended.id());
    final Basket basket = ended.basket();
    if (basket != null && basket.isForgotten()) {
      known.remove(basket.id());
    }
  }
}
