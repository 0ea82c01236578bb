package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;

/**
 * Everything remembered under an id, and the one place where ids are looked up and forgotten. Names
 * the words of a record that {@link Records} draws.
 */
final class Store {
  static final int BUYER = 6;
  static final int GROUP = 11;

  /**
   * Reservation: line | granted. Rejected Reserve: line | quantity. Basket: sale | number of lines.
   * Commands: sale | granted.
   */
  static final int PLACE = 4;

  static final int DEADLINE = 5;

  /**
   * Reservation: basket | next member. Basket: first member | members left. Rejection: code | more.
   */
  static final int BASKET = 9;

  /** Hold: the order in which the deadlines were given. */
  static final int ORDER = 8;

  /** Purchase: confirmed | cancelled. Basket: granted. */
  static final int AMOUNTS = 8;

  static final int FINGERPRINT = 10;

  static final int HELD_SINCE = 10;

  /** Hold: next live reservation of the buyer | parent in the heap of holds. */
  static final int CHAIN = 7;

  final Records records;

  private final Sales sales;
  private final SaleMarks marks;
  private final Sweep sweep;
  private final EventSink sink;
  private final IdIndex index;
  private final Memory endedHolds;
  private final Memory rejections;
  private int reservations;
  private int commandIds;

  /**
   * @param sink told of holds that are forgotten; null: nobody
   */
  Store(
      final EngineConfig config,
      final Records records,
      final Sales sales,
      final Sweep sweep,
      final EventSink sink) {
    this.sink = sink;
    this.records = records;
    this.sales = sales;
    this.sweep = sweep;
    marks = new SaleMarks(config.maxRecords());
    index = new IdIndex(records, config.maxRecords());
    final long retentionMs = config.memoryRetentionMs();
    endedHolds = new Memory(records, config.maxEndedHolds(), retentionMs, this::dropReservation);
    rejections = new Memory(records, config.maxRejections(), retentionMs, this::dropRejection);
  }

  /** Memory outside the heap that is in use beside that of the records. */
  long usedBytes() {
    return index.usedBytes() + records.limit() + endedHolds.usedBytes() + rejections.usedBytes();
  }

  /** For {@link ReadAhead}. */
  IdIndex index() {
    return index;
  }

  /** Whose each record is, for {@link Sweep}. */
  SaleMarks marks() {
    return marks;
  }

  /** Live reservations and purchases. */
  int reservations() {
    return reservations;
  }

  /** Accepted cancels and operator commands. */
  int commandIds() {
    return commandIds;
  }

  /** Places taken in the memory of ended reservations, by what is forgotten with its sale too. */
  int endedHolds() {
    return endedHolds.size();
  }

  /** Places taken in the memory of rejections. */
  int rejections() {
    return rejections.size();
  }

  /** Clears away a few records that are too old to count. */
  void forgetSome(final long nowMs) {
    endedHolds.forgetSome(nowMs);
    rejections.forgetSome(nowMs);
  }

  /** The record remembered under an id at this time, or {@link Records#NULL}. */
  int find(final long hi, final long lo, final long nowMs) {
    int record = index.find(hi, lo);
    if (sweep.isUnderWay()) {
      while (record != Records.NULL && isOfForgottenSale(record)) {
        record = index.findNext(record, hi, lo);
      }
    }
    return record == Records.NULL || isForgotten(record, nowMs) ? Records.NULL : record;
  }

  /** Whether it is too old; then it is cleared away. */
  private boolean isForgotten(final int record, final long nowMs) {
    final int kind = records.kind(record);
    if (kind == Kind.RESERVATION) {
      return forgetIfOld(record, nowMs);
    }
    if (kind == Kind.BASKET) {
      return forgetOldMembers(record, nowMs);
    }
    if (isRejection(record) && rejections.isForgotten(record, nowMs)) {
      rejections.forget(record);
      return true;
    }
    return false;
  }

  /**
   * The reservation under an id, or {@link Records#NULL}; other things under the id do not count.
   */
  int findReservation(final long hi, final long lo, final long nowMs) {
    final int record = find(hi, lo, nowMs);
    return record != Records.NULL && records.kind(record) == Kind.RESERVATION
        ? record
        : Records.NULL;
  }

  /** The accepted basket under an id with all its lines, or {@link Records#NULL}. */
  int findWholeBasket(final long hi, final long lo, final long nowMs) {
    final int record = find(hi, lo, nowMs);
    return record != Records.NULL
            && records.kind(record) == Kind.BASKET
            && records.high(record, BASKET) == records.high(record, PLACE)
        ? record
        : Records.NULL;
  }

  /** A live hold's record. */
  int addReservation(final long hi, final long lo, final long sequence, final Sale sale) {
    reservations++;
    return add(Kind.RESERVATION, hi, lo, sequence, sale);
  }

  int addBasket(final long hi, final long lo, final long sequence, final Sale sale) {
    return addOfSale(Kind.BASKET, hi, lo, sequence, sale);
  }

  /** An accepted cancel or operator command. */
  int addCommand(
      final int kind, final long hi, final long lo, final long sequence, final Sale sale) {
    commandIds++;
    sale.commandIds++;
    return addOfSale(kind, hi, lo, sequence, sale);
  }

  /** A command that was rejected for good; of a Reserve the caller names the line. */
  int addRejection(
      final int kind,
      final long hi,
      final long lo,
      final long sequence,
      final Code code,
      final long nowMs,
      final Sale sale) {
    final int record = addOfSale(kind, hi, lo, sequence, sale);
    records.low(record, BASKET, code.value());
    rejections.remember(record, nowMs);
    return record;
  }

