package io.holdfast.tools.workload;

import io.holdfast.tools.csv.CsvOutput;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.commons.csv.CSVPrinter;

/** Writes the rows of a new workload file. */
public final class WorkloadWriter {
  /** Writes rows in order, at_ms never going backwards. */
  public interface Body {
    void write(WorkloadWriter writer) throws IOException;
  }

  private final CSVPrinter csv;

  private WorkloadWriter(final CSVPrinter csv) {
    this.csv = csv;
  }

  /** Writes a file whole or not at all. */
  public static void write(final Path file, final Body body) {
    CsvOutput.write(
        file,
        csv -> {
          csv.printRecord(WorkloadColumn.NAMES);
          body.write(new WorkloadWriter(csv));
        });
  }

  /** Adds a row of stock that comes in. */
  public void restock(final long atMs, final String item, final long units) throws IOException {
    csv.printRecord(atMs, WorkloadAction.RESTOCK, "", "", "", item, units);
  }

  /** Adds one line of a basket. */
  public void reserve(
      final long atMs,
      final String reservation,
      final String basket,
      final String buyer,
      final String item,
      final long units)
      throws IOException {
    csv.printRecord(atMs, WorkloadAction.RESERVE, reservation, basket, buyer, item, units);
  }

  /** Adds the confirm of a whole basket. */
  public void confirmBasket(final long atMs, final String basket, final String buyer)
      throws IOException {
    csv.printRecord(atMs, WorkloadAction.CONFIRM, "", basket, buyer, "", "");
  }

  /** Adds a cancel of some units of a purchase. */
  public void cancel(
      final long atMs,
      final String reservation,
      final String buyer,
      final String item,
      final long units)
      throws IOException {
    csv.printRecord(atMs, WorkloadAction.CANCEL, reservation, "", buyer, item, units);
  }
}
