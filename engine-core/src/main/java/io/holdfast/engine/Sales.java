package io.holdfast.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.agrona.collections.IntArrayList;
import org.agrona.collections.Long2ObjectHashMap;

/**
 * All sales and all lines, by id, by ordinal and in order of creation. Ordinals, which records name
 * them by, are used again once everything that named a forgotten sale is cleared away.
 */
final class Sales {
  private final Long2ObjectHashMap<Sale> salesById = new Long2ObjectHashMap<>();

  /** That was asked for last: most commands of a rush are about one. */
  private Sale latest;

  private final List<Sale> inOrder = new ArrayList<>();
  private final List<Sale> gated = new ArrayList<>();
  private Sale[] saleByOrdinal = new Sale[64];
  private Line[] lineByOrdinal = new Line[1_024];
  private final ChangedSales changed = new ChangedSales();
  private final IntArrayList freeSales = new IntArrayList();
  private final IntArrayList freeLines = new IntArrayList();
  private int saleOrdinals;
  private int lineOrdinals;
  private long created;
  private int lineCount;
  private long nextTurnMs = Sale.NEVER;

  Sale sale(final long id) {
    if (latest == null || latest.id != id || latest.isForgotten()) {
      latest = salesById.get(id);
    }
    return latest;
  }

  /** Also of a forgotten sale, as long as records name it. */
  Sale saleAt(final int ordinal) {
    return saleByOrdinal[ordinal];
  }

  /** Also of a forgotten sale, as long as records name it. */
  Line lineAt(final int ordinal) {
    return lineByOrdinal[ordinal];
  }

  /** Sales in order of creation. */
  List<Sale> sales() {
    return inOrder;
  }

  /** Sales whose numbers changed since somebody looked last. */
  ChangedSales changed() {
    return changed;
  }

  /** Sales with a waiting room, in order of creation. */
  List<Sale> gated() {
    return gated;
  }

  /** Lines of all sales that are not forgotten. */
  int lineCount() {
    return lineCount;
  }

  /** Sales and lines created so far, forgotten ones too. */
  long created() {
    return created;
  }

  /** Lets the next sale or line be created as if there had been so many before it. */
  void restoreCreated(final long before) {
    created = before;
  }

  Sale create(final long id, final SalePolicy policy, final Digest digest) {
    final int ordinal = freeSales.isEmpty() ? saleOrdinals++ : freeSales.popInt();
    if (ordinal == saleByOrdinal.length) {
      saleByOrdinal = Arrays.copyOf(saleByOrdinal, 2 * ordinal);
    }
    final Sale sale = new Sale(ordinal, ++created, id, policy, digest, changed);
    saleByOrdinal[ordinal] = sale;
    salesById.put(id, sale);
    inOrder.add(sale);
    if (sale.isGated()) {
      gated.add(sale);
    }
    return sale;
  }

  Line addLine(final Sale sale, final long item, final Records records, final Digest digest) {
    final int ordinal = freeLines.isEmpty() ? lineOrdinals++ : freeLines.popInt();
    if (ordinal == lineByOrdinal.length) {
      lineByOrdinal = Arrays.copyOf(lineByOrdinal, 2 * ordinal);
    }
    final Line line = new Line(ordinal, ++created, sale, item, records, digest);
    lineByOrdinal[ordinal] = line;
    lineCount++;
    sale.add(line);
    return line;
  }

  /** The sale is unknown from here on; its ordinals stay taken until {@link #freeOrdinals}. */
  void forget(final Sale sale) {
    salesById.remove(sale.id);
    inOrder.remove(sale);
    gated.remove(sale);
    lineCount -= sale.lines().size();
  }

  /** Nothing names the forgotten sale or its lines any more. */
  void freeOrdinals(final Sale sale) {
    saleByOrdinal[sale.ordinal] = null;
    freeSales.pushInt(sale.ordinal);
    for (final Line line : sale.lines()) {
      lineByOrdinal[line.ordinal] = null;
      freeLines.pushInt(line.ordinal);
    }
  }

  /** Engine time of the next opening, closing or forgetting, or {@link Sale#NEVER}. */
  long nextTurnMs() {
    return nextTurnMs;
  }

  /** The sale whose turn is due first; of several the one created first. */
  Sale nextTurn() {
    for (int i = 0; i < inOrder.size(); i++) {
      if (inOrder.get(i).turnDueMs() == nextTurnMs) {
        return inOrder.get(i);
      }
    }
    throw new IllegalStateException("no sale has a turn at " + nextTurnMs);
  }

  /**
   * To be called after a sale's state, schedule or last live reservation changed. That is rare and
   * sales are few, so looking at all is cheap enough.
   */
  void findNextTurn() {
    long next = Sale.NEVER;
    for (int i = 0; i < inOrder.size(); i++) {
      next = Math.min(next, inOrder.get(i).turnDueMs());
    }
    nextTurnMs = next;
  }
}
