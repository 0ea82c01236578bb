package io.holdfast.engine;

/**
 * The holds of one line in order of (deadline, order in which the deadlines were given). Hold times
 * and payment times are the same for all holds of a line, so new deadlines nearly always come last
 * among their kind: a list each takes them at once, and only what comes out of order pays for a
 * heap. Exact to the millisecond, and links through the records only.
 */
final class HoldQueue {
  private static final int IN_HELD = 1;
  private static final int IN_PAYING = 2;
  private static final int IN_HEAP = 3;

  private final Records records;
  private final HoldFifo held;
  private final HoldFifo paying;
  private final HoldHeap unordered;

  HoldQueue(final Records records) {
    this.records = records;
    held = new HoldFifo(records);
    paying = new HoldFifo(records);
    unordered = new HoldHeap(records);
  }

  /** The earliest deadline, or {@link Sale#NEVER}. */
  long firstMs() {
    return Math.min(held.firstMs(), Math.min(paying.firstMs(), unordered.firstMs()));
  }

  /** The hold that lapses first. Only when there is one. */
  int first() {
    return earlier(earlier(held.first(), paying.first()), unordered.first());
  }

  /** Adds a hold whose deadline, this one, and order are set. */
  void add(final int record, final long deadlineMs, final boolean payment) {
    if (!append(record, deadlineMs, payment)) {
      addUnordered(record);
    }
  }

  /** Adds a hold to the list of its kind; false: its deadline is not the last, nothing is done. */
  boolean append(final int record, final long deadlineMs, final boolean payment) {
    final HoldFifo fifo = payment ? paying : held;
    if (!fifo.accepts(deadlineMs)) {
      return false;
    }
    fifo.append(record, deadlineMs);
    records.queue(record, payment ? IN_PAYING : IN_HELD);
    return true;
  }

  /** Adds a hold to those that came out of order. */
  void addUnordered(final int record) {
    unordered.add(record);
    records.queue(record, IN_HEAP);
  }

  /** First of the list of this kind if its deadline has come, else {@link Records#NULL}. */
  int firstDue(final boolean payment, final long nowMs) {
    final HoldFifo fifo = payment ? paying : held;
    return fifo.firstMs() <= nowMs ? fifo.first() : Records.NULL;
  }

  /** Whether a hold is the first of a list; what it says of a previous one means nothing then. */
  boolean isFirst(final int record) {
    return record == held.first() || record == paying.first();
  }

  /** First of the list of this kind; the others follow by {@link Records#next}. */
  int firstOf(final boolean payment) {
    return payment ? paying.first() : held.first();
  }

  /** Whether the hold is one of those that came out of order. */
  static boolean isUnordered(final Records records, final int record) {
    return records.queue(record) == IN_HEAP;
  }

  /**
   * Takes a hold out. Its record goes on saying in which queue it was, until it is added again or
   * moves to another state, as one of both always follows.
   */
  void remove(final int record) {
    switch (records.queue(record)) {
      case IN_HELD -> held.remove(record);
      case IN_PAYING -> paying.remove(record);
      case IN_HEAP -> unordered.remove(record);
      default -> throw new IllegalStateException("record " + record + " is in no queue");
    }
  }

  private int earlier(final int one, final int other) {
    if (one == Records.NULL || other == Records.NULL) {
      return one == Records.NULL ? other : one;
    }
    return HoldHeap.isBefore(records, one, other) ? one : other;
  }
}
