package io.holdfast.model;

import java.util.UUID;

/**
 * A 128-bit id as clients choose them.
 *
 * @param hi most significant 64 bits
 * @param lo least significant 64 bits
 */
public record Id(long hi, long lo) implements Comparable<Id> {

  /** All zero is not an id. */
  public boolean isZero() {
    return hi == 0 && lo == 0;
  }

  /** Any total order will do: it keeps a HashMap quick when clients choose ids that collide. */
  @Override
  public int compareTo(final Id other) {
    final int order = Long.compare(hi, other.hi);
    return order != 0 ? order : Long.compare(lo, other.lo);
  }

  @Override
  public String toString() {
    return new UUID(hi, lo).toString();
  }
}
