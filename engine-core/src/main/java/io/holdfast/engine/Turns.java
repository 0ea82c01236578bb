package io.holdfast.engine;

import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.SaleState;

/** The life of a sale: the one place where its state changes, with all that follows. */
final class Turns {
  private final EngineState engine;

  Turns(final EngineState engine) {
    this.engine = engine;
  }

  /** Does the turns that are due; returns how many. */
  int run() {
    int turns = 0;
    while (engine.sales.nextTurnMs() <= engine.timeMs) {
      final Sale sale = engine.sales.nextTurn();
      final SaleState next = sale.nextTurn();
      if (next == null) {
        forget(sale);
      } else {
        moveTo(sale, next);
      }
      turns++;
    }
    return turns;
  }

  /** A sale whose opening has come by what an operator just set opens in the same step. */
  void openIfDue(final Sale sale) {
    if (sale.nextTurn() == SaleState.OPEN && sale.turnDueMs() <= engine.timeMs) {
      moveTo(sale, SaleState.OPEN);
    }
  }

  void moveTo(final Sale sale, final SaleState next) {
    final boolean wasOpen = sale.isOpen();
    sale.moveTo(next, engine.timeMs);
    engine.events.sale(kindOf(next), sale);
    if (next == SaleState.OPEN) {
      engine.matching.resume(sale);
    } else if (wasOpen) {
      engine.matching.suspend(sale);
    }
    if (next == SaleState.CLOSED) {
      engine.closing.add(sale);
    }
    engine.sales.findNextTurn();
  }

  /** Nothing of the sale lapses before; 0 takes the grace back. */
  void giveGrace(final Sale sale, final long untilMs) {
    if (untilMs == sale.graceUntilMs) {
      return;
    }
    sale.giveGrace(untilMs);
    for (int i = 0; i < sale.lines().size(); i++) {
      engine.dues.update(sale.lines().get(i));
    }
    engine.events.grace(sale);
  }

  private void forget(final Sale sale) {
    sale.forget();
    engine.events.sale(EventKind.SALE_FORGOTTEN, sale);
    engine.store.forgetCounts(sale);
    engine.tickets.placesGiven -= sale.isGated() ? sale.room.joined() : 0;
    engine.sales.forget(sale);
    engine.sweep.add(sale);
    engine.sales.findNextTurn();
  }

  private static EventKind kindOf(final SaleState state) {
    return switch (state) {
      case SCHEDULED -> EventKind.SALE_CREATED;
      case OPEN -> EventKind.SALE_OPENED;
      case PAUSED -> EventKind.SALE_PAUSED;
      case CLOSED -> EventKind.SALE_CLOSED;
      case NULL_VAL -> throw new IllegalStateException("no sale is in state " + state);
    };
  }
}
