package io.holdfast.engine;

/**
 * A memory bounded by count and time: the newest {@code capacity} records, each for {@code
 * retentionMs}. What is too old counts as forgotten at once, whether its record is still there or
 * not; {@link #forgetSome} clears such records away a few per step, so that no step pays for many.
 */
final class Memory {
  /** Word of a record that says since when it has been remembered. */
  static final int REMEMBERED_AT_MS = 8;

  private static final int CLEARED_PER_STEP = 4;

  /** Engine time that never comes: of an empty memory. */
  private static final long NEVER = Long.MAX_VALUE;

  /** Frees a record that is no longer remembered. */
  interface Forgetter {
    void forget(int record);
  }

  private final Records records;
  private final RecordList list;
  private final RememberedOrder order;
  private final int capacity;
  private final long retentionMs;
  private final Forgetter forgetter;

  /**
   * The oldest has not been remembered for longer than since then: spares every step a look at its
   * record.
   */
  private long oldestSinceMs = NEVER;

  /** Records that had to make room since {@link #takePushedOut}. No part of the state. */
  private int pushedOut;

  Memory(
      final Records records,
      final int capacity,
      final long retentionMs,
      final Forgetter forgetter) {
    this.records = records;
    this.list = new RecordList(records);
    this.order = new RememberedOrder(capacity);
    this.capacity = capacity;
    this.retentionMs = retentionMs;
    this.forgetter = forgetter;
  }

  int size() {
    return list.size();
  }

  /** The oldest, or {@link Records#NULL}; the others follow by {@link Records#next}. */
  int first() {
    return list.first();
  }

  /** Memory outside the heap that is in use. */
  long usedBytes() {
    return order.usedBytes();
  }

  /** For {@link ReadAhead}: the record that will likely leave after so many others. */
  int leaving(final int index) {
    return order.get(index);
  }

  boolean isFull() {
    return list.size() == capacity;
  }

  /** Remembers a record from now on; the oldest makes room. */
  void remember(final int record, final long nowMs) {
    if (list.size() == capacity) {
      forget(list.first());
      pushedOut++;
    }
    records.word(record, REMEMBERED_AT_MS, nowMs);
    list.append(record);
    order.add(record);
    if (list.size() == 1) {
      oldestSinceMs = nowMs;
    }
  }

  /** Takes a record out because it is something else again, such as a purchase. */
  void takeOut(final int record) {
    remove(record);
    records.word(record, REMEMBERED_AT_MS, 0);
  }

  boolean isForgotten(final int record, final long nowMs) {
    return nowMs - records.word(record, REMEMBERED_AT_MS) >= retentionMs;
  }

  void forget(final int record) {
    remove(record);
    forgetter.forget(record);
  }

  private void remove(final int record) {
    if (record == list.first()) {
      order.leaves(record);
    }
    list.remove(record);
    if (list.size() == 0) {
      oldestSinceMs = NEVER;
    }
  }

  /**
   * Records that had to make room since the last time; while the memory is full, about as many of
   * the oldest will have to until the next time. For {@link ReadAhead}.
   */
  int takePushedOut() {
    final int count = pushedOut;
    pushedOut = 0;
    return count;
  }

  /** Clears away a few records that are too old. */
  void forgetSome(final long nowMs) {
    for (int i = 0; i < CLEARED_PER_STEP && nowMs - oldestSinceMs >= retentionMs; i++) {
      oldestSinceMs = records.word(list.first(), REMEMBERED_AT_MS);
      if (nowMs - oldestSinceMs < retentionMs) {
        return;
      }
      forget(list.first());
    }
  }
}
