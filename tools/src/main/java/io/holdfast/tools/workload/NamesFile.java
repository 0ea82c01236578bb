package io.holdfast.tools.workload;

import io.holdfast.tools.csv.CsvOutput;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.apache.commons.csv.CSVPrinter;

/**
 * Which id stands for which text of a workload, as {@code kind,name,id}, each once, in order of
 * first appearance. Reservations, baskets and rows have ids of 128 bits in the usual text form of a
 * UUID, buyers and items whole numbers.
 */
public final class NamesFile {
  private final WorkloadIds ids;
  private final CSVPrinter csv;
  private final Set<String> written = new HashSet<>();

  private NamesFile(final WorkloadIds ids, final CSVPrinter csv) {
    this.ids = ids;
    this.csv = csv;
  }

  /**
   * Writes the names of all rows of a workload that {@link WorkloadFile#check} found to be good.
   */
  public static void write(final Path namesFile, final WorkloadFile workload, final long sale) {
    CsvOutput.write(
        namesFile,
        csv -> {
          csv.printRecord("kind", "name", "id");
          final NamesFile names = new NamesFile(new WorkloadIds(sale), csv);
          try (WorkloadSteps steps = workload.steps()) {
            WorkloadStep step = steps.next();
            while (step != null) {
              for (final WorkloadRow row : step.rows()) {
                names.add(row);
              }
              step = steps.next();
            }
          }
        });
  }

  private void add(final WorkloadRow row) throws IOException {
    if (isNew("reservation", row.reservation())) {
      csv.printRecord("reservation", row.reservation(), ids.reservation(row.reservation()));
    }
    if (isNew("basket", row.basket())) {
      csv.printRecord("basket", row.basket(), ids.basket(row.basket()));
    }
    if (isNew("buyer", row.buyer())) {
      csv.printRecord("buyer", row.buyer(), ids.buyer(row.buyer()));
    }
    if (isNew("item", row.item())) {
      csv.printRecord("item", row.item(), ids.item(row.item()));
    }
    if (row.action() == WorkloadAction.CANCEL || row.action() == WorkloadAction.RESTOCK) {
      csv.printRecord("row", row.row(), ids.row(row.row()));
    }
  }

  private boolean isNew(final String kind, final String name) {
    return !name.isEmpty() && written.add(kind + "/" + name);
  }
}
