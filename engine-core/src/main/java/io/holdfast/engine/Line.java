package io.holdfast.engine;

/**
 * The stock of one item in one sale. Every method keeps {@code available + held + sold = received}
 * and is called only after the checks that keep each of them from going below zero.
 */
final class Line {
  final int ordinal;
  final Sale sale;
  final long item;

  private final Digest digest;
  private long available;
  private long held;
  private long sold;

  /** Scratch of one basket's check: units it asks of this line so far. Zero between steps. */
  long asked;

  Line(final int ordinal, final Sale sale, final long item, final Digest digest) {
    this.ordinal = ordinal;
    this.sale = sale;
    this.item = item;
    this.digest = digest;
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

  private void change(final long toAvailable, final long toHeld, final long toSold) {
    available += toAvailable;
    held += toHeld;
    sold += toSold;
    assert available >= 0 && held >= 0 && sold >= 0
        : "line " + item + ": available " + available + ", held " + held + ", sold " + sold;
    digest.fold(item);
    digest.fold(available);
    digest.fold(held);
    digest.fold(sold);
  }
}
