package io.holdfast.tools.operate;

import java.util.ArrayList;
import java.util.List;

/** Rows in columns that line up: numbers to the right, texts to the left. */
public final class TextTable {
  private static final String GAP = "  ";

  private final List<String[]> rows = new ArrayList<>();
  private final boolean[] isText;

  /**
   * @param columns titles; those ending in {@code <} are of text
   */
  public TextTable(final String... columns) {
    isText = new boolean[columns.length];
    final String[] titles = new String[columns.length];
    for (int i = 0; i < columns.length; i++) {
      isText[i] = columns[i].endsWith("<");
      titles[i] = isText[i] ? columns[i].substring(0, columns[i].length() - 1) : columns[i];
    }
    rows.add(titles);
  }

  /** Adds a row, a cell per column. */
  public void add(final Object... cells) {
    final String[] row = new String[isText.length];
    for (int i = 0; i < row.length; i++) {
      row[i] = cells[i].toString();
    }
    rows.add(row);
  }

  /** The titles and all rows. */
  public List<String> lines() {
    final int[] widths = new int[isText.length];
    for (final String[] row : rows) {
      for (int i = 0; i < row.length; i++) {
        widths[i] = Math.max(widths[i], row[i].length());
      }
    }
    return rows.stream().map(row -> line(row, widths)).toList();
  }

  private String line(final String[] row, final int[] widths) {
    final StringBuilder line = new StringBuilder();
    for (int i = 0; i < row.length; i++) {
      final String blanks = " ".repeat(widths[i] - row[i].length());
      line.append(i == 0 ? "" : GAP);
      line.append(isText[i] ? row[i] + blanks : blanks + row[i]);
    }
    return line.toString().stripTrailing();
  }
}
