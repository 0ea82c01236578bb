package io.holdfast.tools.csv;

import io.holdfast.tools.cli.OperatorMistake;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What is wrong with a file, each as {@code file:line: column NAME: reason}; collected, so that the
 * operator can put everything right at once. Counts all, keeps the first ones. Not thread-safe.
 */
public final class Problems {
  private static final int KEPT = 20;

  private final Path file;
  private final List<String> kept = new ArrayList<>();
  private int count;

  public Problems(final Path file) {
    this.file = file;
  }

  /** Notes a problem of one column; lines count from 1, the header included. */
  public void add(final long line, final String column, final String reason) {
    add(line, "column " + column + ": " + reason);
  }

  /** Notes a problem that is of no one column. */
  public void add(final long line, final String reason) {
    if (kept.size() < KEPT) {
      kept.add(file + ":" + line + ": " + reason);
    }
    count++;
  }

  public int count() {
    return count;
  }

  /**
   * Ends the work if there is any problem.
   *
   * @throws OperatorMistake with one line per problem
   */
  public void throwIfAny() {
    if (count == 0) {
      return;
    }
    final List<String> lines = new ArrayList<>(kept);
    if (count > kept.size()) {
      lines.add(file + ": and " + (count - kept.size()) + " more problems");
    }
    throw new OperatorMistake(String.join(System.lineSeparator(), lines));
  }
}
