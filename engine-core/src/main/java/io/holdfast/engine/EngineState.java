package io.holdfast.engine;

/** What the handlers of the commands share: the state, and the step under way. */
final class EngineState {
  final EngineConfig config;
  final Digest digest;
  final Sales sales = new Sales();
  final Store store;
  final Records records;
  final Deadlines deadlines;
  final Holds holds;

  /** Sequence of the step under way. */
  long sequence;

  /** Engine time of the step under way. */
  long timeMs;

  /** Verdict of the step under way. */
  Verdict verdict;

  EngineState(final EngineConfig config, final Digest digest) {
    this.config = config;
    this.digest = digest;
    store = new Store(config);
    records = store.records;
    deadlines = new Deadlines(records);
    holds = new Holds(this);
  }

  void begin(final long stepSequence, final long stepTimeMs, final Verdict stepVerdict) {
    sequence = stepSequence;
    timeMs = stepTimeMs;
    verdict = stepVerdict;
    store.forgetSome(stepTimeMs);
  }

  /** Engine time at which something happens by itself next, or {@link Sale#NEVER}. */
  long nextDueMs() {
    return Math.min(sales.nextDueMs(), deadlines.firstMs());
  }

  Line lineOf(final int reservation) {
    return sales.lineAt(records.low(reservation, Store.PLACE));
  }
}
