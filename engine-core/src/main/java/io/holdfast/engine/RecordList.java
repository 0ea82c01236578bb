package io.holdfast.engine;

/**
 * A doubly linked list of records through their previous and next; a record is in one list at most.
 */
final class RecordList {
  private final Records records;
  private int first = Records.NULL;
  private int last = Records.NULL;
  private int size;

  RecordList(final Records records) {
    this.records = records;
  }

  int first() {
    return first;
  }

  int size() {
    return size;
  }

  void append(final int record) {
    records.previous(record, last);
    records.next(record, Records.NULL);
    if (last == Records.NULL) {
      first = record;
    } else {
      records.next(last, record);
    }
    last = record;
    size++;
  }

  void remove(final int record) {
    final int previous = records.previous(record);
    final int next = records.next(record);
    if (previous == Records.NULL) {
      first = next;
    } else {
      records.next(previous, next);
    }
    if (next == Records.NULL) {
      last = previous;
    } else {
      records.previous(next, previous);
    }
    size--;
  }
}
