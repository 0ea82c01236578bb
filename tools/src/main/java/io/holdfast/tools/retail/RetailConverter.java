package io.holdfast.tools.retail;

import io.holdfast.protocol.Framing;
import io.holdfast.tools.workload.WorkloadWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Online Retail to workload. Invoices, in the order of their first rows, become baskets that are
 * confirmed at once; cancelling invoices become cancels of what the same buyer bought earlier;
 * before all, each item is stocked with a share of what will be demanded of it. The same input and
 * options give the same bytes.
 *
 * <p>All rows of an invoice carry the time of its first row: an invoice may straddle minutes and
 * other invoices, a basket is one command.
 */
public final class RetailConverter {
  private record NumberedRow(RetailRow row, int numberInInvoice) {}

  private final ConversionOptions options;
  private final ConversionReport report = new ConversionReport();
  private final Map<String, List<RetailRow>> invoices = new LinkedHashMap<>();
  private final Map<String, Long> demandedUnits = new LinkedHashMap<>();
  private final PurchaseBook purchases = new PurchaseBook();
  private final ItemMap items;
  private LocalDateTime start;
  private LocalDateTime end;

  private RetailConverter(final ConversionOptions options) {
    this.options = options;
    this.items = new ItemMap(options.hotItems());
  }

  /**
   * Converts a file.
   *
   * @throws io.holdfast.tools.cli.OperatorMistake if the input cannot be read or the output not be
   *     written
   */
  public static ConversionReport convert(
      final Path input, final Path output, final ConversionOptions options) {
    final RetailConverter converter = new RetailConverter(options);
    RetailReader.read(input, converter::take);
    WorkloadWriter.write(output, converter::write);
    return converter.finishedReport();
  }

  private void take(final RetailRow row) {
    report.rowsRead++;
    if (start == null) {
      start = row.time();
    }
    end = row.time();
    invoices.computeIfAbsent(row.invoice(), invoice -> new ArrayList<>()).add(row);
    if (dropReason(row) == null && row.units() > 0) {
      demandedUnits.merge(items.itemOf(row.stockCode()), (long) row.units(), Long::sum);
    }
  }

  private static DropReason dropReason(final RetailRow row) {
    if (row.isOfBadDebtInvoice()) {
      return DropReason.BAD_DEBT;
    }
    if (Goods.isPseudoProduct(row.stockCode())) {
      return DropReason.PSEUDO_PRODUCT;
    }
    if (row.units() < 0 && !row.isOfCancellingInvoice()) {
      return DropReason.WRITE_OFF;
    }
    if (row.units() == 0 || (row.units() > 0 && row.isOfCancellingInvoice())) {
      return DropReason.NO_UNITS;
    }
    return row.priced() ? null : DropReason.NO_PRICE;
  }

  private void write(final WorkloadWriter writer) throws IOException {
    for (final Map.Entry<String, Long> demand : demandedUnits.entrySet()) {
      final long units = stockOf(demand.getValue());
      writer.restock(0, demand.getKey(), units);
      report.restocks++;
      report.unitsRestocked += units;
    }
    for (final List<RetailRow> invoice : invoices.values()) {
      report.invoices++;
      final List<NumberedRow> kept = keptRows(invoice);
      final long atMs = Duration.between(start, invoice.get(0).time()).toMillis();
      if (invoice.get(0).isOfCancellingInvoice()) {
        for (final NumberedRow line : kept) {
          writeCancel(writer, atMs, line.row());
        }
      } else {
        writeBaskets(writer, atMs, kept);
      }
    }
  }

  private long stockOf(final long demanded) {
    return options
        .stockShare()
        .multiply(BigDecimal.valueOf(demanded))
        .setScale(0, RoundingMode.CEILING)
        .longValueExact();
  }

  private List<NumberedRow> keptRows(final List<RetailRow> invoice) {
    final List<NumberedRow> kept = new ArrayList<>();
    for (int i = 0; i < invoice.size(); i++) {
      final RetailRow row = invoice.get(i);
      final DropReason reason = dropReason(row);
      if (reason == null) {
        kept.add(new NumberedRow(row, i + 1));
      } else {
        report.dropRow(reason, row.units());
      }
    }
    return kept;
  }

  private void writeBaskets(
      final WorkloadWriter writer, final long atMs, final List<NumberedRow> lines)
      throws IOException {
    final boolean split = lines.size() > Framing.MAX_BASKET_LINES;
    for (int from = 0; from < lines.size(); from += Framing.MAX_BASKET_LINES) {
      final int to = Math.min(lines.size(), from + Framing.MAX_BASKET_LINES);
      final RetailRow first = lines.get(from).row();
      final int part = from / Framing.MAX_BASKET_LINES + 1;
      final String basket = split ? first.invoice() + "#" + part : first.invoice();
      for (final NumberedRow line : lines.subList(from, to)) {
        writeReserve(writer, atMs, basket, line);
      }
      writer.confirmBasket(atMs, basket, first.buyer());
      report.baskets++;
      report.confirms++;
    }
  }

  private void writeReserve(
      final WorkloadWriter writer, final long atMs, final String basket, final NumberedRow line)
      throws IOException {
    final RetailRow row = line.row();
    final String reservation = row.invoice() + ":" + line.numberInInvoice() + ":" + row.stockCode();
    final String item = items.itemOf(row.stockCode());
    writer.reserve(atMs, reservation, basket, row.buyer(), item, row.units());
    purchases.buy(row, reservation);
    report.purchaseRows++;
    report.unitsReserved += row.units();
  }

  private void writeCancel(final WorkloadWriter writer, final long atMs, final RetailRow row)
      throws IOException {
    final int units = Math.negateExact(row.units());
    int cancelled = 0;
    for (final PurchaseBook.Part part : purchases.cancel(row, units)) {
      final String item = items.itemOf(row.stockCode());
      writer.cancel(atMs, part.reservation(), row.buyer(), item, part.units());
      report.cancels++;
      cancelled += part.units();
    }
    report.unitsCancelled += cancelled;
    if (cancelled == 0) {
      report.dropRow(DropReason.NO_EARLIER_PURCHASE, units);
    } else {
      report.cancelledRows++;
      report.dropUnits(DropReason.NO_EARLIER_PURCHASE, units - cancelled);
    }
  }

  private ConversionReport finishedReport() {
    report.products = items.products();
    report.hotItems = options.hotItems();
    report.durationMs = start == null ? 0 : Duration.between(start, end).toMillis();
    return report;
  }
}
