package io.holdfast.tools.workload;

import java.util.EnumMap;
import java.util.Map;

/** How many rows of each action a workload has. */
public final class WorkloadSummary {
  private final Map<WorkloadAction, Long> rows = new EnumMap<>(WorkloadAction.class);

  void add(final WorkloadRow row) {
    rows.merge(row.action(), 1L, Long::sum);
  }

  public long rows(final WorkloadAction action) {
    return rows.getOrDefault(action, 0L);
  }

  /** Whether it needs a waiting room. */
  public boolean isAboutQueue() {
    return rows(WorkloadAction.JOIN) + rows(WorkloadAction.LEAVE) > 0;
  }

  public long rows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }
}
