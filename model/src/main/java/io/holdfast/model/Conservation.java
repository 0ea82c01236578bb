package io.holdfast.model;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Whether every unit is somewhere, and only once. */
final class Conservation {
  private final World world;

  Conservation(final World world) {
    this.world = world;
  }

  Optional<String> checkTouched() {
    for (final Line line : world.recorder.touched()) {
      final Optional<String> broken = check(line);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  /** In an OPEN sale nobody waits for what is available, unless the line is in the backlog. */
  Optional<String> checkWaitlists() {
    for (final Line line : world.recorder.touched()) {
      final boolean owed =
          line.sale().isOpen() && line.available() > 0 && !line.waitlist().isEmpty();
      if (owed && !world.waitlists.isInBacklog(line)) {
        return Optional.of(
            describe(line)
                + ": "
                + line.waitlist().size()
                + " wait for what is available, and nothing is left to do");
      }
    }
    return Optional.empty();
  }

  /** What all reservations add up to. */
  private static final class Sums {
    private final Map<Line, long[]> heldAndSold = new HashMap<>();
    private final Map<Sale, Books> books = new HashMap<>();
    private final Map<Sale, Integer> live = new HashMap<>();
    private int counted;

    void add(final Reservation reservation) {
      final long[] sums = heldAndSold.computeIfAbsent(reservation.line(), line -> new long[2]);
      final int held = reservation.isHold() ? reservation.granted() : 0;
      sums[0] += held;
      sums[1] += reservation.leftOfPurchase();
      books
          .computeIfAbsent(reservation.sale(), sale -> new Books())
          .count(reservation, (long) held + reservation.leftOfPurchase());
      live.merge(reservation.sale(), reservation.isLive() ? 1 : 0, Integer::sum);
      counted += reservation.isEnded() ? 0 : 1;
    }
  }

  Optional<String> checkAll() {
    final Sums sums = new Sums();
    for (final Known known : world.memory.all()) {
      if (known instanceof Reservation reservation) {
        sums.add(reservation);
      }
    }
    if (sums.counted != world.memory.reservations()) {
      return Optional.of(
          "there are "
              + sums.counted
              + " live reservations and purchases, counted were "
              + world.memory.reservations());
    }
    for (final Sale sale : world.sales.all()) {
      final Optional<String> broken = check(sale, sums);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  private static Optional<String> check(final Sale sale, final Sums sums) {
    for (final Line line : sale.lines()) {
      final Optional<String> broken = check(line, sums.heldAndSold.getOrDefault(line, new long[2]));
      if (broken.isPresent()) {
        return broken;
      }
    }
    final int live = sums.live.getOrDefault(sale, 0);
    if (live != sale.liveReservations()) {
      return Optional.of(
          "sale "
              + sale.id()
              + " has "
              + live
              + " live reservations, counted were "
              + sale.liveReservations());
    }
    return sums.books.getOrDefault(sale, new Books()).sameAs(sale.books())
        ? Optional.empty()
        : Optional.of(
            "sale " + sale.id() + ": its holds and purchases are not what its limits count");
  }

  private static Optional<String> check(final Line line, final long[] heldAndSold) {
    if (line.held() != heldAndSold[0]) {
      return Optional.of(describe(line) + ": its holds add up to " + heldAndSold[0]);
    }
    if (line.sold() != heldAndSold[1]) {
      return Optional.of(describe(line) + ": its purchases add up to " + heldAndSold[1]);
    }
    return check(line);
  }

  private static Optional<String> check(final Line line) {
    if (line.available() < 0 || line.held() < 0 || line.sold() < 0 || line.received() < 0) {
      return Optional.of(describe(line) + ": a quantity is negative");
    }
    if (line.available() + line.held() + line.sold() != line.received()) {
      return Optional.of(describe(line) + ": available + held + sold is not received");
    }
    return Optional.empty();
  }

  private static String describe(final Line line) {
    return "item "
        + line.item()
        + " in sale "
        + line.sale().id()
        + ": received "
        + line.received()
        + ", available "
        + line.available()
        + ", held "
        + line.held()
        + ", sold "
        + line.sold();
  }
}
