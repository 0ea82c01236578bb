package io.holdfast.model;

/** All that the engine knows between two steps, and where it stands. */
final class World {
  final Digest digest = new Digest();
  final Stock stock = new Stock(digest);
  final Agenda agenda = new Agenda();
  final Memory memory = new Memory();
  final Sales sales = new Sales(agenda, digest);
  final Holds holds = new Holds(stock, agenda, memory);

  private Ceilings ceilings;
  private long sequence;
  private long timeMs;

  Ceilings ceilings() {
    return ceilings;
  }

  /** The step under way, or the last one. */
  long sequence() {
    return sequence;
  }

  /** Engine time of that step. */
  long timeMs() {
    return timeMs;
  }

  boolean isConfigured() {
    return ceilings != null;
  }

  void configure(final Ceilings next) {
    ceilings = next;
    memory.configure(next);
  }

  void beginStep(final long nextSequence, final long nextTimeMs) {
    sequence = nextSequence;
    timeMs = nextTimeMs;
    stock.beginStep();
    if (isConfigured()) {
      memory.forget(timeMs);
    }
  }

  void endStep(final PlainVerdict verdict) {
    digest.foldStep(verdict, sequence);
  }
}
