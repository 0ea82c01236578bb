package io.holdfast.tools.workload;

import java.util.List;

/**
 * What is sent as one command: one row, or all rows of a basket that is reserved as a whole. Never
 * empty.
 */
public record WorkloadStep(List<WorkloadRow> rows) {
  public WorkloadStep {
    rows = List.copyOf(rows);
  }

  public WorkloadRow first() {
    return rows.get(0);
  }

  /** The step can be sent once its last row is there. */
  public long atMs() {
    return rows.get(rows.size() - 1).atMs();
  }

  public boolean isBasket() {
    return first().isBasketLine();
  }
}