  /** A hold ended without a purchase: from here on it is remembered for a while only. */
  void ended(final int reservation, final long nowMs) {
    reservations--;
    endedHolds.remember(reservation, nowMs);
  }

  /** An ended hold was paid for late: it is kept again. */
  void revived(final int reservation) {
    reservations++;
    endedHolds.takeOut(reservation);
  }

  boolean isEnded(final int reservation) {
    final int state = records.state(reservation);
    return state == ReservationState.RELEASED.value() || state == ReservationState.EXPIRED.value();
  }

  /** Code with which a remembered command was answered. */
  int rejectionCode(final int record) {
    return records.low(record, BASKET);
  }

  boolean isRejection(final int record) {
    return records.kind(record) != Kind.RESERVATION
        && records.kind(record) != Kind.BASKET
        && rejectionCode(record) != Code.ACCEPTED.value();
  }

  /** The memory of ended holds. */
  Memory endedMemory() {
    return endedHolds;
  }

  /** The memory of rejections. */
  Memory rejectionMemory() {
    return rejections;
  }

  /** A reservation of a loaded state; an ended one is yet to be put into its memory. */
  int restoreReservation(
      final long hi, final long lo, final long sequence, final Sale sale, final boolean ended) {
    reservations += ended ? 0 : 1;
    return add(Kind.RESERVATION, hi, lo, sequence, sale);
  }

  /** A rejection of a loaded state, yet to be put into its memory; see {@link #addRejection}. */
  int restoreRejection(
      final int kind, final long hi, final long lo, final long sequence, final Sale sale) {
    return addOfSale(kind, hi, lo, sequence, sale);
  }

  /** What a forgotten sale left in a memory, yet to be put into it. */
  int restoreGone() {
    return records.allocate(Kind.GONE, 0, 0, 0);
  }

  private int addOfSale(
      final int kind, final long hi, final long lo, final long sequence, final Sale sale) {
    final int record = add(kind, hi, lo, sequence, sale);
    records.low(record, PLACE, sale.ordinal);
    return record;
  }

  private int add(
      final int kind, final long hi, final long lo, final long sequence, final Sale sale) {
    final int record = records.allocate(kind, hi, lo, sequence);
    marks.set(record, sale);
    index.add(record, hi, lo);
    return record;
  }

  private boolean forgetIfOld(final int reservation, final long nowMs) {
    if (isEnded(reservation) && endedHolds.isForgotten(reservation, nowMs)) {
      endedHolds.forget(reservation);
      return true;
    }
    return false;
  }

  /** Whether nothing is left of the basket. */
  private boolean forgetOldMembers(final int basket, final long nowMs) {
    int left = records.high(basket, BASKET);
    int member = records.low(basket, BASKET);
    while (member != Records.NULL) {
      final int next = records.high(member, BASKET);
      if (forgetIfOld(member, nowMs)) {
        left--;
      }
      member = next;
    }
    return left == 0;
  }

  private void dropReservation(final int reservation) {
    if (records.kind(reservation) == Kind.GONE) {
      records.free(reservation);
      return;
    }
    final int basket = records.low(reservation, BASKET);
    if (basket != Records.NULL && !isOfForgottenSale(reservation)) {
      leaveBasket(basket, reservation);
    }
    if (sink != null) {
      sink.onForgotten(records.idHi(reservation), records.idLo(reservation));
    }
    drop(reservation);
  }

  private void dropRejection(final int rejection) {
    if (records.kind(rejection) == Kind.GONE) {
      records.free(rejection);
    } else {
      drop(rejection);
    }
  }

  private void leaveBasket(final int basket, final int reservation) {
    final int next = records.high(reservation, BASKET);
    if (records.low(basket, BASKET) == reservation) {
      records.low(basket, BASKET, next);
    } else {
      int before = records.low(basket, BASKET);
      while (records.high(before, BASKET) != reservation) {
        before = records.high(before, BASKET);
      }
      records.high(before, BASKET, next);
    }
    final int left = records.high(basket, BASKET) - 1;
    records.high(basket, BASKET, left);
    if (left == 0) {
      drop(basket);
    }
  }

  private void drop(final int record) {
    index.remove(record);
    records.free(record);
  }

  /** What counts of a forgotten sale counts no longer. */
  void forgetCounts(final Sale sale) {
    reservations -= sale.reservations;
    commandIds -= sale.commandIds;
  }

  /** Clears a record away if it belongs to a sale that is forgotten. */
  void sweep(final int record) {
    final int kind = records.kind(record);
    if (kind == Kind.FREE || kind == Kind.GONE || !isOfForgottenSale(record)) {
      return;
    }
    if ((kind == Kind.RESERVATION && isEnded(record)) || isRejection(record)) {
      index.remove(record);
      records.kind(record, Kind.GONE);
    } else {
      drop(record);
    }
  }

  /** Whether the record's sale is gone. Only of records that are in use. */
  boolean isOfForgottenSale(final int record) {
    final int kind = records.kind(record);
    if (kind == Kind.GONE) {
      return true;
    }
    final int place = records.low(record, PLACE);
    final boolean namesLine = kind == Kind.RESERVATION || kind == Kind.REJECTED_RESERVE;
    return (namesLine ? sales.lineAt(place).sale : sales.saleAt(place)).isForgotten();
  }
}
