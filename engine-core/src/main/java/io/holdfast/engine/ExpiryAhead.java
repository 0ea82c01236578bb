package io.holdfast.engine;

/**
 * {@link ReadAhead} for the holds that a Tick is about to expire. They are chained to each other, a
 * cache miss at every link; but the chains of several lines can be followed side by side, and what
 * an expiry needs besides its hold can be read for all of them together.
 */
final class ExpiryAhead {
  /** Expiries that are looked at together; {@link ReadAhead} reads a part of what they need. */
  static final int MAX_EXPIRIES = ReadAhead.MAX_COMMANDS;

  /** Chains that are followed side by side, about as many misses as a core has under way. */
  private static final int SIDE_BY_SIDE = 8;

  private final EngineState engine;
  private final Records records;
  private final Line[] lines = new Line[MAX_EXPIRIES];

  /** Where in each chain we are. */
  private final int[] at = new int[2 * MAX_EXPIRIES];

  private final int[] due = new int[MAX_EXPIRIES];
  private final int[] buyerTags = new int[MAX_EXPIRIES];
  private int chains;
  private int count;

  /** As {@link ReadAhead}'s. */
  private long sum;

  ExpiryAhead(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /**
   * Reads what the next {@value #MAX_EXPIRIES} expiries will need, or most of it: which lines come
   * after the first one is only roughly known.
   */
  long read() {
    count = 0;
    findChains();
    for (int i = 0; i < count; i++) {
      final Line line = engine.lineOf(due[i]);
      final long buyer = records.word(due[i], Store.BUYER);
      buyerTags[i] = LiveReservations.tag(buyer, line.sale);
      engine.accountsAhead.note(line, buyer, records.word(due[i], Store.GROUP));
    }
    return sum
        + engine.accountsAhead.read()
        + engine.readAhead.readBuyers(buyerTags, count)
        + engine.readAhead.readLeaving(engine.store.endedMemory(), count);
  }

  /** Those of the first line first, all that are due of it come before others. */
  private void findChains() {
    final int found = engine.dues.someDue(engine.timeMs, lines);
    chains = 0;
    int end = 0;
    for (int i = 0; i < found && count < MAX_EXPIRIES; i++) {
      addChain(lines[i].holds.firstDue(false, engine.timeMs));
      addChain(lines[i].holds.firstDue(true, engine.timeMs));
      if (i == 0 || i == found - 1 || chains - end >= SIDE_BY_SIDE - 1) {
        follow(end, chains);
        end = chains;
      }
    }
  }

  private void addChain(final int first) {
    if (first != Records.NULL) {
      at[chains++] = first;
    }
  }

  /** Follows some chains to the last hold that is due, or until there are enough. */
  private void follow(final int from, final int end) {
    boolean more = true;
    while (more && count < MAX_EXPIRIES) {
      for (int i = from; i < end; i++) {
        sum += records.touch(at[i]);
      }
      more = false;
      for (int i = from; i < end; i++) {
        more |= takeNext(i);
      }
    }
  }

  /** Notes the hold at which the chain is, if it is due; false: it was the last. */
  private boolean takeNext(final int chain) {
    final int record = at[chain];
    if (record == Records.NULL
        || count == MAX_EXPIRIES
        || records.word(record, Store.DEADLINE) > engine.timeMs) {
      at[chain] = Records.NULL;
      return false;
    }
    due[count++] = record;
    at[chain] = records.next(record);
    return at[chain] != Records.NULL;
  }
}
