package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.UuidDecoder;

/** Reserve: one buyer, one item. */
final class ReserveHandler {
  static final int HIGHEST_TIER = 7;

  private final EngineState engine;
  private final Records records;

  ReserveHandler(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  void execute(final ReserveDecoder command) {
    final UuidDecoder id = command.reservation();
    final long hi = id.hi();
    final long lo = id.lo();
    final Verdict verdict = engine.verdict;
    if (hi == 0 && lo == 0) {
      verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeat(command, known);
      return;
    }
    final Code invalid = checkFields(command);
    if (invalid != Code.ACCEPTED) {
      verdict.reject(invalid);
      return;
    }
    final Sale sale = engine.sales.sale(command.sale());
    final Line line = sale == null ? null : sale.line(command.item());
    if (line == null) {
      verdict.reject(sale == null ? Code.UNKNOWN_SALE : Code.UNKNOWN_LINE);
      return;
    }
    decide(command, hi, lo, line);
    verdict.available = line.available();
  }

  private Code checkFields(final ReserveDecoder command) {
    final int quantity = command.quantity();
    if (quantity <= 0 || quantity > engine.config.maxReservationUnits()) {
      return Code.INVALID_QUANTITY;
    }
    if (command.tier() > HIGHEST_TIER) {
      return Code.INVALID_TIER;
    }
    return command.flags().getRaw() == 0 ? Code.ACCEPTED : Code.NOT_OFFERED;
  }

  private void decide(final ReserveDecoder command, final long hi, final long lo, final Line line) {
    final Code code = checkStock(line, command.quantity());
    if (code == Code.ACCEPTED) {
      accept(command, hi, lo, line);
      return;
    }
    engine.verdict.reject(code);
    if (Codes.isFinal(code)) {
      remember(command, hi, lo, line, code);
    }
  }

  private Code checkStock(final Line line, final int quantity) {
    if (line.sale.state() != SaleState.OPEN) {
      return line.sale.isClosed() ? Code.SALE_CLOSED : Code.NOT_OPEN_YET;
    }
    if (line.available() < quantity) {
      return Code.SOLD_OUT;
    }
    return engine.store.reservations() < engine.config.maxReservations()
        ? Code.ACCEPTED
        : Code.CEILING_RESERVATIONS;
  }

  private void accept(final ReserveDecoder command, final long hi, final long lo, final Line line) {
    final int record = engine.holds.hold(hi, lo, line, command.quantity());
    setBuyer(record, command);
    final Verdict verdict = engine.verdict;
    verdict.granted = command.quantity();
    verdict.deadlineMs = records.word(record, Store.DEADLINE);
    verdict.state = ReservationState.HELD;
  }

  private void remember(
      final ReserveDecoder command,
      final long hi,
      final long lo,
      final Line line,
      final Code code) {
    final int record =
        engine.store.addRejection(
            Kind.REJECTED_RESERVE, hi, lo, engine.sequence, code, engine.timeMs);
    records.low(record, Store.PLACE, line.ordinal);
    records.high(record, Store.PLACE, command.quantity());
    setBuyer(record, command);
  }

  private void setBuyer(final int record, final ReserveDecoder command) {
    records.word(record, Store.BUYER, command.buyer());
    records.word(record, Store.GROUP, command.group());
    records.tier(record, command.tier());
  }

  private void repeat(final ReserveDecoder command, final int known) {
    final Verdict verdict = engine.verdict;
    final Code difference = firstDifference(command, known);
    if (difference != Code.ACCEPTED) {
      verdict.reject(difference);
      return;
    }
    verdict.repeated = true;
    verdict.available = engine.lineOf(known).available();
    if (records.kind(known) == Kind.REJECTED_RESERVE) {
      verdict.reject(Codes.get(engine.store.rejectionCode(known)));
      return;
    }
    verdict.granted = engine.holds.granted(known);
    verdict.deadlineMs = records.word(known, Store.DEADLINE);
    verdict.state = engine.holds.state(known);
  }

  private Code firstDifference(final ReserveDecoder command, final int known) {
    final int kind = records.kind(known);
    final boolean reservedAlone =
        kind == Kind.RESERVATION && records.low(known, Store.BASKET) == Records.NULL;
    if (!reservedAlone && kind != Kind.REJECTED_RESERVE) {
      return Code.ID_DIFFERS_COMMAND;
    }
    final Line line = engine.lineOf(known);
    if (line.sale.id != command.sale()) {
      return Code.ID_DIFFERS_SALE;
    }
    if (line.item != command.item()) {
      return Code.ID_DIFFERS_ITEM;
    }
    if (records.word(known, Store.BUYER) != command.buyer()) {
      return Code.ID_DIFFERS_BUYER;
    }
    if (records.word(known, Store.GROUP) != command.group()) {
      return Code.ID_DIFFERS_GROUP;
    }
    if (records.high(known, Store.PLACE) != command.quantity()) {
      return Code.ID_DIFFERS_QUANTITY;
    }
    if (records.tier(known) != command.tier()) {
      return Code.ID_DIFFERS_TIER;
    }
    return command.flags().getRaw() == 0 ? Code.ACCEPTED : Code.ID_DIFFERS_FLAGS;
  }
}
