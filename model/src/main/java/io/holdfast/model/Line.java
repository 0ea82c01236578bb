package io.holdfast.model;

/** The stock of one item in one sale. Changed by {@link Stock} only. */
final class Line {
  private final Sale sale;
  private final long item;
  private long received;
  private long available;
  private long held;
  private long sold;

  Line(final Sale sale, final long item) {
    this.sale = sale;
    this.item = item;
  }

  Sale sale() {
    return sale;
  }

  long item() {
    return item;
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

  void receive(final long units) {
    received += units;
    available += units;
  }

  void move(final long toAvailable, final long toHeld, final long toSold) {
    available += toAvailable;
    held += toHeld;
    sold += toSold;
  }

  LineView view() {
    return new LineView(sale.id(), item, received, available, held, sold);
  }
}
