package io.holdfast.tools.retail;

import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.csv.CsvTable;
import io.holdfast.tools.csv.Problems;
import io.holdfast.tools.csv.TextFile;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Reads the retailer's CSV, plain or gzip, row by row. */
final class RetailReader {
  private static final List<String> COLUMNS =
      List.of("InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID");

  /** The data set goes around with dates in either form. */
  private static final DateTimeFormatter TIME_FORMAT =
      DateTimeFormatter.ofPattern("[yyyy-MM-dd HH:mm:ss][M/d/yyyy H:mm]");

  private final Path file;
  private final Problems problems;
  private CsvTable.Line line;
  private final Map<String, String> customerOfInvoice = new HashMap<>();
  private LocalDateTime lastTime = LocalDateTime.MIN;

  private RetailReader(final Path file) {
    this.file = file;
    this.problems = new Problems(file);
  }

  /**
   * Gives all rows to the consumer, in order.
   *
   * @throws OperatorMistake if the file cannot be read, or with all rows that cannot be understood
   */
  static void read(final Path file, final Consumer<RetailRow> consumer) {
    new RetailReader(file).readTo(consumer);
  }

  private void readTo(final Consumer<RetailRow> consumer) {
    try (CsvTable table = new CsvTable(TextFile.openLenient(file), COLUMNS, true, problems)) {
      line = table.next();
      while (line != null) {
        final RetailRow row = row();
        if (problems.count() == 0) {
          consumer.accept(row);
        }
        line = table.next();
      }
    } catch (final IOException error) {
      throw OperatorMistake.onFile(file, error);
    }
    problems.throwIfAny();
  }

  private RetailRow row() {
    final List<String> values = line.values();
    final LocalDateTime time = time(values.get(3));
    if (time.isBefore(lastTime)) {
      add(3, "'" + values.get(3) + "' is before the row above");
    }
    lastTime = time;
    final String invoice = text(0, values.get(0));
    return new RetailRow(
        invoice,
        text(1, values.get(1).strip()),
        units(values.get(2)),
        time,
        price(values.get(4)).signum() > 0,
        customer(invoice, values.get(5)));
  }

  private String text(final int column, final String text) {
    if (text.isEmpty()) {
      add(column, "missing");
    }
    return text;
  }

  private int units(final String text) {
    try {
      return Integer.parseInt(text);
    } catch (final NumberFormatException notAnInt) {
      add(2, "'" + text + "' is not a whole number of units");
      return 0;
    }
  }

  private LocalDateTime time(final String text) {
    try {
      return LocalDateTime.parse(text, TIME_FORMAT);
    } catch (final DateTimeParseException notATime) {
      add(3, "'" + text + "' is not a time like 2010-12-01 08:26:00");
      return lastTime;
    }
  }

  private BigDecimal price(final String text) {
    try {
      return new BigDecimal(text);
    } catch (final NumberFormatException notANumber) {
      add(4, "'" + text + "' is not a price");
      return BigDecimal.ZERO;
    }
  }

  private String customer(final String invoice, final String text) {
    // Customer numbers went through a table of floating-point numbers once: 17850.0 is 17850.
    final String customer = text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    final String first = customerOfInvoice.putIfAbsent(invoice, customer);
    if (first != null && !first.equals(customer)) {
      add(5, "invoice " + invoice + " has two customers, '" + first + "' and '" + customer + "'");
    }
    return customer;
  }

  private void add(final int column, final String reason) {
    problems.add(line.number(), COLUMNS.get(column), reason);
  }
}
