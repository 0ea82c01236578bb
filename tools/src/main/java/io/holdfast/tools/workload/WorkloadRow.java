package io.holdfast.tools.workload;

/**
 * A row of a workload file. Texts that are not given are empty.
 *
 * @param row number of the row, 1 is the first after the header
 * @param line line of the file it starts on, the header is 1
 * @param atMs when it happened, in ms since the workload's start
 * @param quantity units, or {@link #ALL} where none are given
 */
public record WorkloadRow(
    long row,
    long line,
    long atMs,
    WorkloadAction action,
    String reservation,
    String basket,
    String buyer,
    String item,
    long quantity) {
  /** The quantity was left empty: everything held, or everything left of a purchase. */
  public static final long ALL = 0;

  /** Whether this is one line of a basket that is reserved as a whole. */
  public boolean isBasketLine() {
    return action == WorkloadAction.RESERVE && !basket.isEmpty();
  }

  /** Whether the row acts on a whole basket: it names a basket and no reservation. */
  public boolean isOnWholeBasket() {
    return action != WorkloadAction.RESERVE && reservation.isEmpty() && !basket.isEmpty();
  }
}
