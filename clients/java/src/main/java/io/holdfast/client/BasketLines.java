package io.holdfast.client;

import io.holdfast.protocol.Framing;

/** Lines of a basket, in order; made to be filled again and again. Not threadsafe. */
public final class BasketLines {
  private final long[] idHi = new long[Framing.MAX_BASKET_LINES];
  private final long[] idLo = new long[Framing.MAX_BASKET_LINES];
  private final long[] items = new long[Framing.MAX_BASKET_LINES];
  private final int[] quantities = new int[Framing.MAX_BASKET_LINES];
  private int size;

  /**
   * Appends a line.
   *
   * @param idHi most significant half of the line's own reservation id
   * @param idLo least significant half
   * @throws IllegalArgumentException beyond {@link Framing#MAX_BASKET_LINES} lines
   */
  public BasketLines add(final long idHi, final long idLo, final long item, final int quantity) {
    if (size == Framing.MAX_BASKET_LINES) {
      throw new IllegalArgumentException(
          "a basket has at most " + Framing.MAX_BASKET_LINES + " lines");
    }
    this.idHi[size] = idHi;
    this.idLo[size] = idLo;
    items[size] = item;
    quantities[size] = quantity;
    size++;
    return this;
  }

  /** Number of lines. */
  public int size() {
    return size;
  }

  /** Forgets all lines. */
  public void clear() {
    size = 0;
  }

  long idHi(final int index) {
    return idHi[index];
  }

  long idLo(final int index) {
    return idLo[index];
  }

  long item(final int index) {
    return items[index];
  }

  int quantity(final int index) {
    return quantities[index];
  }
}
