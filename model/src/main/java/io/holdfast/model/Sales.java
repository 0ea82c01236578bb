package io.holdfast.model;

import io.holdfast.protocol.codec.SaleState;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** All sales, in order of their creation; the one place where a sale's state changes. */
final class Sales {
  private final Map<Long, Sale> sales = new LinkedHashMap<>();
  private final Agenda agenda;
  private final Digest digest;

  Sales(final Agenda agenda, final Digest digest) {
    this.agenda = agenda;
    this.digest = digest;
  }

  int count() {
    return sales.size();
  }

  Collection<Sale> all() {
    return sales.values();
  }

  /** The sale of this id, null where there is none. */
  Sale find(final long id) {
    return sales.get(id);
  }

  /** The line of this item in this sale, null where there is none. */
  Line findLine(final long saleId, final long item) {
    final Sale sale = find(saleId);
    return sale == null ? null : sale.line(item);
  }

  void create(final Command.CreateSale command) {
    final Sale sale = new Sale(command, sales.size());
    sales.put(sale.id(), sale);
    agenda.addSale(sale);
    digest.foldSale(sale);
  }

  void open(final Sale sale) {
    sale.state(SaleState.OPEN);
    agenda.dropOpening(sale);
    digest.foldSale(sale);
  }

  void close(final Sale sale) {
    sale.state(SaleState.CLOSED);
    agenda.dropOpening(sale);
    agenda.dropClosing(sale);
    digest.foldSale(sale);
  }
}
