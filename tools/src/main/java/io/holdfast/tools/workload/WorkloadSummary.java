package io.holdfast.tools.workload;

import java.util.EnumMap;
import java.util.Map;

/** How many rows of each action a workload has, and where the first of each is. */
public final class WorkloadSummary {
  private final Map<WorkloadAction, Long> rows = new EnumMap<>(WorkloadAction.class);
  private final Map<WorkloadAction, Long> firstLines = new EnumMap<>(WorkloadAction.class);

  void add(final WorkloadRow row) {
    rows.merge(row.action(), 1L, Long::sum);
    firstLines.putIfAbsent(row.action(), row.line());
  }

  public long rows(final WorkloadAction action) {
    return rows.getOrDefault(action, 0L);
  }

  public long rows() {
    return rows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Line of the first row of this action, -1 if there is none. */
  public long firstLine(final WorkloadAction action) {
    return firstLines.getOrDefault(action, -1L);
  }
}
