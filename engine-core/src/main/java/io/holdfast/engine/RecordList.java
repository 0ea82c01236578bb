package io.holdfast.engine;

/**
 * A doubly linked list of records through their previous and next; a record is in one list at most.
 * What comes in last and what goes out first takes no look at other records than itself: over
 * millions of them every look is a cache miss.
 */
class RecordList {
  final Records records;

  /** What its previous says means nothing. */
  private int first = Records.NULL;

  private int last = Records.NULL;
  private int lastButOne = Records.NULL;
  private int size;

  RecordList(final Records records) {
    this.records = records;
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  int size() {
    return size;
  }

  void append(final int record) {
    records.links(record, last, Records.NULL);
    if (last == Records.NULL) {
      first = record;
    } else {
      records.links(last, lastButOne, record);
    }
    lastButOne = last;
    last = record;
    size++;
  }

  void remove(final int record) {
    final int next = records.next(record);
    if (record == first) {
      first = next;
      removeBefore(next, Records.NULL);
    } else {
      final int previous = records.previous(record);
      records.next(previous, next);
      if (next != Records.NULL) {
        records.previous(next, previous);
      }
      removeBefore(next, previous);
    }
    size--;
  }

  /** What stood between these two is gone: keeps the last ones. */
  private void removeBefore(final int next, final int previous) {
    if (next == Records.NULL) {
      last = previous;
      lastButOne = previous == first ? Records.NULL : records.previous(previous);
    } else if (next == last) {
      lastButOne = previous;
    }
  }
}
