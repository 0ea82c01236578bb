package io.holdfast.engine;

/**
 * The waiting entries of one line, in order of tier, then of arrival: a list per tier through the
 * records.
 */
final class Waitlist {
  static final int TIERS = ReserveHandler.HIGHEST_TIER + 1;

  private final Records records;

  /** Null until somebody waits: most lines never see one. */
  private RecordList[] tiers;

  private int count;
  private long units;

  Waitlist(final Records records) {
    this.records = records;
  }

  boolean isEmpty() {
    return count == 0;
  }

  /** Entries. */
  int count() {
    return count;
  }

  /** Units that the entries asked for. */
  long units() {
    return units;
  }

  void append(final int record) {
    if (tiers == null) {
      tiers = new RecordList[TIERS];
      for (int i = 0; i < TIERS; i++) {
        tiers[i] = new RecordList(records);
      }
    }
    tiers[records.tier(record)].append(record);
    count++;
    units += records.asked(record);
  }

  void remove(final int record) {
    tiers[records.tier(record)].remove(record);
    count--;
    units -= records.asked(record);
  }

  /** First entry of a tier, or {@link Records#NULL}; the others follow by {@link Records#next}. */
  int firstOf(final int tier) {
    return tiers == null ? Records.NULL : tiers[tier].first();
  }

  /** The entry that is served next. Only when there is one. */
  int first() {
    for (final RecordList tier : tiers) {
      if (tier.size() > 0) {
        return tier.first();
      }
    }
    throw new IllegalStateException("nobody waits");
  }
}
