package io.holdfast.engine;

/** Tick: what is due happens, in order, at most W changes a step. */
final class TickHandler {
  private final EngineState engine;

  TickHandler(final EngineState engine) {
    this.engine = engine;
  }

  void execute() {
    int changes = 0;
    while (changes < engine.config.maxChangesPerStep() && engine.nextDueMs() <= engine.timeMs) {
      doNext();
      changes++;
    }
    engine.verdict.granted = changes;
  }

  private void doNext() {
    final Sales sales = engine.sales;
    if (sales.nextDueMs() <= engine.deadlines.firstMs()) {
      sales.nextDue().doDue();
      sales.findNextDue();
    } else {
      engine.holds.expire(engine.deadlines.first());
    }
  }
}
