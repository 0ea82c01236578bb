package io.holdfast.engine;

/** Finds a record by its 128-bit id. It grows with the records, a segment at a time. */
final class IdIndex {
  /** Most records one engine may have. */
  static final int MAX_RECORDS = 1 << 29;

  private final Records records;
  private final TagTable table = new TagTable();

  /** Where the last search ended that found nothing: the id is mostly added next. */
  private long[] missedSegment;

  private int missedPlace;
  private int missedTag;
  private long missedHi;
  private long missedLo;
  private int missedAt = -1;

  IdIndex(final Records records) {
    this.records = records;
  }

  /** The record with this id, or {@link Records#NULL}. */
  int find(final long hi, final long lo) {
    final int tag = tag(hi, lo);
    final long[] segment = table.segment(tag);
    final int place = find(segment, TagTable.first(segment, tag), tag, hi, lo);
    final int record = TagTable.record(segment, place);
    if (record == Records.NULL) {
      missedSegment = segment;
      missedPlace = place;
      missedTag = tag;
      missedHi = hi;
      missedLo = lo;
      missedAt = table.changes();
    }
    return record;
  }

  /** The next record with the same id: one of a sale that is forgotten may still be there. */
  int findNext(final int found, final long hi, final long lo) {
    final int tag = tag(hi, lo);
    final long[] segment = table.segment(tag);
    int place = TagTable.first(segment, tag);
    while (TagTable.record(segment, place) != found) {
      place = TagTable.after(segment, place);
    }
    return TagTable.record(segment, find(segment, TagTable.after(segment, place), tag, hi, lo));
  }

  /** The place of the record with this id, or the empty one where it would be. */
  private int find(
      final long[] segment, final int from, final int tag, final long hi, final long lo) {
    int place = TagTable.next(segment, from, tag);
    int record = TagTable.record(segment, place);
    while (record != Records.NULL && !records.hasId(record, hi, lo)) {
      place = TagTable.next(segment, TagTable.after(segment, place), tag);
      record = TagTable.record(segment, place);
    }
    return place;
  }

  /**
   * The record that has this id, unless it is one of the few with another id and the same tag;
   * looks at the table only.
   */
  int guess(final int tag) {
    final long[] segment = table.segment(tag);
    final int place = TagTable.next(segment, TagTable.first(segment, tag), tag);
    return TagTable.record(segment, place);
  }

  /** As {@link TagTable#touch}. */
  long touch(final int tag) {
    return table.touch(tag);
  }

  void add(final int record, final long hi, final long lo) {
    if (missedAt == table.changes() && missedHi == hi && missedLo == lo) {
      table.addAt(missedSegment, missedPlace, missedTag, record);
    } else {
      table.add(tag(hi, lo), record);
    }
  }

  void remove(final int record) {
    table.remove(tag(records.idHi(record), records.idLo(record)), record);
  }

  static int tag(final long hi, final long lo) {
    return TagTable.tag(Hashes.ofId(hi, lo));
  }
}
