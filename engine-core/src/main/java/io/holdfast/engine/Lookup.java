package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;

/**
 * Finds what a command is about, settled: a hold whose time is over has expired before the command
 * sees it. Settling may push what has ended out of memory, so the lookup follows it.
 */
final class Lookup {
  private final EngineState engine;
  private final Records records;
  private final int[] members = new int[Framing.MAX_BASKET_LINES];

  Lookup(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /** The reservation, or NULL with the verdict saying why. */
  int reservation(final long hi, final long lo) {
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return Records.NULL;
    }
    final int record = engine.store.findReservation(hi, lo, engine.timeMs);
    if (record != Records.NULL && needsSettling(record)) {
      engine.settling.reservation(record);
      return reservationAgain(hi, lo);
    }
    return orUnknown(record);
  }

  /** The reservation after more was settled, or NULL with the verdict saying so. */
  int reservationAgain(final long hi, final long lo) {
    return orUnknown(engine.store.findReservation(hi, lo, engine.timeMs));
  }

  private int orUnknown(final int record) {
    if (record == Records.NULL) {
      engine.verdict.reject(Code.UNKNOWN_RESERVATION);
    }
    return record;
  }

  /** The basket with all its lines, or NULL with the verdict saying why. */
  int basket(final long hi, final long lo) {
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return Records.NULL;
    }
    final int basket = engine.store.findWholeBasket(hi, lo, engine.timeMs);
    if (basket != Records.NULL) {
      settleMembers(basket);
    }
    return basketAgain(hi, lo);
  }

  /** The basket after more was settled, or NULL with the verdict saying so. */
  int basketAgain(final long hi, final long lo) {
    final int basket = engine.store.findWholeBasket(hi, lo, engine.timeMs);
    if (basket == Records.NULL) {
      engine.verdict.reject(Code.UNKNOWN_BASKET);
    }
    return basket;
  }

  /** State of the basket's line 0; NONE when that, or the whole basket, is forgotten. */
  ReservationState stateOfFirstLine(final long hi, final long lo) {
    final int basket = engine.store.find(hi, lo, engine.timeMs);
    if (basket == Records.NULL) {
      return ReservationState.NONE;
    }
    final int first = records.low(basket, Store.BASKET);
    return records.asked(first) == 0 ? engine.holds.state(first) : ReservationState.NONE;
  }

  /** State and line of the reservation as they are now. */
  void describe(final int record) {
    engine.verdict.state = engine.holds.state(record);
    engine.verdict.available = engine.lineOf(record).available();
  }

  /** State and line of a reservation that a repeated command was about, where it is known. */
  void describeKnown(final long hi, final long lo) {
    final int record = engine.store.findReservation(hi, lo, engine.timeMs);
    if (record != Records.NULL) {
      engine.verdict.state = engine.holds.visibleState(record);
      engine.verdict.available = engine.lineOf(record).available();
    }
  }

  /** An expiry may forget older members of the same basket, so they are listed first. */
  private void settleMembers(final int basket) {
    int count = 0;
    for (int m = records.low(basket, Store.BASKET);
        m != Records.NULL;
        m = records.high(m, Store.BASKET)) {
      if (needsSettling(m)) {
        members[count++] = m;
      }
    }
    for (int i = 0; i < count; i++) {
      engine.settling.reservation(members[i]);
    }
  }

  private boolean needsSettling(final int record) {
    return engine.holds.needsSettling(record, engine.lineOf(record));
  }
}
