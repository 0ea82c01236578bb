package io.holdfast.engine;

/**
 * Holds whose deadlines came out of order (extended ones, or after a shorter hold time was set): a
 * leftist heap (C. A. Crane, 1972) through the records themselves, so that it needs no memory of
 * its own, never grows and removes any hold in O(log n).
 */
final class HoldHeap {
  /** Word of the record whose high half names the parent. */
  private static final int PARENT = Store.CHAIN;

  private final Records records;
  private int top = Records.NULL;
  private long firstMs = Sale.NEVER;

  HoldHeap(final Records records) {
    this.records = records;
  }

  int first() {
    return top;
  }

  /** Deadline of the first, or {@link Sale#NEVER}. */
  long firstMs() {
    return firstMs;
  }

  void add(final int record) {
    left(record, Records.NULL);
    right(record, Records.NULL);
    records.rank(record, 1);
    setTop(merge(top, record));
  }

  void remove(final int record) {
    final int parent = parent(record);
    final int rest = merge(left(record), right(record));
    if (parent == Records.NULL) {
      setTop(rest);
      return;
    }
    if (left(parent) == record) {
      left(parent, rest);
    } else {
      right(parent, rest);
    }
    if (rest != Records.NULL) {
      parent(rest, parent);
    }
    repair(parent);
  }

  /** Whether one lapses before the other. */
  static boolean isBefore(final Records records, final int one, final int other) {
    final long oneMs = records.word(one, Store.DEADLINE);
    final long otherMs = records.word(other, Store.DEADLINE);
    return oneMs != otherMs
        ? oneMs < otherMs
        : records.word(one, Store.ORDER) < records.word(other, Store.ORDER);
  }

  private void setTop(final int record) {
    top = record;
    if (record == Records.NULL) {
      firstMs = Sale.NEVER;
    } else {
      parent(record, Records.NULL);
      firstMs = records.word(record, Store.DEADLINE);
    }
  }

  /** As deep as the right spines are long: the logarithm of the size. */
  private int merge(final int one, final int other) {
    if (one == Records.NULL) {
      return other;
    }
    if (other == Records.NULL) {
      return one;
    }
    final boolean oneFirst = isBefore(records, one, other);
    final int upper = oneFirst ? one : other;
    final int lower = oneFirst ? other : one;
    final int merged = merge(right(upper), lower);
    right(upper, merged);
    parent(merged, upper);
    lean(upper);
    return upper;
  }

  /** Ranks may have changed below; goes up until one has not. */
  private void repair(final int start) {
    int record = start;
    while (record != Records.NULL) {
      final int before = records.rank(record);
      lean(record);
      if (records.rank(record) == before) {
        return;
      }
      record = parent(record);
    }
  }

  /** Keeps the shorter way to a leaf on the right. */
  private void lean(final int record) {
    final int left = left(record);
    final int right = right(record);
    if (rank(left) < rank(right)) {
      left(record, right);
      right(record, left);
      records.rank(record, rank(left) + 1);
    } else {
      records.rank(record, rank(right) + 1);
    }
  }

  private int rank(final int record) {
    return record == Records.NULL ? 0 : records.rank(record);
  }

  private int left(final int record) {
    return records.previous(record);
  }

  private void left(final int record, final int child) {
    records.previous(record, child);
  }

  private int right(final int record) {
    return records.next(record);
  }

  private void right(final int record, final int child) {
    records.next(record, child);
  }

  private int parent(final int record) {
    return records.high(record, PARENT);
  }

  private void parent(final int record, final int parent) {
    records.high(record, PARENT, parent);
  }
}
