package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.StateList;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder.ReservationsDecoder;

/** Loads reservations into the lists that they were in. */
final class ReservationLoader {
  private final LoadedState loaded;
  private final EngineState engine;
  private final Records records;
  private long lastEndedMs = Long.MIN_VALUE;

  ReservationLoader(final LoadedState loaded) {
    this.loaded = loaded;
    this.engine = loaded.engine;
    this.records = loaded.records;
  }

  void reservations(final StateReservationsDecoder message) {
    final StateList list = message.list();
    for (final ReservationsDecoder row : message.reservations()) {
      if (list == StateList.ENDED && row.state() == ReservationState.NONE) {
        remember(engine.store.restoreGone(), row.stamp());
      } else {
        final int record = restore(row, list == StateList.ENDED);
        if (!putInto(list, record, row)) {
          throw new StateException(
              "reservation number "
                  + loaded.reservations
                  + " does not belong into the list "
                  + list
                  + " where it stands");
        }
      }
      loaded.reservations++;
    }
  }

  private int restore(final ReservationsDecoder row, final boolean ended) {
    final Line line = loaded.line(row.line());
    final long hi = row.reservation().hi();
    final long lo = row.reservation().lo();
    loaded.checkIsNew(hi, lo);
    LoadedState.checkTier(row.tier());
    if (row.asked() < 0 || row.granted() < 0) {
      throw new StateException("reservation number " + loaded.reservations + " is of no units");
    }
    final int record = engine.store.restoreReservation(hi, lo, row.sequence(), line.sale, ended);
    if (record != loaded.reservations + 1) {
      throw new IllegalStateException("record " + record + " is not the next");
    }
    records.low(record, Store.PLACE, line.ordinal);
    records.high(record, Store.PLACE, row.granted());
    records.word(record, Store.BUYER, row.buyer());
    records.word(record, Store.GROUP, row.group());
    records.word(record, Store.DEADLINE, row.deadlineMs());
    records.word(record, Store.ORDER, row.stamp());
    records.word(record, Store.HELD_SINCE, row.heldSinceMs());
    records.asked(record, row.asked());
    records.state(record, row.stateRaw());
    records.marks(record, row.marks());
    records.tier(record, row.tier());
    line.sale.reservations += ended ? 0 : 1;
    return record;
  }

  /** False: its state does not fit the list, or its place in it. */
  private boolean putInto(final StateList list, final int record, final ReservationsDecoder row) {
    final Line line = engine.lineOf(record);
    final ReservationState state = row.state();
    return switch (list) {
      case HELD -> state == ReservationState.HELD && hold(record, row) && append(record, false);
      case PAYING -> state == ReservationState.PAYING && hold(record, row) && append(record, true);
      case WAITING -> state == ReservationState.WAITLISTED && await(record, line);
      case LOOSE -> putLoose(record, state, row);
      case ENDED ->
          engine.store.isEnded(record)
              && engine.holds.reason(record) != null
              && remember(record, row.stamp());
      default -> false;
    };
  }

  private boolean putLoose(
      final int record, final ReservationState state, final ReservationsDecoder row) {
    return switch (state) {
      case HELD, PAYING -> {
        engine.lineOf(record).holds.addUnordered(record);
        yield hold(record, row);
      }
      case CONFIRMED, CANCELLED -> sell(record, row);
      case REFUND_DUE -> engine.holds.reason(record) != null;
      default -> false;
    };
  }

  private boolean append(final int record, final boolean payment) {
    final long deadlineMs = engine.records.word(record, Store.DEADLINE);
    return engine.lineOf(record).holds.append(record, deadlineMs, payment);
  }

  private boolean hold(final int record, final ReservationsDecoder row) {
    if (row.granted() == 0 || row.stamp() <= 0 || row.stamp() >= loaded.nextOrder) {
      return false;
    }
    final Line line = engine.lineOf(record);
    line.sale.live++;
    engine.live.restore(record, line);
    engine.limits.count(line, row.buyer(), row.group(), row.granted());
    loaded.count(row.line(), row.granted(), 0);
    return hasNoReason(record);
  }

  /** Only a waiting entry that ended has one, and all reasons have a number. */
  private boolean hasNoReason(final int record) {
    return engine.holds.reason(record) == Code.ACCEPTED;
  }

  private boolean await(final int record, final Line line) {
    line.sale.live++;
    line.sale.waiting++;
    engine.live.restore(record, line);
    line.waitlist.append(record);
    return records.asked(record) > 0 && hasNoReason(record);
  }

  private boolean sell(final int record, final ReservationsDecoder row) {
    final int confirmed = engine.holds.confirmed(record);
    final int cancelled = engine.holds.cancelled(record);
    final boolean allBack = row.state() == ReservationState.CANCELLED;
    if (confirmed <= 0
        || cancelled < 0
        || cancelled > confirmed
        || (cancelled == confirmed) != allBack
        || !hasNoReason(record)) {
      return false;
    }
    final int units = confirmed - cancelled;
    engine.limits.count(engine.lineOf(record), row.buyer(), row.group(), units);
    loaded.count(row.line(), 0, units);
    return true;
  }

  private boolean remember(final int record, final long sinceMs) {
    if (engine.store.endedMemory().isFull()) {
      throw new StateException("more ended holds are remembered than the ceiling allows");
    }
    if (sinceMs < lastEndedMs || sinceMs > engine.timeMs) {
      throw new StateException("reservation number " + loaded.reservations + " ended out of turn");
    }
    lastEndedMs = sinceMs;
    engine.store.endedMemory().remember(record, sinceMs);
    return true;
  }
}
