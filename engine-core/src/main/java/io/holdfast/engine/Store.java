package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;

/**
 * Everything remembered under an id, and the one place where ids are looked up and forgotten. Names
 * the words of a record that {@link Records} draws.
 */
final class Store {
  static final int BUYER = 5;
  static final int GROUP = 6;

  /**
   * Reservation: line | granted. Rejected Reserve: line | quantity. Basket: sale | number of lines.
   */
  static final int PLACE = 7;

  static final int DEADLINE = 8;

  /**
   * Reservation: basket | next member. Basket: first member | members left. Rejection: code | more.
   */
  static final int BASKET = 9;

  /** Purchase: confirmed | cancelled. Basket: granted. */
  static final int AMOUNTS = 10;

  /** Reservation: bucket | index in its basket. */
  static final int BUCKET = 11;

  static final int FINGERPRINT = 11;

  final Records records = new Records();

  private final IdIndex index;
  private final Memory endedHolds;
  private final Memory rejections;
  private int reservations;
  private int commandIds;

  Store(final EngineConfig config) {
    index =
        new IdIndex(
            records,
            config.maxReservations()
                + config.maxEndedHolds()
                + config.maxRejections()
                + config.maxCommandIds());
    final long retentionMs = config.memoryRetentionMs();
    endedHolds = new Memory(records, config.maxEndedHolds(), retentionMs, this::dropReservation);
    rejections = new Memory(records, config.maxRejections(), retentionMs, this::drop);
  }

  /** Live holds and purchases. */
  int reservations() {
    return reservations;
  }

  /** Accepted cancels and operator commands. */
  int commandIds() {
    return commandIds;
  }

  /** Clears away a few records that are too old to count. */
  void forgetSome(final long nowMs) {
    endedHolds.forgetSome(nowMs);
    rejections.forgetSome(nowMs);
  }

  /** The record remembered under an id at this time, or {@link Records#NULL}. */
  int find(final long hi, final long lo, final long nowMs) {
    final int record = index.find(hi, lo);
    if (record == Records.NULL) {
      return Records.NULL;
    }
    final int kind = records.kind(record);
    if (kind == Kind.RESERVATION) {
      return forgetIfOld(record, nowMs) ? Records.NULL : record;
    }
    if (kind == Kind.BASKET) {
      return forgetOldMembers(record, nowMs) ? Records.NULL : record;
    }
    if (isRejection(record) && rejections.isForgotten(record, nowMs)) {
      rejections.forget(record);
      return Records.NULL;
    }
    return record;
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
  int addReservation(final long hi, final long lo, final long sequence) {
    reservations++;
    return add(Kind.RESERVATION, hi, lo, sequence);
  }

  int addBasket(final long hi, final long lo, final long sequence) {
    return add(Kind.BASKET, hi, lo, sequence);
  }

  /** An accepted cancel or operator command. */
  int addCommand(final int kind, final long hi, final long lo, final long sequence) {
    commandIds++;
    return add(kind, hi, lo, sequence);
  }

  /** A command that was rejected for good. */
  int addRejection(
      final int kind,
      final long hi,
      final long lo,
      final long sequence,
      final Code code,
      final long nowMs) {
    final int record = add(kind, hi, lo, sequence);
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

  private boolean isRejection(final int record) {
    return records.kind(record) != Kind.RESERVATION
        && records.kind(record) != Kind.BASKET
        && rejectionCode(record) != Code.ACCEPTED.value();
  }

  private int add(final int kind, final long hi, final long lo, final long sequence) {
    final int record = records.allocate(kind, hi, lo, sequence);
    index.add(record);
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
    final int basket = records.low(reservation, BASKET);
    if (basket != Records.NULL) {
      leaveBasket(basket, reservation);
    }
    drop(reservation);
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
}
