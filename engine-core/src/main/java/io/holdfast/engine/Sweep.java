package io.holdfast.engine;

import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.List;

/**
 * Clears away what forgotten sales leave behind, a little in every step: nothing finds it any more,
 * so when it goes is nobody's business but the memory's. One round looks at everything once, for
 * the sales that were forgotten before it began.
 */
final class Sweep {
  private static final int PER_STEP = 16;

  private final EngineState engine;
  private final List<Sale> forgotten = new ArrayList<>();
  private int sales;
  private int record;
  private int account;
  private int ticket;

  Sweep(final EngineState engine) {
    this.engine = engine;
  }

  void add(final Sale sale) {
    forgotten.add(sale);
  }

  /** Whether ids have to be checked for belonging to a sale that is gone. */
  boolean isUnderWay() {
    return !forgotten.isEmpty();
  }

  void someMore() {
    if (forgotten.isEmpty()) {
      return;
    }
    if (sales == 0) {
      begin();
    }
    if (engine.readAhead.isWorthwhile()) {
      engine.readAhead.readForSweep(record, PER_STEP);
    }
    for (int i = 0; i < PER_STEP && sales > 0; i++) {
      one();
    }
  }

  private void begin() {
    sales = forgotten.size();
    record = 1;
    account = 1;
    ticket = 1;
  }

  private void one() {
    if (record < engine.records.limit()) {
      engine.store.sweep(record++);
    } else if (account < engine.accounts.limit()) {
      sweepAccount(account++);
    } else if (ticket < engine.tickets.limit()) {
      sweepTicket(ticket++);
    } else {
      for (int i = 0; i < sales; i++) {
        engine.sales.freeOrdinals(forgotten.get(i));
      }
      forgotten.subList(0, sales).clear();
      sales = 0;
    }
  }

  private void sweepAccount(final int index) {
    final Accounts accounts = engine.accounts;
    final int kind = accounts.kindAt(index);
    if (kind == 0) {
      return;
    }
    final int place = accounts.placeAt(index);
    final boolean ofSale = kind == Accounts.BUYER_SALE || kind == Accounts.GROUP_SALE;
    final Sale sale = ofSale ? engine.sales.saleAt(place) : engine.sales.lineAt(place).sale;
    if (sale.isForgotten()) {
      accounts.forget(index);
    }
  }

  private void sweepTicket(final int index) {
    final Tickets tickets = engine.tickets;
    if (tickets.state(index) != TicketState.NONE
        && engine.sales.saleAt(tickets.ordinal(index)).isForgotten()) {
      tickets.forget(index);
    }
  }
}
