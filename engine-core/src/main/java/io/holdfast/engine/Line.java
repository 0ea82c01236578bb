package io.holdfast.engine;

import io.holdfast.protocol.codec.SaleState;

/**
 * The stock of one item in one sale, with its holds and its waitlist. Every method keeps {@code
 * available + held + sold = received} and is called only after the checks that keep each of them
 * from going below zero.
 */
final class Line {
  /** Value of {@link #dueIndex} of a line without holds. */
  static final int NOT_DUE = -1;

  final int ordinal;

  /** Grows from line to line, and is never used again. */
  final long created;

  final Sale sale;
  final long item;
  final HoldQueue holds;
  final Waitlist waitlist;

  private final Digest digest;
  private long available;
  private long held;
  private long sold;

  /** Scratch of one basket's check: units it asks of this line so far. Zero between steps. */
  long asked;

  /** Owned by {@link DueLines}. */
  int dueIndex = NOT_DUE;

  /** When the first hold is due, or {@link Sale#NEVER}. Owned by {@link DueLines}. */
  long dueMs = Sale.NEVER;

  /** Owned by {@link Backlog}. */
  boolean inBacklog;

  Line backlogPrevious;
  Line backlogNext;

  Line(
      final int ordinal,
      final long created,
      final Sale sale,
      final long item,
      final Records records,
      final Digest digest) {
    this.ordinal = ordinal;
    this.created = created;
    this.sale = sale;
    this.item = item;
    this.digest = digest;
    holds = new HoldQueue(records);
    waitlist = new Waitlist(records);
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

  long received() {
    return available + held + sold;
  }

  /** Units that anybody may have: what is owed to the waitlist is not among them. */
  long free() {
    return Math.max(0, available - waitlist.units());
  }

  /** Whether the waitlist is to be served now. */
  boolean owes() {
    return available > 0 && !waitlist.isEmpty() && sale.state() == SaleState.OPEN;
  }

  void adjust(final long delta) {
    change(delta, 0, 0);
  }

  void hold(final int units) {
    change(-units, units, 0);
  }

  void free(final int units) {
    change(units, -units, 0);
  }

  /** Sells {@code units} of a hold of {@code granted}; the rest of the hold becomes available. */
  void sell(final int granted, final int units) {
    change(granted - units, -granted, units);
  }

  void sellLate(final int units) {
    change(-units, 0, units);
  }

  void takeBack(final int units) {
    change(units, 0, -units);
  }

  /** The quantities of a loaded state; the line is new. */
  void restore(final long loadedAvailable, final long loadedHeld, final long loadedSold) {
    available = loadedAvailable;
    held = loadedHeld;
    sold = loadedSold;
    sale.addUnits(loadedAvailable, loadedHeld, loadedSold);
  }

  /** Folds the quantities as they are: an entry began or ceased to wait. */
  void waitlistChanged() {
    change(0, 0, 0);
  }

  private void change(final long toAvailable, final long toHeld, final long toSold) {
    available += toAvailable;
    held += toHeld;
    sold += toSold;
    sale.addUnits(toAvailable, toHeld, toSold);
    assert available >= 0 && held >= 0 && sold >= 0
        : "line " + item + ": available " + available + ", held " + held + ", sold " + sold;
    digest.fold(item);
    digest.fold(available);
    digest.fold(held);
    digest.fold(sold);
  }
}
