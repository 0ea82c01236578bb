package io.holdfast.engine;

/** Holds whose deadlines never decrease, as nearly all do: first in, first to lapse. */
final class HoldFifo {
  private final Records records;
  private int first = Records.NULL;
  private int last = Records.NULL;

  /** Deadline of the first, or {@link Sale#NEVER}. */
  private long firstMs = Sale.NEVER;

  HoldFifo(final Records records) {
    this.records = records;
  }

  int first() {
    return first;
  }

  long firstMs() {
    return firstMs;
  }

  /** Whether a hold with this deadline may be appended. */
  boolean accepts(final long deadlineMs) {
    return last == Records.NULL || records.word(last, Store.DEADLINE) <= deadlineMs;
  }

  void append(final int record, final long deadlineMs) {
    records.previous(record, last);
    records.next(record, Records.NULL);
    if (last == Records.NULL) {
      first = record;
      firstMs = deadlineMs;
    } else {
      records.next(last, record);
    }
    last = record;
  }

  void remove(final int record) {
    final int previous = records.previous(record);
    final int next = records.next(record);
    if (next == Records.NULL) {
      last = previous;
    } else {
      records.previous(next, previous);
    }
    if (previous == Records.NULL) {
      first = next;
      firstMs = next == Records.NULL ? Sale.NEVER : records.word(next, Store.DEADLINE);
    } else {
      records.next(previous, next);
    }
  }
}
