package io.holdfast.model;

import java.util.Comparator;
import java.util.SortedSet;
import java.util.TreeSet;

/** The stock of one item in one sale, and who waits for it. */
final class Line {
  private final Sale sale;
  private final long item;
  private final long order;
  private long received;
  private long available;
  private long held;
  private long sold;
  private long waitingUnits;

  /** In the order in which they are served. */
  private final TreeSet<Reservation> waitlist =
      new TreeSet<>(
          Comparator.comparingInt(Reservation::tier).thenComparingLong(Reservation::sequence));

  /** In the order in which they lapse. */
  private final TreeSet<Reservation> holds =
      new TreeSet<>(
          Comparator.comparingLong((Reservation hold) -> hold.deadlineMs().orElseThrow())
              .thenComparingLong(Reservation::deadlineOrder));

  /** {@code order} is how many lines were created before it, in all sales. */
  Line(final Sale sale, final long item, final long order) {
    this.sale = sale;
    this.item = item;
    this.order = order;
  }

  Sale sale() {
    return sale;
  }

  long item() {
    return item;
  }

  long order() {
    return order;
  }

  long received() {
    return received;
  }

  long available() {
    return available;
  }

  long held() {
    return held;
  }

  long sold() {
    return sold;
  }

  /** What is available and not owed to those who wait. */
  long free() {
    return Math.max(0, available - waitingUnits);
  }

  SortedSet<Reservation> waitlist() {
    return waitlist;
  }

  SortedSet<Reservation> holds() {
    return holds;
  }

  void receive(final long units) {
    received += units;
    move(units, 0, 0);
  }

  void move(final long toAvailable, final long toHeld, final long toSold) {
    available += toAvailable;
    held += toHeld;
    sold += toSold;
    sale.moved(toAvailable, toHeld);
  }

  void startWaiting(final Reservation entry) {
    waitlist.add(entry);
    waitingUnits += entry.asked();
    sale.linesWithWaiters().add(this);
  }

  void stopWaiting(final Reservation entry) {
    waitlist.remove(entry);
    waitingUnits -= entry.asked();
    if (waitlist.isEmpty()) {
      sale.linesWithWaiters().remove(this);
    }
  }

  LineView view() {
    return new LineView(
        sale.id(), item, received, available, held, sold, waitingUnits, waitlist.size());
  }
}
