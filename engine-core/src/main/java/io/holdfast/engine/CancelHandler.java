package io.holdfast.engine;

import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.UuidDecoder;

/** Cancel: units of a purchase go back, sold becomes available. */
final class CancelHandler {
  private static final int ALL = CancelDecoder.quantityNullValue();

  /** Words of a cancel's record: the reservation's id, and the quantity as asked. */
  private static final int RESERVATION_HI = Store.BUYER;

  private static final int RESERVATION_LO = Store.GROUP;
  private static final int ASKED = Store.DEADLINE;

  private final EngineState engine;
  private final Records records;
  private final Holds holds;
  private final Lookup lookup;

  CancelHandler(final EngineState engine, final Lookup lookup) {
    this.lookup = lookup;
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
  }

  void execute(final CancelDecoder command) {
    final UuidDecoder id = command.cancellation();
    final long hi = id.hi();
    final long lo = id.lo();
    final UuidDecoder target = command.reservation();
    cancel(Kind.CANCEL, hi, lo, target.hi(), target.lo(), command.quantity(), 0);
  }

  /** An operator's Cancel: the same with texts. */
  void execute(final OperatorCancelDecoder command) {
    final UuidDecoder id = command.command();
    final long hi = id.hi();
    final long lo = id.lo();
    final UuidDecoder target = command.reservation();
    final long targetHi = target.hi();
    final long targetLo = target.lo();
    final int asked = command.quantity();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    cancel(Kind.OPERATOR_CANCEL, hi, lo, targetHi, targetLo, asked, text);
  }

  private void cancel(
      final int kind,
      final long hi,
      final long lo,
      final long targetHi,
      final long targetLo,
      final int asked,
      final long text) {
    final Verdict verdict = engine.verdict;
    if ((hi == 0 && lo == 0) || (targetHi == 0 && targetLo == 0)) {
      verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeat(known, difference(known, kind, targetHi, targetLo, asked, text));
      return;
    }
    if (asked != ALL && asked <= 0) {
      verdict.reject(Code.INVALID_QUANTITY);
      return;
    }
    final int reservation = lookup.reservation(targetHi, targetLo);
    if (reservation == Records.NULL) {
      return;
    }
    final int record = decide(kind, hi, lo, reservation, asked);
    if (record != Records.NULL) {
      records.word(record, RESERVATION_HI, targetHi);
      records.word(record, RESERVATION_LO, targetLo);
      records.word(record, ASKED, asked);
      records.word(record, OperatorIds.TEXT, text);
    }
    lookup.describe(reservation);
  }

  /** The record that remembers the cancel, or NULL where it binds no id. */
  private int decide(
      final int kind, final long hi, final long lo, final int reservation, final int asked) {
    final Verdict verdict = engine.verdict;
    if (!holds.isPurchase(reservation)) {
      verdict.reject(Code.NOT_CONFIRMED);
      return Records.NULL;
    }
    final Sale sale = engine.lineOf(reservation).sale;
    final int left = holds.confirmed(reservation) - holds.cancelled(reservation);
    final int units = asked == ALL ? left : asked;
    if (left == 0 || units > left) {
      verdict.reject(Code.EXCEEDS_PURCHASE);
      return engine.store.addRejection(
          kind, hi, lo, engine.sequence, verdict.code, engine.timeMs, sale);
    }
    if (engine.store.commandIds() >= engine.config.maxCommandIds()) {
      verdict.reject(Code.CEILING_COMMAND_IDS);
      return Records.NULL;
    }
    holds.cancel(reservation, units);
    verdict.granted = units;
    final int record = engine.store.addCommand(kind, hi, lo, engine.sequence, sale);
    records.high(record, Store.PLACE, units);
    return record;
  }

  private Code difference(
      final int known,
      final int kind,
      final long targetHi,
      final long targetLo,
      final int asked,
      final long text) {
    if (records.kind(known) != kind) {
      return Code.ID_DIFFERS_COMMAND;
    }
    if (records.word(known, RESERVATION_HI) != targetHi
        || records.word(known, RESERVATION_LO) != targetLo) {
      return Code.ID_DIFFERS_RESERVATION;
    }
    if (records.word(known, ASKED) != asked) {
      return Code.ID_DIFFERS_QUANTITY;
    }
    return records.word(known, OperatorIds.TEXT) == text ? Code.ACCEPTED : Code.ID_DIFFERS_TEXT;
  }

  private void repeat(final int known, final Code difference) {
    final Verdict verdict = engine.verdict;
    if (difference != Code.ACCEPTED) {
      verdict.reject(difference);
      return;
    }
    verdict.repeated = true;
    verdict.reject(Codes.get(engine.store.rejectionCode(known)));
    verdict.granted = records.high(known, Store.PLACE);
    lookup.describeKnown(records.word(known, RESERVATION_HI), records.word(known, RESERVATION_LO));
  }
}
