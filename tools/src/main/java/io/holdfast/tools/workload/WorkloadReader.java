package io.holdfast.tools.workload;

import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.csv.CsvTable;
import io.holdfast.tools.csv.Problems;
import io.holdfast.tools.csv.TextFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Path;

/** Reads a workload file row by row; what is wrong goes to the problems. Not thread-safe. */
final class WorkloadReader implements Closeable {
  private final Path file;
  private final CsvTable table;
  private final RowRules rowRules;
  private final SequenceRules sequenceRules;
  private long rowNumber;

  WorkloadReader(final Path file, final Problems problems) {
    this.file = file;
    this.table = open(file, problems);
    this.rowRules = new RowRules(problems);
    this.sequenceRules = new SequenceRules(problems);
  }

  private static CsvTable open(final Path file, final Problems problems) {
    try {
      final Reader text = TextFile.openStrict(file);
      try {
        return new CsvTable(text, WorkloadColumn.NAMES, false, problems);
      } catch (final IOException error) {
        text.close();
        throw error;
      }
    } catch (final IOException error) {
      throw OperatorMistake.onFile(file, error);
    }
  }

  /** The next row without a problem of its own, or null at the end. */
  WorkloadRow next() {
    try {
      CsvTable.Line line = table.next();
      while (line != null) {
        rowNumber++;
        final WorkloadRow row = rowRules.read(line, rowNumber);
        if (row != null) {
          sequenceRules.check(row);
          return row;
        }
        line = table.next();
      }
      return null;
    } catch (final IOException error) {
      throw OperatorMistake.onFile(file, error);
    }
  }

  @Override
  public void close() {
    try {
      table.close();
    } catch (final IOException error) {
      throw OperatorMistake.onFile(file, error);
    }
  }
}
