package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;

/**
 * Whether units of holds that have expired can be taken again, of one or of all expired lines of a
 * basket: the one answer to a late payment.
 */
final class LatePayment {
  private static final int NONE = -1;

  private final EngineState engine;
  private final Line[] line = new Line[Framing.MAX_BASKET_LINES];
  private final int[] units = new int[Framing.MAX_BASKET_LINES];
  private final int[] index = new int[Framing.MAX_BASKET_LINES];
  private int count;
  private int lineAtFault;
  private boolean ofBasket;
  private long idHi;
  private long idLo;

  LatePayment(final EngineState engine) {
    this.engine = engine;
  }

  /**
   * Whether so many units of one expired reservation can be taken again. Settles what concerns the
   * question. What has ended may be forgotten by it: then nothing more is settled, and the caller,
   * who looks it up again, finds nothing.
   *
   * @return ACCEPTED: the units are there and within the limits; SETTLING: it cannot be known yet;
   *     any other code: no
   */
  Code check(final int expired, final int wanted) {
    count = 0;
    add(expired, wanted, 0);
    return check(expired, false);
  }

  /** The same about all expired lines of a basket. */
  Code checkBasket(final int basket) {
    readExpired(basket);
    return check(basket, true);
  }

  private Code check(final int record, final boolean isBasket) {
    lineAtFault = NONE;
    ofBasket = isBasket;
    idHi = engine.records.idHi(record);
    idLo = engine.records.idLo(record);
    final long buyer = buyer(record);
    final long group = group(record);
    engine.settling.buyer(line[0].sale, buyer);
    if (isForgotten()) {
      return Code.UNKNOWN_RESERVATION;
    }
    Code code = checkLimits(buyer, group);
    if (code == Code.ACCEPTED) {
      code = checkStock();
    }
    return code == Code.ACCEPTED ? checkLimits(buyer, group) : code;
  }

  /** Whether the reservation, or a line of the basket, is known no longer. */
  private boolean isForgotten() {
    final int found =
        ofBasket
            ? engine.store.findWholeBasket(idHi, idLo, engine.timeMs)
            : engine.store.findReservation(idHi, idLo, engine.timeMs);
    return found == Records.NULL;
  }

  /** Index in the basket of the line that could not be settled. */
  int lineAtFault() {
    return lineAtFault;
  }

  private void readExpired(final int basket) {
    final Records records = engine.records;
    count = 0;
    int position = 0;
    for (int m = records.low(basket, Store.BASKET);
        m != Records.NULL;
        m = records.high(m, Store.BASKET)) {
      if (engine.store.isEnded(m)) {
        add(m, engine.holds.granted(m), position);
      }
      position++;
    }
  }

  private void add(final int expired, final int wanted, final int position) {
    line[count] = engine.lineOf(expired);
    units[count] = wanted;
    index[count++] = position;
  }

  private long buyer(final int record) {
    return engine.records.word(record, Store.BUYER);
  }

  private long group(final int record) {
    return engine.records.word(record, Store.GROUP);
  }

  private Code checkLimits(final long buyer, final long group) {
    Code code = Code.ACCEPTED;
    long all = 0;
    for (int i = 0; i < count && code == Code.ACCEPTED; i++) {
      line[i].asked += units[i];
      all += units[i];
      final Code limit = engine.limits.firstLacking(line[i], buyer, group, all, line[i].asked);
      code = engine.settling.limitOrSettling(limit);
      lineAtFault = index[i];
    }
    clearAsked();
    return code;
  }

  private Code checkStock() {
    Code code = Code.ACCEPTED;
    for (int i = 0; i < count && code == Code.ACCEPTED; i++) {
      line[i].asked += units[i];
      engine.settling.untilFree(line[i], line[i].asked);
      if (isForgotten()) {
        code = Code.UNKNOWN_RESERVATION;
      } else if (line[i].free() < line[i].asked) {
        code = engine.settling.isUnfinished(line[i]) ? Code.SETTLING : Code.SOLD_OUT;
      }
      lineAtFault = index[i];
    }
    clearAsked();
    return code;
  }

  private void clearAsked() {
    for (int i = 0; i < count; i++) {
      line[i].asked = 0;
    }
  }
}
