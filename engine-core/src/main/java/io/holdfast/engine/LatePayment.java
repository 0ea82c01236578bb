package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;

/**
 * Whether units of holds that have expired can be taken again: the one answer to a late payment.
 */
final class LatePayment {
  private final EngineState engine;
  private final Records records;

  LatePayment(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /**
   * Settles what concerns the question. What has ended may be forgotten by it, so the caller looks
   * it up again.
   *
   * @return ACCEPTED: the units are there and within the limits; SETTLING: it cannot be known yet;
   *     any other code: no
   */
  Code check(final int expired, final int units) {
    final Line line = engine.lineOf(expired);
    final long buyer = records.word(expired, Store.BUYER);
    final long group = records.word(expired, Store.GROUP);
    engine.settling.buyer(line.sale, buyer);
    final Code limit = limit(line, buyer, group, units);
    if (limit != Code.ACCEPTED) {
      return limit;
    }
    engine.settling.untilFree(line, units);
    if (line.free() < units) {
      return engine.settling.isUnfinished(line) ? Code.SETTLING : Code.SOLD_OUT;
    }
    return limit(line, buyer, group, units);
  }

  private Code limit(final Line line, final long buyer, final long group, final int units) {
    final Code limit = engine.limits.firstLacking(line, buyer, group, units, units);
    return engine.settling.limitOrSettling(limit);
  }
}
