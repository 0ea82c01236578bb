package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.UuidDecoder;

/** OperatorRelease: a Release with an id of its own, and with who and why. */
final class OperatorReleaseHandler {
  private static final int RESERVATION_HI = Store.BUYER;
  private static final int RESERVATION_LO = Store.GROUP;

  private final EngineState engine;
  private final Records records;
  private final Holds holds;
  private final OperatorIds ids;
  private final Lookup lookup;

  OperatorReleaseHandler(final EngineState engine, final OperatorIds ids, final Lookup lookup) {
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
    this.ids = ids;
    this.lookup = lookup;
  }

  void execute(final OperatorReleaseDecoder command) {
    final UuidDecoder id = command.command();
    final long hi = id.hi();
    final long lo = id.lo();
    final UuidDecoder target = command.reservation();
    final long targetHi = target.hi();
    final long targetLo = target.lo();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    if ((hi == 0 && lo == 0) || (targetHi == 0 && targetLo == 0)) {
      engine.verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeat(known, targetHi, targetLo, text);
      return;
    }
    final int reservation = lookup.reservation(targetHi, targetLo);
    if (reservation == Records.NULL) {
      return;
    }
    final Line line = engine.lineOf(reservation);
    release(reservation);
    engine.verdict.available = line.available();
    final int record = ids.remember(Kind.OPERATOR_RELEASE, hi, lo, line.sale, text);
    if (record != Records.NULL) {
      records.word(record, RESERVATION_HI, targetHi);
      records.word(record, RESERVATION_LO, targetLo);
      records.high(record, Store.PLACE, engine.verdict.granted);
    }
  }

  private void release(final int record) {
    final Verdict verdict = engine.verdict;
    final ReservationState state = holds.state(record);
    verdict.state = state;
    final Code refusal =
        state == ReservationState.RELEASED
            ? Code.HOLD_RELEASED
            : ResolutionHandler.refusalToRelease(state);
    if (refusal != Code.ACCEPTED) {
      verdict.reject(refusal);
    } else if (ids.hasRoom()) {
      verdict.granted = holds.granted(record);
      // The record itself may be forgotten by what its release sets off.
      verdict.state = ReservationState.RELEASED;
      if (state == ReservationState.WAITLISTED) {
        holds.endWait(record, Code.ACCEPTED);
      } else {
        holds.release(record);
      }
    }
  }

  private void repeat(final int known, final long targetHi, final long targetLo, final long text) {
    final Verdict verdict = engine.verdict;
    if (records.kind(known) != Kind.OPERATOR_RELEASE) {
      verdict.reject(Code.ID_DIFFERS_COMMAND);
    } else if (records.word(known, RESERVATION_HI) != targetHi
        || records.word(known, RESERVATION_LO) != targetLo) {
      verdict.reject(Code.ID_DIFFERS_RESERVATION);
    } else if (records.word(known, OperatorIds.TEXT) != text) {
      verdict.reject(Code.ID_DIFFERS_TEXT);
    } else {
      ids.repeat(known);
      verdict.granted = records.high(known, Store.PLACE);
      lookup.describeKnown(targetHi, targetLo);
    }
  }
}
