package io.holdfast.tools.workload;

import io.holdfast.tools.csv.Problems;
import java.io.Closeable;
import java.util.ArrayList;
import java.util.List;

/**
 * The steps of a workload file in order, read as they are asked for. Not thread-safe. Any problem
 * of the file ends the reading with an OperatorMistake, before the step it is in is given out.
 */
public final class WorkloadSteps implements Closeable {
  private final Problems problems;
  private final WorkloadReader reader;
  private WorkloadRow ahead;
  private boolean started;

  WorkloadSteps(final WorkloadFile file) {
    problems = new Problems(file.path());
    reader = new WorkloadReader(file.path(), problems);
  }

  /** The next step, or null at the end. */
  public WorkloadStep next() {
    if (!started) {
      started = true;
      ahead = readRow();
    }
    if (ahead == null) {
      return null;
    }
    final WorkloadRow first = ahead;
    final List<WorkloadRow> rows = new ArrayList<>();
    do {
      rows.add(ahead);
      ahead = readRow();
    } while (ahead != null
        && first.isBasketLine()
        && ahead.isBasketLine()
        && ahead.basket().equals(first.basket()));
    return new WorkloadStep(rows);
  }

  private WorkloadRow readRow() {
    final WorkloadRow row = reader.next();
    problems.throwIfAny();
    return row;
  }

  @Override
  public void close() {
    reader.close();
  }
}
