package io.holdfast.engine;

import java.util.ArrayList;
import java.util.List;
import org.agrona.collections.Long2ObjectHashMap;

/** All sales and all lines, by id and in order of creation. */
final class Sales {
  private final Long2ObjectHashMap<Sale> salesById = new Long2ObjectHashMap<>();
  private final List<Sale> sales = new ArrayList<>();
  private final List<Line> lines = new ArrayList<>();
  private long nextDueMs = Sale.NEVER;

  Sale sale(final long id) {
    return salesById.get(id);
  }

  Sale saleAt(final int ordinal) {
    return sales.get(ordinal);
  }

  Line lineAt(final int ordinal) {
    return lines.get(ordinal);
  }

  /** Sales in order of creation. */
  List<Sale> sales() {
    return sales;
  }

  int lineCount() {
    return lines.size();
  }

  void add(final Sale sale) {
    salesById.put(sale.id, sale);
    sales.add(sale);
    findNextDue();
  }

  Line addLine(final Sale sale, final long item, final Digest digest) {
    final Line line = new Line(lines.size(), sale, item, digest);
    lines.add(line);
    sale.add(line);
    return line;
  }

  /** Engine time of the next opening or closing of any sale, or {@link Sale#NEVER}. */
  long nextDueMs() {
    return nextDueMs;
  }

  /** The sale whose opening or closing is due first; of several the one created first. */
  Sale nextDue() {
    for (int i = 0; i < sales.size(); i++) {
      if (sales.get(i).dueMs() == nextDueMs) {
        return sales.get(i);
      }
    }
    throw new IllegalStateException("no sale is due at " + nextDueMs);
  }

  /**
   * To be called after a sale's state changed. Openings are rare and sales few, so looking at all
   * is cheap enough.
   */
  void findNextDue() {
    long next = Sale.NEVER;
    for (int i = 0; i < sales.size(); i++) {
      next = Math.min(next, sales.get(i).dueMs());
    }
    nextDueMs = next;
  }
}
