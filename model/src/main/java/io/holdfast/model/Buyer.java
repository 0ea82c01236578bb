package io.holdfast.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What one buyer holds and waits for in one sale. */
final class Buyer {
  /** In the order in which they were made. */
  private final List<Reservation> live = new ArrayList<>();

  void add(final Reservation reservation) {
    live.add(reservation);
  }

  void remove(final Reservation reservation) {
    live.remove(reservation);
  }

  int liveReservations() {
    return live.size();
  }

  boolean hasHold() {
    return live.stream().anyMatch(Reservation::isHold);
  }

  /** The reverse of the order in which they were made. */
  List<Reservation> newestFirst() {
    final List<Reservation> reversed = new ArrayList<>();
    for (int i = live.size() - 1; i >= 0; i--) {
      reversed.add(live.get(i));
    }
    return reversed;
  }

  Optional<Id> newestHold(final Line line) {
    return newestFirst().stream()
        .filter(reservation -> reservation.line() == line && reservation.isHold())
        .findFirst()
        .map(Reservation::id);
  }

  Optional<Id> waitingEntry(final Line line) {
    return live.stream()
        .filter(reservation -> reservation.line() == line && reservation.isWaiting())
        .findFirst()
        .map(Reservation::id);
  }
}
