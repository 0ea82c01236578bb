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
      records.next(last, record);
    }
    last = record;
    size++;
  }

  void remove(final int record) {
    final int next = records.next(record);
    final int previous = record == first ? Records.NULL : records.previous(record);
    if (previous == Records.NULL) {
      first = next;
    } else {
      records.next(previous, next);
    }
    if (record == last) {
      last = previous;
    } else if (previous != Records.NULL) {
      records.previous(next, previous);
    }
    size--;
  }
}
