package io.holdfast.tools.workload;

import static io.holdfast.tools.workload.WorkloadColumn.AT_MS;
import static io.holdfast.tools.workload.WorkloadColumn.BASKET;
import static io.holdfast.tools.workload.WorkloadColumn.BUYER;

import io.holdfast.protocol.Framing;
import io.holdfast.tools.csv.Problems;
import java.util.HashSet;
import java.util.Set;

/**
 * What the rows of a workload must be to each other: in order of time, and baskets in one piece.
 */
final class SequenceRules {
  private final Problems problems;
  private final Set<String> basketsSeen = new HashSet<>();
  private long lastAtMs;
  private WorkloadRow basketStart;
  private int basketLines;

  SequenceRules(final Problems problems) {
    this.problems = problems;
  }

  /** Looks at the next row; rows come in the order of the file. */
  void check(final WorkloadRow row) {
    if (row.atMs() < lastAtMs) {
      problems.add(
          row.line(), AT_MS.header(), row.atMs() + " is before " + lastAtMs + " of a row above");
    }
    lastAtMs = Math.max(lastAtMs, row.atMs());
    if (!row.isBasketLine()) {
      basketStart = null;
    } else if (basketStart != null && basketStart.basket().equals(row.basket())) {
      checkNextLine(row);
    } else {
      basketStart = row;
      basketLines = 1;
      if (!basketsSeen.add(row.basket())) {
        add(row, BASKET, "rows of basket '" + row.basket() + "' are not adjacent");
      }
    }
  }

  private void checkNextLine(final WorkloadRow row) {
    basketLines++;
    if (basketLines == Framing.MAX_BASKET_LINES + 1) {
      add(
          row,
          BASKET,
          "basket '" + row.basket() + "' has more than " + Framing.MAX_BASKET_LINES + " lines");
    }
    if (!row.buyer().equals(basketStart.buyer())) {
      add(
          row,
          BUYER,
          String.format(
              "basket '%s' has two buyers, '%s' (line %d) and '%s'",
              row.basket(), basketStart.buyer(), basketStart.line(), row.buyer()));
    }
  }

  private void add(final WorkloadRow row, final WorkloadColumn column, final String reason) {
    problems.add(row.line(), column.header(), reason);
  }
}
