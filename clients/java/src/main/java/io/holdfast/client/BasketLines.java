package io.holdfast.client;

import io.holdfast.protocol.Framing;
import java.util.List;

/** Lines of a basket, in order; made to be filled again and again. Not threadsafe. */
public final class BasketLines {
  private final long[] idHi;
  private final long[] idLo;
  private final long[] items;
  private final int[] quantities;
  private int size;

  /** Room for the longest basket. */
  public BasketLines() {
    this(Framing.MAX_BASKET_LINES);
  }

  private BasketLines(final int capacity) {
    idHi = new long[capacity];
    idLo = new long[capacity];
    items = new long[capacity];
    quantities = new int[capacity];
  }

  static BasketLines of(final List<BasketRequest.Line> lines) {
    final BasketLines copy = new BasketLines(lines.size());
    for (final BasketRequest.Line line : lines) {
      final Id id = line.reservation();
      copy.add(id.hi(), id.lo(), line.item(), line.quantity());
    }
    return copy;
  }

  /**
   * Appends a line.
   *
   * @param idHi most significant half of the line's own reservation id
   * @param idLo least significant half
   * @throws IllegalArgumentException beyond {@link Framing#MAX_BASKET_LINES} lines
   */
  public BasketLines add(final long idHi, final long idLo, final long item, final int quantity) {
    if (size == items.length) {
      throw new IllegalArgumentException("a basket has at most " + items.length + " lines");
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
