package io.holdfast.engine;

import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.UuidDecoder;

/** Cancel: units of a purchase go back, sold becomes available. */
final class CancelHandler {
  private static final int ALL = CancelDecoder.quantityNullValue();

  /** Words of a cancel's record: the reservation's id, and the quantity as asked. */
  private static final int RESERVATION_HI = 5;

  private static final int RESERVATION_LO = 6;
  private static final int ASKED = 8;

  private final EngineState engine;
  private final Records records;
  private final Holds holds;

  CancelHandler(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
  }

  void execute(final CancelDecoder command) {
    final UuidDecoder id = command.cancellation();
    final long hi = id.hi();
    final long lo = id.lo();
    final UuidDecoder target = command.reservation();
    final long targetHi = target.hi();
    final long targetLo = target.lo();
    final int asked = command.quantity();
    final Verdict verdict = engine.verdict;
    if ((hi == 0 && lo == 0) || (targetHi == 0 && targetLo == 0)) {
      verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeat(known, targetHi, targetLo, asked);
      return;
    }
    if (asked != ALL && asked <= 0) {
      verdict.reject(Code.INVALID_QUANTITY);
      return;
    }
    final int reservation = engine.store.findReservation(targetHi, targetLo, engine.timeMs);
    if (reservation == Records.NULL) {
      verdict.reject(Code.UNKNOWN_RESERVATION);
      return;
    }
    final int record = decide(hi, lo, reservation, asked);
    if (record != Records.NULL) {
      records.word(record, RESERVATION_HI, targetHi);
      records.word(record, RESERVATION_LO, targetLo);
      records.word(record, ASKED, asked);
    }
    describe(reservation);
  }

  /** The record that remembers the cancel, or NULL where it binds no id. */
  private int decide(final long hi, final long lo, final int reservation, final int asked) {
    final Verdict verdict = engine.verdict;
    if (!holds.isPurchase(reservation)) {
      verdict.reject(Code.NOT_CONFIRMED);
      return Records.NULL;
    }
    final int left = holds.confirmed(reservation) - holds.cancelled(reservation);
    final int units = asked == ALL ? left : asked;
    if (left == 0 || units > left) {
      verdict.reject(Code.EXCEEDS_PURCHASE);
      return engine.store.addRejection(
          Kind.CANCEL, hi, lo, engine.sequence, Code.EXCEEDS_PURCHASE, engine.timeMs);
    }
    if (engine.store.commandIds() >= engine.config.maxCommandIds()) {
      verdict.reject(Code.CEILING_COMMAND_IDS);
      return Records.NULL;
    }
    holds.cancel(reservation, units);
    verdict.granted = units;
    final int record = engine.store.addCommand(Kind.CANCEL, hi, lo, engine.sequence);
    records.high(record, Store.PLACE, units);
    return record;
  }

  private void repeat(final int known, final long targetHi, final long targetLo, final int asked) {
    final Verdict verdict = engine.verdict;
    if (records.kind(known) != Kind.CANCEL) {
      verdict.reject(Code.ID_DIFFERS_COMMAND);
      return;
    }
    if (records.word(known, RESERVATION_HI) != targetHi
        || records.word(known, RESERVATION_LO) != targetLo) {
      verdict.reject(Code.ID_DIFFERS_RESERVATION);
      return;
    }
    if (records.word(known, ASKED) != asked) {
      verdict.reject(Code.ID_DIFFERS_QUANTITY);
      return;
    }
    verdict.repeated = true;
    verdict.reject(Codes.get(engine.store.rejectionCode(known)));
    verdict.granted = records.high(known, Store.PLACE);
    final int reservation = engine.store.findReservation(targetHi, targetLo, engine.timeMs);
    if (reservation != Records.NULL) {
      describe(reservation);
    }
  }

  private void describe(final int reservation) {
    engine.verdict.state = holds.state(reservation);
    engine.verdict.available = engine.lineOf(reservation).available();
  }
}
