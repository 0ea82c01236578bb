package io.holdfast.tools.csv;

import java.io.Closeable;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.commons.csv.CSVException;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * Reads a CSV file with a header one line at a time, in the order of the columns asked for,
 * whatever their order in the file, and knows the line each record starts on. Not thread-safe.
 */
public final class CsvTable implements Closeable {
  /**
   * One record: its first line in the file and its values in the order of the columns asked for.
   */
  public record Line(long number, List<String> values) {}

  private final CSVParser parser;
  private final Iterator<CSVRecord> records;
  private final Problems problems;
  private final int[] indexOfColumn;
  private final int width;

  /**
   * Reads the header. What is wrong with it goes to {@code problems}; then there are no lines to
   * read.
   *
   * @param others whether the file may have columns that were not asked for
   */
  public CsvTable(
      final Reader text, final List<String> columns, final boolean others, final Problems problems)
      throws IOException {
    this.problems = problems;
    parser = CSVFormat.RFC4180.builder().setIgnoreEmptyLines(false).get().parse(text);
    records = parser.iterator();
    indexOfColumn = new int[columns.size()];
    width = readHeader(columns, others);
  }

  private int readHeader(final List<String> columns, final boolean others) throws IOException {
    final CSVRecord header = nextRecord();
    if (header == null) {
      problems.add(1, "the file is empty; expected the header " + String.join(",", columns));
      return -1;
    }
    final List<String> names = new ArrayList<>(header.toList());
    final int before = problems.count();
    for (int i = 0; i < columns.size(); i++) {
      indexOfColumn[i] = names.indexOf(columns.get(i));
      if (indexOfColumn[i] < 0) {
        problems.add(1, columns.get(i), "missing from the header");
      } else if (names.lastIndexOf(columns.get(i)) != indexOfColumn[i]) {
        problems.add(1, columns.get(i), "twice in the header");
      }
    }
    for (final String name : names) {
      if (!others && !columns.contains(name)) {
        problems.add(1, name, "not a column of this kind of file");
      }
    }
    return problems.count() == before ? names.size() : -1;
  }

  /**
   * The next well-formed line, or null at the end. Lines with too few or too many values go to the
   * problems and are passed over.
   */
  public Line next() throws IOException {
    while (width > 0) {
      final long number = parser.getCurrentLineNumber() + 1;
      final CSVRecord record;
      try {
        record = nextRecord();
      } catch (final CSVException error) {
        problems.add(number, "not readable as CSV: " + error.getMessage());
        return null;
      }
      if (record == null) {
        return null;
      }
      if (record.size() == width) {
        return new Line(number, valuesOf(record));
      }
      problems.add(number, wrongWidth(record));
    }
    return null;
  }

  private CSVRecord nextRecord() throws IOException {
    try {
      return records.hasNext() ? records.next() : null;
    } catch (final UncheckedIOException error) {
      throw error.getCause();
    }
  }

  private List<String> valuesOf(final CSVRecord record) {
    final String[] values = new String[indexOfColumn.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = record.get(indexOfColumn[i]);
    }
    return List.of(values);
  }

  private String wrongWidth(final CSVRecord record) {
    if (record.size() == 1 && record.get(0).isEmpty()) {
      return "the line is empty";
    }
    return "the line has " + record.size() + " values, the header " + width;
  }

  @Override
  public void close() throws IOException {
    parser.close();
  }
}
