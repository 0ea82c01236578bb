package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.UuidDecoder;

/** Confirm and Release of one reservation. */
final class ResolutionHandler {
  private static final int ALL = ConfirmDecoder.quantityNullValue();

  private final EngineState engine;
  private final Records records;
  private final Holds holds;
  private final Lookup lookup;
  private final LatePayment late;

  ResolutionHandler(final EngineState engine, final Lookup lookup) {
    this.lookup = lookup;
    this.late = new LatePayment(engine);
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
  }

  void confirm(final ConfirmDecoder command) {
    final UuidDecoder id = command.reservation();
    final long hi = id.hi();
    final long lo = id.lo();
    final int quantity = command.quantity();
    final Verdict verdict = engine.verdict;
    if (quantity != ALL && quantity <= 0 && (hi != 0 || lo != 0)) {
      verdict.reject(Code.INVALID_QUANTITY);
      return;
    }
    final int record = lookup.reservation(hi, lo);
    if (record == Records.NULL) {
      return;
    }
    confirm(record, quantity == ALL ? holds.granted(record) : quantity);
    if (verdict.code != Code.UNKNOWN_RESERVATION) {
      lookup.describe(record);
    }
  }

  private void confirm(final int record, final int units) {
    switch (holds.state(record)) {
      case HELD, PAYING -> confirmHeld(record, units);
      case CONFIRMED, CANCELLED -> repeatConfirmed(record, units);
      case EXPIRED, RELEASED -> confirmEnded(record, units);
      case WAITLISTED -> engine.verdict.reject(Code.STILL_WAITING);
      case REFUND_DUE -> {
        engine.verdict.reject(Code.REFUND_DUE);
        engine.verdict.repeated = true;
      }
      default -> throw new IllegalStateException("reservation in state " + holds.state(record));
    }
  }

  private void confirmHeld(final int record, final int units) {
    if (units > holds.granted(record)) {
      engine.verdict.reject(Code.EXCEEDS_HOLD);
      return;
    }
    holds.confirm(record, units);
    engine.verdict.granted = units;
  }

  private void repeatConfirmed(final int record, final int units) {
    final Verdict verdict = engine.verdict;
    if (units != holds.confirmed(record)) {
      verdict.reject(Code.CONFIRMED_OTHER_QUANTITY);
      return;
    }
    verdict.repeated = true;
    verdict.late = holds.isLate(record);
    verdict.granted = units;
  }

  /** The one answer to a late payment: the units again if they are there, else a refund. */
  private void confirmEnded(final int record, final int units) {
    final Verdict verdict = engine.verdict;
    if (units > holds.granted(record)) {
      verdict.reject(Code.EXCEEDS_HOLD);
      return;
    }
    if (engine.store.reservations() >= engine.config.maxReservations()) {
      verdict.reject(Code.CEILING_RESERVATIONS);
      return;
    }
    if (holds.state(record) == ReservationState.EXPIRED
        && !engine.lineOf(record).sale.isClosed()
        && !takeAgain(record, units)) {
      return;
    }
    if (verdict.late) {
      holds.confirmLate(record, units);
      verdict.granted = units;
    } else {
      holds.refund(record);
      verdict.reject(Code.REFUND_DUE);
    }
  }

  /**
   * Finds out whether the units can be taken again, and marks the verdict late if so.
   *
   * @return false if it cannot be known now: the verdict says why
   */
  private boolean takeAgain(final int record, final int units) {
    final long hi = records.idHi(record);
    final long lo = records.idLo(record);
    final Code code = late.check(record, units);
    if (lookup.reservationAgain(hi, lo) == Records.NULL) {
      return false;
    }
    if (code == Code.SETTLING) {
      engine.verdict.reject(code);
      return false;
    }
    engine.verdict.late = code == Code.ACCEPTED;
    return true;
  }

  void release(final UuidDecoder id) {
    final int record = lookup.reservation(id.hi(), id.lo());
    if (record != Records.NULL) {
      release(record);
    }
  }

  private void release(final int record) {
    final Verdict verdict = engine.verdict;
    final Line line = engine.lineOf(record);
    final ReservationState state = holds.state(record);
    final Code refusal = refusalToRelease(state);
    if (refusal == Code.ACCEPTED) {
      releaseLive(record, state);
    } else {
      verdict.reject(refusal);
      verdict.state = state;
    }
    verdict.available = line.available();
  }

  private void releaseLive(final int record, final ReservationState state) {
    final Verdict verdict = engine.verdict;
    verdict.granted = holds.granted(record);
    // The record itself may be forgotten by what its release sets off.
    verdict.state = ReservationState.RELEASED;
    switch (state) {
      case HELD, PAYING -> holds.release(record);
      case WAITLISTED -> holds.endWait(record, Code.ACCEPTED);
      default -> verdict.repeated = true;
    }
  }

  /** Why a reservation in this state cannot be released; ACCEPTED when it can be, or was. */
  static Code refusalToRelease(final ReservationState state) {
    return switch (state) {
      case WAITLISTED, HELD, PAYING, RELEASED -> Code.ACCEPTED;
      case EXPIRED -> Code.HOLD_EXPIRED;
      case CONFIRMED, CANCELLED -> Code.ALREADY_CONFIRMED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException("reservation in state " + state);
    };
  }
}
