package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;

/**
 * Sales that follow each other, so that purchases do not pile up for ever: a purchase is kept until
 * its sale is forgotten, and a sale is forgotten once it is closed and nothing of it is live. Each
 * of the operator's commands is a command of the traffic like any other, one at a time; they are
 * encoded when they are sent, being fewer than one in a thousand.
 *
 * <p>Sale k (from 0) has the number k + 1, the items from 1 on with plenty of units, and {@link
 * #SOLD_OUT_ITEM} with none.
 */
final class SaleRotation {
  static final long SOLD_OUT_ITEM = 1_000;

  private static final long UNITS = 1_000_000_000L;
  private static final int NOTHING = -1;

  /** Steps behind those that make the lines. */
  private static final int SOLD_OUT = 1;

  private static final int EMPTIED = 2;
  private static final int OPENED = 3;
  private static final int CLOSED = 4;

  private final Operator operator;
  private final SaleTerms terms;
  private final int lag;
  private final int lines;
  private int step = NOTHING;
  private long index;

  /**
   * The sales of one engine.
   *
   * @param lag the sale that is closed is so many before the one whose middle is reached
   * @param lines of a sale that have units
   */
  SaleRotation(final Operator operator, final SaleTerms terms, final int lag, final int lines) {
    this.operator = operator;
    this.terms = terms;
    this.lag = lag;
    this.lines = lines;
  }

  static long saleOf(final long index) {
    return index + 1;
  }

  /** Begins to make the sale with this index. */
  void begin(final long nextIndex) {
    if (isPending()) {
      throw new IllegalStateException("sale " + saleOf(index) + " is not complete yet");
    }
    index = nextIndex;
    step = 0;
  }

  /** Whether the next command is the operator's. */
  boolean isPending() {
    return step != NOTHING;
  }

  /** Sends the operator's next command. */
  Verdict next() {
    final long sale = saleOf(index);
    final int now = step;
    final int behind = now - lines;
    step = behind == CLOSED || (behind == OPENED && closing() < 0) ? NOTHING : now + 1;
    if (now == 0) {
      return operator.createSale(sale, terms);
    }
    return switch (behind) {
      case SOLD_OUT -> operator.adjustStock(sale, SOLD_OUT_ITEM, 1);
      case EMPTIED -> operator.adjustStock(sale, SOLD_OUT_ITEM, -1);
      case OPENED -> operator.openSale(sale);
      case CLOSED -> operator.closeSale(saleOf(closing()));
      default -> operator.adjustStock(sale, now, UNITS);
    };
  }

  private long closing() {
    return index - 1 - lag;
  }
}
