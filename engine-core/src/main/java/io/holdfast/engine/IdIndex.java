package io.holdfast.engine;

/** Finds a record by its 128-bit id. It grows with the records. */
final class IdIndex {
  /** Most records one engine may have. */
  static final int MAX_RECORDS = 1 << 29;

  private final Records records;
  private final TagTable table;

  /** The id that was searched last and not found: it is mostly added next. */
  private long missedHi;

  private long missedLo;
  private int missedTag = tag(0, 0);

  /**
   * @param most records that there will be as a rule
   */
  IdIndex(final Records records, final int most) {
    this.records = records;
    table = new TagTable(most);
  }

  /** Memory outside the heap that is in use. */
  long usedBytes() {
    return table.usedBytes();
  }

  /** The record with this id, or {@link Records#NULL}. */
  int find(final long hi, final long lo) {
    final int tag = tag(hi, lo);
    final int record = recordWithId(table.find(tag), tag, hi, lo);
    if (record == Records.NULL) {
      missedHi = hi;
      missedLo = lo;
      missedTag = tag;
    }
    return record;
  }

  /** The next record with the same id: one of a sale that is forgotten may still be there. */
  int findNext(final int found, final long hi, final long lo) {
    final int tag = tag(hi, lo);
    return recordWithId(table.findNext(table.find(tag, found), tag), tag, hi, lo);
  }

  private int recordWithId(final long from, final int tag, final long hi, final long lo) {
    long place = from;
    while (place != TagTable.NOWHERE) {
      final int record = table.record(place);
      if (records.hasId(record, hi, lo)) {
        return record;
      }
      place = table.findNext(place, tag);
    }
    return Records.NULL;
  }

  /**
   * The record that has this id, unless it is one of the few with another id and the same tag;
   * looks at the table only.
   */
  int guess(final int tag) {
    return table.guess(tag);
  }

  /** As {@link TagTable#touch}. */
  long touch(final int tag) {
    return table.touch(tag);
  }

  void add(final int record, final long hi, final long lo) {
    table.add(missedHi == hi && missedLo == lo ? missedTag : tag(hi, lo), record);
  }

  void remove(final int record) {
    table.remove(tag(records.idHi(record), records.idLo(record)), record);
  }

  static int tag(final long hi, final long lo) {
    return TagTable.tag(Hashes.ofId(hi, lo));
  }
}
