package io.holdfast.engine;

import io.holdfast.protocol.codec.ReservationState;

/**
 * The life of a reservation: the only writer of its state, and with it of the line's quantities,
 * the deadline and the memory it belongs to. Callers have checked that the step is allowed; nothing
 * here can fail.
 *
 * <pre>
 *  (new) -> HELD -> CONFIRMED -> CANCELLED
 *            |          ^
 *            |          | late
 *            +-> EXPIRED --> REFUND_DUE
 *            +-> RELEASED -> REFUND_DUE
 * </pre>
 */
final class Holds {
  /** Mark of a purchase that was confirmed after its deadline. */
  static final int LATE = 1;

  private static final ReservationState[] STATES = statesByNumber();

  private final EngineState engine;
  private final Records records;

  Holds(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /** A new hold; buyer, group and tier are set by the caller. */
  int hold(final long hi, final long lo, final Line line, final int units) {
    final int record = engine.store.addReservation(hi, lo, engine.sequence);
    final long deadlineMs = engine.timeMs + line.sale.policy.holdMs();
    records.low(record, Store.PLACE, line.ordinal);
    records.high(record, Store.PLACE, units);
    records.word(record, Store.DEADLINE, deadlineMs);
    moveTo(record, ReservationState.HELD);
    engine.deadlines.add(record, deadlineMs);
    line.hold(units);
    return record;
  }

  void confirm(final int record, final int units) {
    engine.deadlines.remove(record);
    purchased(record, units);
    engine.lineOf(record).sell(granted(record), units);
  }

  void confirmLate(final int record, final int units) {
    engine.store.revived(record);
    purchased(record, units);
    records.marks(record, LATE);
    engine.lineOf(record).sellLate(units);
  }

  void refund(final int record) {
    engine.store.revived(record);
    moveTo(record, ReservationState.REFUND_DUE);
  }

  void release(final int record) {
    end(record, ReservationState.RELEASED);
  }

  void expire(final int record) {
    end(record, ReservationState.EXPIRED);
  }

  void cancel(final int record, final int units) {
    final int cancelled = cancelled(record) + units;
    records.high(record, Store.AMOUNTS, cancelled);
    if (cancelled == confirmed(record)) {
      moveTo(record, ReservationState.CANCELLED);
    }
    engine.lineOf(record).takeBack(units);
  }

  ReservationState state(final int record) {
    return STATES[records.state(record)];
  }

  int granted(final int record) {
    return records.high(record, Store.PLACE);
  }

  /** Units confirmed; 0 before a purchase. */
  int confirmed(final int record) {
    return isPurchase(record) ? records.low(record, Store.AMOUNTS) : 0;
  }

  /** Units of a purchase cancelled so far. */
  int cancelled(final int record) {
    return isPurchase(record) ? records.high(record, Store.AMOUNTS) : 0;
  }

  boolean isPurchase(final int record) {
    final ReservationState state = state(record);
    return state == ReservationState.CONFIRMED || state == ReservationState.CANCELLED;
  }

  boolean isLate(final int record) {
    return records.marks(record) == LATE;
  }

  private void purchased(final int record, final int units) {
    records.word(record, Store.AMOUNTS, units);
    moveTo(record, ReservationState.CONFIRMED);
  }

  private void end(final int record, final ReservationState state) {
    engine.deadlines.remove(record);
    moveTo(record, state);
    engine.lineOf(record).free(granted(record));
    engine.store.ended(record, engine.timeMs);
  }

  private void moveTo(final int record, final ReservationState state) {
    records.state(record, state.value());
  }

  private static ReservationState[] statesByNumber() {
    final ReservationState[] states = new ReservationState[ReservationState.CANCELLED.value() + 1];
    for (int i = 0; i < states.length; i++) {
      states[i] = ReservationState.get((short) i);
    }
    return states;
  }
}
