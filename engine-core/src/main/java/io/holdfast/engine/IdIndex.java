package io.holdfast.engine;

/**
 * Finds a record by its 128-bit id: a hash table of chains through the records. It is sized once
 * for the most records the configuration allows, so it never rehashes and no command pays for
 * another's growth.
 */
final class IdIndex {
  /** Most records one engine may have: their hash table must fit one array. */
  static final int MAX_RECORDS = 1 << 29;

  private final Records records;
  private final int[] heads;
  private final int mask;

  IdIndex(final Records records, final int maxRecords) {
    this.records = records;
    heads = new int[Math.max(1_024, Integer.highestOneBit(maxRecords - 1) << 1)];
    mask = heads.length - 1;
  }

  /** The record with this id, or {@link Records#NULL}. */
  int find(final long hi, final long lo) {
    int record = heads[slot(hi, lo)];
    while (record != Records.NULL && !records.hasId(record, hi, lo)) {
      record = records.hashNext(record);
    }
    return record;
  }

  /** The next record with the same id: one of a sale that is forgotten may still be there. */
  int findNext(final int found, final long hi, final long lo) {
    int record = records.hashNext(found);
    while (record != Records.NULL && !records.hasId(record, hi, lo)) {
      record = records.hashNext(record);
    }
    return record;
  }

  void add(final int record) {
    final int slot = slot(records.idHi(record), records.idLo(record));
    records.hashNext(record, heads[slot]);
    heads[slot] = record;
  }

  void remove(final int record) {
    final int slot = slot(records.idHi(record), records.idLo(record));
    if (heads[slot] == record) {
      heads[slot] = records.hashNext(record);
      return;
    }
    int before = heads[slot];
    while (records.hashNext(before) != record) {
      before = records.hashNext(before);
    }
    records.hashNext(before, records.hashNext(record));
  }

  private int slot(final long hi, final long lo) {
    return (int) Hashes.ofId(hi, lo) & mask;
  }
}
