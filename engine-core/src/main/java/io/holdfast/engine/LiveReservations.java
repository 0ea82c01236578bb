package io.holdfast.engine;

import io.holdfast.protocol.codec.ReservationState;

/**
 * The live reservations of each buyer in each sale, newest first: chains through the records from a
 * table that is sized once. Each slot also counts its records, so that the ceiling on one buyer's
 * holds costs nothing as long as it is far.
 */
final class LiveReservations {
  /** Word of the record whose low half links the chain. */
  private static final int NEXT = 12;

  private static final long HEAD = 0xFFFF_FFFFL;
  private static final long ONE = 1L << 32;

  private final Records records;
  private final Sales sales;
  private final long[] slots;

  LiveReservations(final Records records, final Sales sales, final int maxReservations) {
    this.records = records;
    this.sales = sales;
    slots = new long[Math.max(1_024, Integer.highestOneBit(maxReservations - 1) << 1)];
  }

  void add(final int record, final Line line) {
    final int slot = slot(records.word(record, Store.BUYER), line.sale);
    records.low(record, NEXT, (int) slots[slot]);
    slots[slot] = ((slots[slot] & ~HEAD) + ONE) | (record & HEAD);
  }

  /** Adds a record of a loaded state, which is not always the newest. */
  void restore(final int record, final Line line) {
    final int slot = slot(records.word(record, Store.BUYER), line.sale);
    int before = (int) slots[slot];
    if (before == Records.NULL || isNewer(record, before)) {
      add(record, line);
      return;
    }
    int next = records.low(before, NEXT);
    while (next != Records.NULL && isNewer(next, record)) {
      before = next;
      next = records.low(before, NEXT);
    }
    records.low(before, NEXT, record);
    records.low(record, NEXT, next);
    slots[slot] += ONE;
  }

  /** Lines of one basket were made by one step, in the order of their index. */
  private boolean isNewer(final int one, final int other) {
    final long difference = records.sequence(one) - records.sequence(other);
    return difference != 0
        ? difference > 0
        : records.high(one, Store.QUEUE) > records.high(other, Store.QUEUE);
  }

  void remove(final int record, final Line line) {
    final int slot = slot(records.word(record, Store.BUYER), line.sale);
    final int head = (int) slots[slot];
    if (head == record) {
      slots[slot] = (slots[slot] & ~HEAD) | (records.low(record, NEXT) & HEAD);
    } else {
      int before = head;
      while (records.low(before, NEXT) != record) {
        before = records.low(before, NEXT);
      }
      records.low(before, NEXT, records.low(record, NEXT));
    }
    slots[slot] -= ONE;
  }

  /** The buyer's newest live reservation in the sale, or {@link Records#NULL}. */
  int first(final long buyer, final Sale sale) {
    return orNext((int) slots[slot(buyer, sale)], buyer, sale);
  }

  /** The next older one of the same buyer and sale. */
  int next(final int record, final long buyer, final Sale sale) {
    return orNext(records.low(record, NEXT), buyer, sale);
  }

  /** The buyer's newest hold on the line, or {@link Records#NULL}. */
  int newestHold(final long buyer, final Line line) {
    int record = first(buyer, line.sale);
    while (record != Records.NULL && !(isOn(record, line) && Holds.isHold(records, record))) {
      record = next(record, buyer, line.sale);
    }
    return record;
  }

  /** The buyer's entry on the line's waitlist, or {@link Records#NULL}. */
  int waiting(final long buyer, final Line line) {
    int record = first(buyer, line.sale);
    while (record != Records.NULL && !(isOn(record, line) && isWaiting(record))) {
      record = next(record, buyer, line.sale);
    }
    return record;
  }

  /** Whether the buyer may have so many more live reservations in the sale. */
  boolean hasRoom(final long buyer, final Sale sale, final int more, final int maxBuyerHolds) {
    if ((slots[slot(buyer, sale)] >>> 32) + more <= maxBuyerHolds) {
      return true;
    }
    int count = more;
    for (int r = first(buyer, sale); r != Records.NULL; r = next(r, buyer, sale)) {
      count++;
    }
    return count <= maxBuyerHolds;
  }

  private boolean isOn(final int record, final Line line) {
    return records.low(record, Store.PLACE) == line.ordinal;
  }

  private boolean isWaiting(final int record) {
    return records.state(record) == ReservationState.WAITLISTED.value();
  }

  private int orNext(final int start, final long buyer, final Sale sale) {
    int record = start;
    while (record != Records.NULL
        && (records.word(record, Store.BUYER) != buyer
            || sales.lineAt(records.low(record, Store.PLACE)).sale != sale)) {
      record = records.low(record, NEXT);
    }
    return record;
  }

  private int slot(final long buyer, final Sale sale) {
    return (int) Hashes.mix(buyer * 31 + sale.ordinal) & (slots.length - 1);
  }
}
