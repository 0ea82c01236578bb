package io.holdfast.tools.retail;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What a conversion read, wrote and dropped. */
public final class ConversionReport {
  private final Map<DropReason, Long> droppedRows = new EnumMap<>(DropReason.class);
  private final Map<DropReason, Long> droppedUnits = new EnumMap<>(DropReason.class);
  long rowsRead;
  long purchaseRows;
  long cancelledRows;
  long invoices;
  long baskets;
  long confirms;
  long cancels;
  long restocks;
  long unitsReserved;
  long unitsCancelled;
  long unitsRestocked;
  long products;
  long hotItems;
  long durationMs;

  ConversionReport() {
    for (final DropReason reason : DropReason.values()) {
      droppedRows.put(reason, 0L);
      droppedUnits.put(reason, 0L);
    }
  }

  void dropRow(final DropReason reason, final int units) {
    droppedRows.merge(reason, 1L, Long::sum);
    dropUnits(reason, units);
  }

  /** Part of a row was kept. */
  void dropUnits(final DropReason reason, final int units) {
    droppedUnits.merge(reason, Math.abs((long) units), Long::sum);
  }

  public long rowsRead() {
    return rowsRead;
  }

  /** Rows of the input that are in the workload, wholly or in part. */
  public long rowsKept() {
    return purchaseRows + cancelledRows;
  }

  public long droppedRows(final DropReason reason) {
    return droppedRows.get(reason);
  }

  /** Units the dropped rows and parts of rows named, signs left out. */
  public long droppedUnits(final DropReason reason) {
    return droppedUnits.get(reason);
  }

  public long rowsDropped() {
    return droppedRows.values().stream().mapToLong(Long::longValue).sum();
  }

  /** Rows of the workload, header left out. */
  public long rowsWritten() {
    return restocks + purchaseRows + confirms + cancels;
  }

  /** With stable keys. */
  public JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("rowsRead", rowsRead);
    json.addProperty("rowsKept", rowsKept());
    json.addProperty("rowsDropped", rowsDropped());
    json.addProperty("rowsWritten", rowsWritten());
    json.addProperty("invoices", invoices);
    json.addProperty("restocks", restocks);
    json.addProperty("reserves", purchaseRows);
    json.addProperty("baskets", baskets);
    json.addProperty("confirms", confirms);
    json.addProperty("cancels", cancels);
    json.addProperty("unitsRestocked", unitsRestocked);
    json.addProperty("unitsReserved", unitsReserved);
    json.addProperty("unitsCancelled", unitsCancelled);
    json.addProperty("products", products);
    json.addProperty("hotItems", hotItems);
    json.addProperty("durationMs", durationMs);
    json.add("dropped", perReason(droppedRows));
    json.add("droppedUnits", perReason(droppedUnits));
    return json;
  }

  private static JsonObject perReason(final Map<DropReason, Long> counts) {
    final JsonObject json = new JsonObject();
    counts.forEach((reason, count) -> json.addProperty(reason.key(), count));
    return json;
  }

  /** For people. */
  public List<String> toText() {
    final List<String> lines = new ArrayList<>();
    lines.add(line("%,d rows read, %,d kept, %,d dropped", rowsRead, rowsKept(), rowsDropped()));
    for (final DropReason reason : DropReason.values()) {
      lines.add(
          line(
              "  dropped %,7d rows (%,d units): %s",
              droppedRows(reason), droppedUnits(reason), reason.text()));
    }
    lines.add(line("%,d rows written:", rowsWritten()));
    lines.add(line("  restock %,9d rows, %,d units", restocks, unitsRestocked));
    lines.add(
        line(
            "  reserve %,9d rows in %,d baskets, %,d units", purchaseRows, baskets, unitsReserved));
    lines.add(line("  confirm %,9d rows", confirms));
    lines.add(line("  cancel  %,9d rows, %,d units", cancels, unitsCancelled));
    if (hotItems > 0) {
      lines.add(line("%,d products were mapped onto %,d hot items", products, hotItems));
    } else {
      lines.add(line("%,d products, each its own item", products));
    }
    return lines;
  }

  private static String line(final String format, final Object... values) {
    return String.format(Locale.ROOT, format, values);
  }
}
