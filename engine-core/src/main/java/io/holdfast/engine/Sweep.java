package io.holdfast.engine;

import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Clears away what forgotten sales leave behind, a little in every step: nothing finds it any more,
 * so when it goes is nobody's business but the memory's. One round looks at everything once, for
 * the sales that were forgotten before it began.
 */
final class Sweep {
  /** Marks that a step looks at: some hundred nanoseconds. */
  private static final int LOOKS_PER_STEP = 256;

  /** Records that are looked for, and read ahead, together. */
  private static final int FOUND_TOGETHER = 32;

  /** Records that a step clears away. */
  private static final int RECORDS_PER_STEP = 8;

  /** Accounts or tickets that a step looks at. */
  private static final int OTHERS_PER_STEP = 16;

  private final EngineState engine;
  private final List<Sale> forgotten = new ArrayList<>();

  /** Marks of the sales of this round. */
  private final boolean[] isMarked = new boolean[SaleMarks.MARKS];

  /** Records that are likely of these sales, and how many of them are cleared away. */
  private final int[] found = new int[FOUND_TOGETHER];

  private int foundCount;
  private int cleared;

  /** Sales of this round, the first so many of {@link #forgotten}; 0: no round is under way. */
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
    if (cleared < foundCount) {
      clearRecords();
      return;
    }
    if (record < engine.records.limit()) {
      findRecords();
      return;
    }
    if (engine.readAhead.isWorthwhile()) {
      readAccounts();
    }
    for (int i = 0; i < OTHERS_PER_STEP && sales > 0; i++) {
      oneOther();
    }
  }

  private void begin() {
    sales = forgotten.size();
    for (int i = 0; i < sales; i++) {
      isMarked[SaleMarks.of(forgotten.get(i))] = true;
    }
    record = 1;
    account = 1;
    ticket = 1;
  }

  /** Looks for the next records that are likely of these sales. */
  private void findRecords() {
    final SaleMarks marks = engine.store.marks();
    final int end = Math.min(record + LOOKS_PER_STEP, engine.records.limit());
    cleared = 0;
    foundCount = 0;
    while (record < end && foundCount < FOUND_TOGETHER) {
      if (isMarked[marks.get(record)]) {
        found[foundCount++] = record;
      }
      record++;
    }
    if (engine.readAhead.isWorthwhile()) {
      engine.readAhead.readForSweep(found, foundCount);
    }
  }

  /** Clears some of them away; what has another owner by now stays. */
  private void clearRecords() {
    final int end = Math.min(cleared + RECORDS_PER_STEP, foundCount);
    while (cleared < end) {
      engine.store.sweep(found[cleared++]);
    }
  }

  private void oneOther() {
    if (account < engine.accounts.limit()) {
      sweepAccount(account++);
    } else if (ticket < engine.tickets.limit()) {
      sweepTicket(ticket++);
    } else {
      for (int i = 0; i < sales; i++) {
        engine.sales.freeOrdinals(forgotten.get(i));
      }
      forgotten.subList(0, sales).clear();
      Arrays.fill(isMarked, false);
      sales = 0;
    }
  }

  private void readAccounts() {
    final int end = Math.min(account + OTHERS_PER_STEP, engine.accounts.limit());
    for (int index = account; index < end; index++) {
      if (isLeftBehind(index)) {
        engine.accountsAhead.note(index);
      }
    }
    engine.accountsAhead.read();
  }

  private void sweepAccount(final int index) {
    if (isLeftBehind(index)) {
      engine.accounts.forget(index);
    }
  }

  /** Whether an account is of a sale that is forgotten. */
  private boolean isLeftBehind(final int index) {
    final int kind = engine.accounts.kindAt(index);
    if (kind == 0) {
      return false;
    }
    final int place = engine.accounts.placeAt(index);
    final boolean ofSale = kind == Accounts.BUYER_SALE || kind == Accounts.GROUP_SALE;
    return (ofSale ? engine.sales.saleAt(place) : engine.sales.lineAt(place).sale).isForgotten();
  }

  private void sweepTicket(final int index) {
    final Tickets tickets = engine.tickets;
    if (tickets.state(index) != TicketState.NONE
        && engine.sales.saleAt(tickets.ordinal(index)).isForgotten()) {
      tickets.forget(index);
    }
  }
}
