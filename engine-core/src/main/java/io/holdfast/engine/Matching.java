package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;

/** Units that are available meet the entries that wait for them. */
final class Matching {
  private final EngineState engine;
  private final Records records;

  Matching(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /** Serves the line's waitlist as far as units and budget go; the rest of it is owed. */
  void serve(final Line line) {
    while (line.owes()) {
      if (!engine.hasBudget()) {
        engine.backlog.add(line);
        return;
      }
      visit(line);
    }
    engine.backlog.review(line);
  }

  /** The head of the waitlist gets what it may have, or is released if that is nothing. */
  void visit(final Line line) {
    engine.spend();
    final int head = line.waitlist.first();
    final long buyer = records.word(head, Store.BUYER);
    final long group = records.word(head, Store.GROUP);
    final Code lacking = engine.limits.firstLacking(line, buyer, group, 1, 1);
    if (lacking != Code.ACCEPTED) {
      engine.holds.endWait(head, lacking);
      return;
    }
    final long room = engine.limits.leastRoom(line, buyer, group);
    final long units = Math.min(Math.min(engine.holds.asked(head), room), line.available());
    engine.holds.grantWaiting(head, line, (int) units);
  }

  /** A sale goes on after a pause: its lines owe again what came free meanwhile. */
  void resume(final Sale sale) {
    for (int i = 0; i < sale.lines().size(); i++) {
      final Line line = sale.lines().get(i);
      if (line.owes()) {
        engine.backlog.add(line);
      }
    }
  }

  /** A sale is no longer open: its lines owe nothing. */
  void suspend(final Sale sale) {
    for (int i = 0; i < sale.lines().size(); i++) {
      engine.backlog.review(sale.lines().get(i));
    }
  }
}
