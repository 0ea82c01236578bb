package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.UuidDecoder;

/** Confirm and Release of one reservation. */
final class ResolutionHandler {
  private static final int ALL = ConfirmDecoder.quantityNullValue();

  private final EngineState engine;
  private final Records records;
  private final Holds holds;

  ResolutionHandler(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
  }

  void confirm(final ConfirmDecoder command) {
    final UuidDecoder id = command.reservation();
    final int quantity = command.quantity();
    final Verdict verdict = engine.verdict;
    if (id.hi() == 0 && id.lo() == 0) {
      verdict.reject(Code.INVALID_ID);
      return;
    }
    if (quantity != ALL && quantity <= 0) {
      verdict.reject(Code.INVALID_QUANTITY);
      return;
    }
    final int record = engine.store.findReservation(id.hi(), id.lo(), engine.timeMs);
    if (record == Records.NULL) {
      verdict.reject(Code.UNKNOWN_RESERVATION);
      return;
    }
    confirm(record, quantity == ALL ? holds.granted(record) : quantity);
    describe(record);
  }

  private void confirm(final int record, final int units) {
    switch (holds.state(record)) {
      case HELD -> confirmHeld(record, units);
      case CONFIRMED, CANCELLED -> repeatConfirmed(record, units);
      case EXPIRED, RELEASED -> confirmEnded(record, units);
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
    final Line line = engine.lineOf(record);
    final boolean expired = holds.state(record) == ReservationState.EXPIRED;
    if (expired && !line.sale.isClosed() && line.available() >= units) {
      holds.confirmLate(record, units);
      verdict.late = true;
      verdict.granted = units;
    } else {
      holds.refund(record);
      verdict.reject(Code.REFUND_DUE);
    }
  }

  void release(final ReleaseDecoder command) {
    final UuidDecoder id = command.reservation();
    final Verdict verdict = engine.verdict;
    if (id.hi() == 0 && id.lo() == 0) {
      verdict.reject(Code.INVALID_ID);
      return;
    }
    final int record = engine.store.findReservation(id.hi(), id.lo(), engine.timeMs);
    if (record == Records.NULL) {
      verdict.reject(Code.UNKNOWN_RESERVATION);
      return;
    }
    release(record);
    describe(record);
  }

  private void release(final int record) {
    final Verdict verdict = engine.verdict;
    final Code refusal = refusalToRelease(holds.state(record));
    if (refusal != Code.ACCEPTED) {
      verdict.reject(refusal);
      return;
    }
    verdict.granted = holds.granted(record);
    if (holds.state(record) == ReservationState.HELD) {
      holds.release(record);
    } else {
      verdict.repeated = true;
    }
  }

  /** Why a reservation in this state cannot be released; ACCEPTED when it can be, or was. */
  static Code refusalToRelease(final ReservationState state) {
    return switch (state) {
      case HELD, RELEASED -> Code.ACCEPTED;
      case EXPIRED -> Code.HOLD_EXPIRED;
      case CONFIRMED, CANCELLED -> Code.ALREADY_CONFIRMED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException("reservation in state " + state);
    };
  }

  private void describe(final int record) {
    engine.verdict.state = holds.state(record);
    engine.verdict.available = engine.sales.lineAt(records.low(record, Store.PLACE)).available();
  }
}
