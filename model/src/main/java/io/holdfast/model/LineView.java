package io.holdfast.model;

/**
 * The quantities of one line, in units: {@code available + held + sold = received}.
 *
 * @param waitingUnits asked for by the entries on the waitlist
 * @param waiting entries on the waitlist
 */
public record LineView(
    long sale,
    long item,
    long received,
    long available,
    long held,
    long sold,
    long waitingUnits,
    int waiting) {

  /** A line for which nobody waits. */
  public LineView(
      final long sale,
      final long item,
      final long received,
      final long available,
      final long held,
      final long sold) {
    this(sale, item, received, available, held, sold, 0, 0);
  }
}
