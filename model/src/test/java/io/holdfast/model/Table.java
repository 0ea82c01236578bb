package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/**
 * A table as text: the first line names the columns, each other line a row, and {@code |} is
 * between the cells. Every cell becomes the arguments (row, column, cell) of a test.
 */
final class Table {
  private Table() {}

  static Stream<Arguments> cells(final String text) {
    final List<List<String>> lines =
        text.lines()
            .map(line -> Arrays.stream(line.split("\\|", -1)).map(String::strip).toList())
            .toList();
    final List<Arguments> cells = new ArrayList<>();
    for (final List<String> row : lines.subList(1, lines.size())) {
      assertThat(row).hasSameSizeAs(lines.get(0));
      for (int column = 1; column < row.size(); column++) {
        cells.add(Arguments.of(row.get(0), lines.get(0).get(column), row.get(column)));
      }
    }
    return cells.stream();
  }
}
