package io.holdfast.engine;

/** Holds whose deadlines never decrease, as nearly all do: first in, first to lapse. */
final class HoldFifo extends RecordList {
  /** Deadline of the first, or {@link Sale#NEVER}. */
  private long firstMs = Sale.NEVER;

  /** Deadline of the last; of no meaning where there is none. */
  private long lastMs;

  HoldFifo(final Records records) {
    super(records);
  }

  long firstMs() {
    return firstMs;
  }

  /** Whether a hold with this deadline may be appended. */
  boolean accepts(final long deadlineMs) {
    return last() == Records.NULL || lastMs <= deadlineMs;
  }

  void append(final int record, final long deadlineMs) {
    append(record);
    lastMs = deadlineMs;
    if (first() == record) {
      firstMs = deadlineMs;
    }
  }

  @Override
  void remove(final int record) {
    final boolean first = record == first();
    final boolean last = record == last();
    super.remove(record);
    if (first) {
      firstMs = first() == Records.NULL ? Sale.NEVER : records.word(first(), Store.DEADLINE);
    }
    if (last && last() != Records.NULL) {
      lastMs = records.word(last(), Store.DEADLINE);
    }
  }
}
