package io.holdfast.engine;

import io.holdfast.protocol.codec.ReservationState;

/**
 * The live reservations of each buyer in each sale, newest first: a table of the newest ones, and
 * chains through the records.
 */
final class LiveReservations {
  /** Word of the record whose low half links the chain. */
  private static final int NEXT = Store.CHAIN;

  private final Records records;
  private final Sales sales;
  private final TagTable newest;

  /** Of whom {@link #find} found the place last: most commands ask for it twice. */
  private long foundBuyer;

  private Sale foundSale;
  private int foundTag;
  private long foundPlace;
  private int foundAt = -1;

  /**
   * @param most live reservations that there will be as a rule
   */
  LiveReservations(final Records records, final Sales sales, final int most) {
    this.records = records;
    this.sales = sales;
    newest = new TagTable(most);
  }

  /** Memory outside the heap that is in use. */
  long usedBytes() {
    return newest.usedBytes();
  }

  void add(final int record, final Line line, final long buyer) {
    final int before = first(buyer, line.sale);
    records.low(record, NEXT, before);
    if (before == Records.NULL) {
      newest.add(foundTag, record);
    } else {
      newest.replace(foundPlace, record);
    }
  }

  /** Adds a record of a loaded state, which is not always the newest. */
  void restore(final int record, final Line line) {
    final long buyer = records.word(record, Store.BUYER);
    int before = first(buyer, line.sale);
    if (before == Records.NULL || isNewer(record, before)) {
      add(record, line, buyer);
      return;
    }
    int next = records.low(before, NEXT);
    while (next != Records.NULL && isNewer(next, record)) {
      before = next;
      next = records.low(before, NEXT);
    }
    records.low(before, NEXT, record);
    records.low(record, NEXT, next);
  }

  /** Lines of one basket were made by one step, in the order of their index. */
  private boolean isNewer(final int one, final int other) {
    final long difference = records.sequence(one) - records.sequence(other);
    return difference != 0 ? difference > 0 : records.asked(one) > records.asked(other);
  }

  void remove(final int record, final Line line) {
    final long buyer = records.word(record, Store.BUYER);
    final int next = records.low(record, NEXT);
    final int tag = tag(buyer, line.sale);
    final long place = newest.find(tag, record);
    if (place == TagTable.NOWHERE) {
      removeOlder(record, next, first(buyer, line.sale));
    } else if (next == Records.NULL) {
      newest.remove(place, tag);
    } else {
      newest.replace(place, next);
    }
  }

  private void removeOlder(final int record, final int next, final int first) {
    int before = first;
    while (records.low(before, NEXT) != record) {
      before = records.low(before, NEXT);
    }
    records.low(before, NEXT, next);
  }

  /** The buyer's newest live reservation in the sale, or {@link Records#NULL}. */
  int first(final long buyer, final Sale sale) {
    if (foundAt != newest.changes() || foundBuyer != buyer || foundSale != sale) {
      find(buyer, sale);
    }
    return foundPlace == TagTable.NOWHERE ? Records.NULL : newest.record(foundPlace);
  }

  /** Finds where the buyer's newest is. */
  private void find(final long buyer, final Sale sale) {
    final int tag = tag(buyer, sale);
    long place = newest.find(tag);
    while (place != TagTable.NOWHERE && !isOf(newest.record(place), buyer, sale)) {
      place = newest.findNext(place, tag);
    }
    foundBuyer = buyer;
    foundSale = sale;
    foundTag = tag;
    foundPlace = place;
    foundAt = newest.changes();
  }

  /** The next older one of the same buyer and sale, or {@link Records#NULL}. */
  int next(final int record) {
    return records.low(record, NEXT);
  }

  /** The buyer's newest hold on the line, or {@link Records#NULL}. */
  int newestHold(final long buyer, final Line line) {
    int record = first(buyer, line.sale);
    while (record != Records.NULL && !(isOn(record, line) && Holds.isHold(records, record))) {
      record = next(record);
    }
    return record;
  }

  /** The buyer's entry on the line's waitlist, or {@link Records#NULL}. */
  int waiting(final long buyer, final Line line) {
    int record = first(buyer, line.sale);
    while (record != Records.NULL && !(isOn(record, line) && isWaiting(record))) {
      record = next(record);
    }
    return record;
  }

  /** Whether the buyer may have so many more live reservations in the sale. */
  boolean hasRoom(final long buyer, final Sale sale, final int more, final int maxBuyerHolds) {
    int count = more;
    int record = first(buyer, sale);
    while (record != Records.NULL && count <= maxBuyerHolds) {
      count++;
      record = next(record);
    }
    return count <= maxBuyerHolds;
  }

  private boolean isOn(final int record, final Line line) {
    return records.low(record, Store.PLACE) == line.ordinal;
  }

  private boolean isWaiting(final int record) {
    return records.state(record) == ReservationState.WAITLISTED.value();
  }

  private boolean isOf(final int record, final long buyer, final Sale sale) {
    return records.word(record, Store.BUYER) == buyer
        && sales.lineAt(records.low(record, Store.PLACE)).sale == sale;
  }

  /** As {@link TagTable#touch}. */
  long touch(final int tag) {
    return newest.touch(tag);
  }

  /** As {@link TagTable#guess}. */
  int guess(final int tag) {
    return newest.guess(tag);
  }

  static int tag(final long buyer, final Sale sale) {
    return TagTable.tag(Hashes.mix(buyer * 31 + sale.ordinal));
  }
}
