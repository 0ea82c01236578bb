package io.holdfast.tools.workload;

import java.util.Arrays;
import java.util.List;

/** Columns of a workload file, in the order in which they are written. */
enum WorkloadColumn {
  AT_MS(0, "at_ms"),
  ACTION(1, "action"),
  RESERVATION(2, "reservation"),
  BASKET(3, "basket"),
  BUYER(4, "buyer"),
  ITEM(5, "item"),
  QUANTITY(6, "quantity");

  static final List<String> NAMES = Arrays.stream(values()).map(column -> column.header).toList();

  private final int index;
  private final String header;

  WorkloadColumn(final int index, final String header) {
    this.index = index;
    this.header = header;
  }

  String header() {
    return header;
  }

  String of(final List<String> values) {
    return values.get(index);
  }
}
