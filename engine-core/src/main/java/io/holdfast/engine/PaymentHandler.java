package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.UuidDecoder;

/** BeginPayment and Extend: a hold gets more time. */
final class PaymentHandler {
  private final EngineState engine;
  private final Records records;
  private final Holds holds;
  private final Lookup lookup;

  PaymentHandler(final EngineState engine, final Lookup lookup) {
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
    this.lookup = lookup;
  }

  void begin(final UuidDecoder id) {
    final int record = lookup.reservation(id.hi(), id.lo());
    if (record == Records.NULL) {
      return;
    }
    final Verdict verdict = engine.verdict;
    final Code refusal = refusalToPay(holds.state(record));
    verdict.reject(refusal);
    if (refusal == Code.ACCEPTED) {
      if (holds.state(record) == ReservationState.HELD) {
        holds.beginPayment(record);
      } else {
        verdict.repeated = true;
      }
      describeHold(record);
    }
    lookup.describe(record);
  }

  /** Why no payment can begin in this state; ACCEPTED when it can, or did. */
  static Code refusalToPay(final ReservationState state) {
    return switch (state) {
      case HELD, PAYING -> Code.ACCEPTED;
      case WAITLISTED -> Code.STILL_WAITING;
      case EXPIRED -> Code.HOLD_EXPIRED;
      case RELEASED -> Code.HOLD_RELEASED;
      case CONFIRMED, CANCELLED -> Code.ALREADY_CONFIRMED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException("reservation in state " + state);
    };
  }

  void extend(final ExtendDecoder command) {
    final UuidDecoder id = command.reservation();
    final long hi = id.hi();
    final long lo = id.lo();
    final long deadlineMs = command.deadlineMs();
    if (deadlineMs <= 0 && (hi != 0 || lo != 0)) {
      engine.verdict.reject(Code.INVALID_DEADLINE);
      return;
    }
    final int record = lookup.reservation(hi, lo);
    if (record != Records.NULL) {
      extend(record, deadlineMs);
      lookup.describe(record);
    }
  }

  private void extend(final int record, final long deadlineMs) {
    final Verdict verdict = engine.verdict;
    final Sale sale = engine.lineOf(record).sale;
    final Code refusal = refusalToExtend(holds.state(record), sale);
    if (refusal != Code.ACCEPTED) {
      verdict.reject(refusal);
      return;
    }
    if (deadlineMs <= records.word(record, Store.DEADLINE)) {
      verdict.repeated = true;
    } else if (deadlineMs - records.word(record, Store.HELD_SINCE) > sale.policy().maxHoldMs()) {
      verdict.reject(Code.EXCEEDS_MAX_HOLD);
    } else {
      holds.extend(record, deadlineMs);
    }
    describeHold(record);
  }

  private static Code refusalToExtend(final ReservationState state, final Sale sale) {
    if (state == ReservationState.PAYING) {
      return Code.NOT_OFFERED;
    }
    if (state != ReservationState.HELD) {
      return refusalToPay(state);
    }
    if (sale.state() == SaleState.PAUSED) {
      return Code.SALE_PAUSED;
    }
    return sale.isClosed() ? Code.SALE_CLOSED : Code.ACCEPTED;
  }

  private void describeHold(final int record) {
    engine.verdict.granted = holds.granted(record);
    engine.verdict.deadlineMs = records.word(record, Store.DEADLINE);
  }
}
