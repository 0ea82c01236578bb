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
    for (final Line line : world.stock.touched()) {
      final Optional<String> broken = check(line);
      if (broken.isPresent()) {
        return broken;
      }
    }
    return Optional.empty();
  }

  Optional<String> checkAll() {
    final Map<Line, long[]> heldAndSold = new HashMap<>();
    int live = 0;
    int ended = 0;
    for (final Known known : world.memory.all()) {
      if (known instanceof Reservation reservation) {
        final long[] sums = heldAndSold.computeIfAbsent(reservation.line(), line -> new long[2]);
        sums[0] += reservation.isHeld() ? reservation.granted() : 0;
        sums[1] += reservation.leftOfPurchase();
        live += reservation.isEnded() ? 0 : 1;
        ended += reservation.isEnded() ? 1 : 0;
      }
    }
    if (live != world.memory.liveReservations() || ended != world.memory.endedHolds()) {
      return Optional.of(
          "there are "
              + live
              + " live reservations and "
              + ended
              + " ended holds, counted were "
              + world.memory.liveReservations()
              + " and "
              + world.memory.endedHolds());
    }
    for (final Sale sale : world.sales.all()) {
      for (final Line line : sale.lines()) {
        final Optional<String> broken = check(line, heldAndSold.getOrDefault(line, new long[2]));
        if (broken.isPresent()) {
          return broken;
        }
      }
    }
    return Optional.empty();
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
