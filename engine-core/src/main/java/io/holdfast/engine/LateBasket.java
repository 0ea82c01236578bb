package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;

/** Whether the units of all expired lines of a basket can be taken again. */
final class LateBasket {
  private static final int NONE = -1;

  private final EngineState engine;
  private final Line[] line = new Line[Framing.MAX_BASKET_LINES];
  private final int[] units = new int[Framing.MAX_BASKET_LINES];
  private final int[] index = new int[Framing.MAX_BASKET_LINES];
  private int count;
  private int lineAtFault;

  LateBasket(final EngineState engine) {
    this.engine = engine;
  }

  /**
   * Settles what concerns the question. What has ended may be forgotten by it, so the caller looks
   * it up again.
   *
   * @return ACCEPTED: the units are there and within the limits; SETTLING: it cannot be known yet;
   *     any other code: no
   */
  Code check(final int basket) {
    final Records records = engine.records;
    final long buyer = records.word(basket, Store.BUYER);
    final long group = records.word(basket, Store.GROUP);
    readExpired(basket);
    lineAtFault = NONE;
    engine.settling.buyer(line[0].sale, buyer);
    Code code = checkLimits(buyer, group);
    if (code == Code.ACCEPTED) {
      code = checkStock();
    }
    return code == Code.ACCEPTED ? checkLimits(buyer, group) : code;
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
        line[count] = engine.lineOf(m);
        units[count] = engine.holds.granted(m);
        index[count++] = position;
      }
      position++;
    }
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
      if (line[i].free() < line[i].asked) {
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
