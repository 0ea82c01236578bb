package io.holdfast.tools.workload;

import static io.holdfast.tools.workload.WorkloadColumn.ACTION;
import static io.holdfast.tools.workload.WorkloadColumn.AT_MS;
import static io.holdfast.tools.workload.WorkloadColumn.BASKET;
import static io.holdfast.tools.workload.WorkloadColumn.BUYER;
import static io.holdfast.tools.workload.WorkloadColumn.ITEM;
import static io.holdfast.tools.workload.WorkloadColumn.QUANTITY;
import static io.holdfast.tools.workload.WorkloadColumn.RESERVATION;

import io.holdfast.tools.csv.CsvTable;
import io.holdfast.tools.csv.Problems;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What each row must say by itself; {@link SequenceRules} has what rows must be to each other.
 * Every rule notes its problem and lets the next one look, so that one reading finds everything.
 */
final class RowRules {
  private static final String ACTIONS =
      Arrays.stream(WorkloadAction.values())
          .map(WorkloadAction::text)
          .collect(Collectors.joining(", "));

  private final Problems problems;
  private CsvTable.Line line;

  RowRules(final Problems problems) {
    this.problems = problems;
  }

  /** The row of this line, or null if it has a problem. */
  WorkloadRow read(final CsvTable.Line next, final long rowNumber) {
    line = next;
    final int before = problems.count();
    final long atMs = wholeNumber(AT_MS, 0, Long.MAX_VALUE);
    final WorkloadAction action = WorkloadAction.of(text(ACTION));
    long quantity = WorkloadRow.ALL;
    if (action == null) {
      add(ACTION, "'" + text(ACTION) + "' is none of " + ACTIONS);
    } else {
      checkNames(action);
      quantity = quantity(action);
    }
    if (problems.count() > before) {
      return null;
    }
    final List<String> values = line.values();
    return new WorkloadRow(
        rowNumber,
        line.number(),
        atMs,
        action,
        RESERVATION.of(values),
        BASKET.of(values),
        BUYER.of(values),
        ITEM.of(values),
        quantity);
  }

  private void checkNames(final WorkloadAction action) {
    switch (action) {
      case RESERVE -> needs(action, RESERVATION, BUYER, ITEM);
      case CANCEL -> needs(action, RESERVATION);
      case RESTOCK -> needs(action, ITEM);
      case JOIN, LEAVE -> needs(action, BUYER);
      case BEGIN_PAYMENT, CONFIRM, RELEASE -> {
        if (text(RESERVATION).isEmpty() && text(BASKET).isEmpty()) {
          add(RESERVATION, action + " needs a reservation, or a basket to act on it as a whole");
        }
      }
    }
  }

  private void needs(final WorkloadAction action, final WorkloadColumn... columns) {
    for (final WorkloadColumn column : columns) {
      if (text(column).isEmpty()) {
        add(column, action + " needs it");
      }
    }
  }

  private long quantity(final WorkloadAction action) {
    final boolean given = !text(QUANTITY).isEmpty();
    return switch (action) {
      case RESERVE -> wholeNumber(QUANTITY, 1, Integer.MAX_VALUE);
      case RESTOCK -> wholeNumber(QUANTITY, 1, Long.MAX_VALUE);
      case CONFIRM -> given ? partOfConfirm() : WorkloadRow.ALL;
      case CANCEL -> given ? wholeNumber(QUANTITY, 1, Integer.MAX_VALUE) : WorkloadRow.ALL;
      case BEGIN_PAYMENT, RELEASE, JOIN, LEAVE -> {
        if (given) {
          add(QUANTITY, action + " takes no quantity; leave it empty");
        }
        yield WorkloadRow.ALL;
      }
    };
  }

  private long partOfConfirm() {
    if (text(RESERVATION).isEmpty()) {
      add(QUANTITY, "a basket is confirmed as a whole; leave it empty");
      return WorkloadRow.ALL;
    }
    return wholeNumber(QUANTITY, 1, Integer.MAX_VALUE);
  }

  private long wholeNumber(final WorkloadColumn column, final long least, final long most) {
    final String text = text(column);
    if (text.isEmpty()) {
      add(column, "missing");
      return least;
    }
    if (!text.matches("-?[0-9]+")) {
      add(column, "'" + text + "' is not a whole number");
      return least;
    }
    final long number;
    try {
      number = Long.parseLong(text);
    } catch (final NumberFormatException tooLong) {
      add(column, text + " is not in " + least + " to " + most);
      return least;
    }
    if (number < least || number > most) {
      add(column, number + " is not in " + least + " to " + most);
    }
    return number;
  }

  private String text(final WorkloadColumn column) {
    return column.of(line.values());
  }

  private void add(final WorkloadColumn column, final String reason) {
    problems.add(line.number(), column.header(), reason);
  }
}
