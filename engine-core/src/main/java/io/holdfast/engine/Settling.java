package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Arrays;

/**
 * What a command settles before it is judged, so that it sees nothing overdue although a burst of
 * lapsed holds is worked off a slice at a time.
 */
final class Settling {
  /** Far more than a buyer holds in most sales; a higher ceiling costs memory only when used. */
  private static final int MOST_AT_FIRST = 4_096;

  private final EngineState engine;
  private final Records records;
  private int[] lapsed;

  Settling(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
    lapsed = new int[Math.min(engine.config.maxBuyerHolds(), MOST_AT_FIRST)];
  }

  /** Settles one reservation; the caller looks it up again afterwards. */
  void reservation(final int record) {
    final Line line = engine.lineOf(record);
    if (engine.holds.hasLapsed(record, line)) {
      engine.holds.expire(record);
    } else if (line.sale.isClosed()
        && records.state(record) == ReservationState.WAITLISTED.value()) {
      engine.spend();
      engine.holds.endWait(record, Code.SALE_CLOSED);
    }
  }

  /** Settles the buyer's own lapsed holds in the sale, newest first. */
  void buyer(final Sale sale, final long buyer) {
    if (!engine.anyOverdue()) {
      return;
    }
    // Listed first: what an expiry sets off may end waiting entries of the same buyer.
    int count = 0;
    final LiveReservations live = engine.live;
    for (int r = live.first(buyer, sale); r != Records.NULL; r = live.next(r)) {
      if (engine.holds.hasLapsed(r, engine.lineOf(r))) {
        if (count == lapsed.length) {
          lapsed = Arrays.copyOf(lapsed, 2 * count);
        }
        lapsed[count++] = r;
      }
    }
    for (int i = 0; i < count; i++) {
      engine.holds.expire(lapsed[i]);
    }
  }

  /** Settles the line until so many units are free, none is left to settle, or the budget is. */
  void untilFree(final Line line, final long units) {
    while (line.free() < units && line.dueMs <= engine.timeMs && engine.hasBudget()) {
      engine.holds.expire(line.holds.first());
    }
  }

  /** Settles the line until so many units are available, free or owed. */
  void untilAvailable(final Line line, final long units) {
    while (line.available() < units && line.dueMs <= engine.timeMs && engine.hasBudget()) {
      engine.holds.expire(line.holds.first());
    }
  }

  /** Whether a lapsed hold is left on the line. */
  boolean isUnfinished(final Line line) {
    return line.dueMs <= engine.timeMs;
  }

  /** A limit's code, or SETTLING where the limit is a group's and it may be because of us. */
  Code limitOrSettling(final Code limit) {
    return Limits.isOfGroup(limit) && engine.anyOverdue() ? Code.SETTLING : limit;
  }
}
