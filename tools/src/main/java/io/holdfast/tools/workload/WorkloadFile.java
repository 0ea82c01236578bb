package io.holdfast.tools.workload;

import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.csv.Problems;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A workload file: who wanted what, when, as CSV with a header; columns may stand in any order.
 *
 * <pre>
 * at_ms          ms since the start, 0 or more, never less than in the row above
 * action         reserve, begin-payment, confirm, release, cancel, restock, join, leave
 * reservation, basket, buyer, item    free text, taken as it stands; the node's ids are made from it ({@link WorkloadIds})
 * quantity       units, a whole number from 1
 *
 * action                            needs                               may have
 * reserve                           reservation, buyer, item, quantity  basket: adjacent rows are one basket, all or
 *                                                                       none, one buyer, at most 256 rows
 * confirm                           reservation; or basket alone        quantity of a reservation (empty: all units held)
 * release, begin-payment            reservation; or basket alone
 * cancel                            reservation                         quantity (empty: all that is left)
 * restock                           item, quantity                      the item's line is created if it is new
 * join, leave                       buyer
 * </pre>
 *
 * Where a reservation is named the basket is only a note. Columns that an action does not have are
 * not read, but for the quantity: it must be empty where it would be ignored.
 */
public final class WorkloadFile {

  private final Path path;

  public WorkloadFile(final Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /**
   * Reads the whole file and finds everything that is wrong with it.
   *
   * @return what is in it
   * @throws OperatorMistake one line per problem
   */
  public WorkloadSummary check() {
    requireReadableTwice();
    final Problems problems = new Problems(path);
    final WorkloadSummary summary = new WorkloadSummary();
    try (WorkloadReader reader = new WorkloadReader(path, problems)) {
      WorkloadRow row = reader.next();
      while (row != null) {
        summary.add(row);
        row = reader.next();
      }
    }
    problems.throwIfAny();
    return summary;
  }

  /** Opens the file for playing. */
  public WorkloadSteps steps() {
    return new WorkloadSteps(this);
  }

  private void requireReadableTwice() {
    if (Files.exists(path) && !Files.isRegularFile(path)) {
      throw new OperatorMistake(
          path + ": is not a regular file; a workload is checked to its end before it is played");
    }
  }
}
