package io.holdfast.model;

/** Folds everything of consequence into 64 bits, in the order in which it happens. */
final class Digest {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final long FORGOTTEN = 255;

  private long value;

  long value() {
    return value;
  }

  void fold(final long x) {
    final long y = (value ^ x) * MULTIPLIER;
    value = y ^ (y >>> 32);
  }

  void foldLine(final Line line) {
    fold(line.item());
    fold(line.available());
    fold(line.held());
    fold(line.sold());
  }

  void foldSale(final Sale sale) {
    fold(sale.id());
    fold(sale.state().value());
  }

  void foldGrace(final Sale sale) {
    fold(sale.id());
    fold(sale.graceUntilMs());
  }

  void foldForgotten(final Sale sale) {
    fold(sale.id());
    fold(FORGOTTEN);
  }

  void foldDeadline(final Reservation hold) {
    fold(hold.line().item());
    fold(hold.deadlineMs().orElseThrow());
  }

  void foldTicket(final Ticket ticket) {
    fold(ticket.buyer());
    fold(ticket.state().value());
  }

  void foldStep(final PlainVerdict verdict, final long sequence) {
    fold(
        verdict.code().value()
            | (long) verdict.marks() << 16
            | (long) verdict.state().value() << 24
            | (long) verdict.granted() << 32);
    fold(sequence);
  }
}
