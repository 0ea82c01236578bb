package io.holdfast.engine;

import java.util.List;

/** Tick: what is due happens, in order, at most W changes a step beside the turns of sales. */
final class TickHandler {
  private final EngineState engine;

  /** Expiries until {@link ExpiryAhead} reads again. */
  private int readExpiries;

  TickHandler(final EngineState engine) {
    this.engine = engine;
  }

  void execute() {
    engine.spend(engine.turns.run());
    readExpiries = 0;
    boolean more = true;
    while (more && engine.hasBudget()) {
      more = doNext();
    }
    engine.verdict.granted = engine.spent();
  }

  /** The first of what there is to do; false: there is nothing. */
  private boolean doNext() {
    if (!engine.backlog.isEmpty()) {
      final Line line = engine.backlog.first();
      engine.matching.visit(line);
      engine.backlog.review(line);
    } else if (engine.closing.isDue()) {
      engine.closing.releaseNext();
    } else if (engine.anyOverdue()) {
      expireNext();
    } else {
      return endSession() || admit();
    }
    return true;
  }

  private void expireNext() {
    if (readExpiries == 0 && engine.readAhead.isWorthwhile()) {
      readExpiries = ExpiryAhead.MAX_EXPIRIES;
      engine.expiryAhead.read();
    }
    readExpiries = Math.max(0, readExpiries - 1);
    engine.holds.expire(engine.dues.first().holds.first());
  }

  private boolean endSession() {
    final List<Sale> gated = engine.sales.gated();
    for (int i = 0; i < gated.size(); i++) {
      if (gated.get(i).room.sessionDueMs() <= engine.timeMs) {
        engine.rooms.expireFirst(gated.get(i));
        return true;
      }
    }
    return false;
  }

  private boolean admit() {
    final List<Sale> gated = engine.sales.gated();
    for (int i = 0; i < gated.size(); i++) {
      final Room room = gated.get(i).room;
      if (room.admissionDueMs() <= engine.timeMs) {
        room.accrue(engine.timeMs);
        engine.rooms.visit(gated.get(i));
        return true;
      }
    }
    return false;
  }
}
