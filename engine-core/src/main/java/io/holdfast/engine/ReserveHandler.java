package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.UuidDecoder;

/** Reserve: one buyer, one item. */
final class ReserveHandler {
  static final int HIGHEST_TIER = 7;

  private static final int WAITLIST = 2;

  private final EngineState engine;
  private final Records records;
  private final ReserveChecks checks;

  ReserveHandler(final EngineState engine) {
    this.engine = engine;
    checks = new ReserveChecks(engine);
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
    return (command.flags().getRaw() & ~Holds.FLAGS_MASK) == 0 ? Code.ACCEPTED : Code.NOT_OFFERED;
  }

  private void decide(final ReserveDecoder command, final long hi, final long lo, final Line line) {
    final boolean flexible = command.flags().getRaw() != 0;
    final Code code = check(command, line, flexible ? 1 : command.quantity());
    if (code == Code.ACCEPTED) {
      accept(command, hi, lo, line);
      return;
    }
    engine.verdict.reject(code);
    checks.nameOwn(code, command.buyer(), line);
    if (Codes.isFinal(code)) {
      remember(command, hi, lo, line, code);
    }
  }

  /**
   * @param least units without which there is nothing to be had
   */
  private Code check(final ReserveDecoder command, final Line line, final int least) {
    final Code closed = checks.refusalOf(line.sale);
    if (closed != Code.ACCEPTED) {
      return closed;
    }
    if (!checks.isLetIn(line.sale, command.buyer())) {
      return Code.NOT_ADMITTED;
    }
    final Code limit = checkLimits(command, line, least);
    if (limit != Code.ACCEPTED) {
      return limit;
    }
    final int settled = engine.spent();
    final Code stock = checkStock(command, line, least);
    if (stock != Code.ACCEPTED) {
      return stock;
    }
    final Code limitNow =
        engine.spent() == settled ? Code.ACCEPTED : checkLimits(command, line, least);
    return limitNow == Code.ACCEPTED ? checks.ceilings(command.buyer(), line.sale, 1) : limitNow;
  }

  private Code checkLimits(final ReserveDecoder command, final Line line, final int least) {
    final Code limit =
        engine.limits.firstLacking(line, command.buyer(), command.group(), least, least);
    return engine.settling.limitOrSettling(limit);
  }

  private Code checkStock(final ReserveDecoder command, final Line line, final int least) {
    engine.settling.untilFree(line, command.quantity());
    if (line.free() < command.quantity() && engine.settling.isUnfinished(line)) {
      return Code.SETTLING;
    }
    return line.free() < least ? refusalWithoutUnits(command, line) : Code.ACCEPTED;
  }

  private Code refusalWithoutUnits(final ReserveDecoder command, final Line line) {
    if ((command.flags().getRaw() & WAITLIST) == 0) {
      return Code.SOLD_OUT;
    }
    return engine.live.waiting(command.buyer(), line) == Records.NULL
        ? Code.ACCEPTED
        : Code.ALREADY_WAITING;
  }

  private void accept(final ReserveDecoder command, final long hi, final long lo, final Line line) {
    final long buyer = command.buyer();
    final long group = command.group();
    final long room = engine.limits.leastRoom(line, buyer, group);
    final int units = (int) Math.min(Math.min(command.quantity(), room), line.free());
    final int record = engine.holds.create(hi, lo, line, buyer, group, command.tier());
    engine.holds.describe(record, command.quantity(), command.flags().getRaw());
    final Verdict verdict = engine.verdict;
    if (units == 0) {
      engine.holds.enqueue(record);
      verdict.state = ReservationState.WAITLISTED;
      return;
    }
    engine.holds.grant(record, units);
    verdict.granted = units;
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
    records.word(record, Store.BUYER, command.buyer());
    records.word(record, Store.GROUP, command.group());
    records.tier(record, command.tier());
    records.marks(record, command.flags().getRaw() << Holds.FLAGS_SHIFT);
  }

  private void repeat(final ReserveDecoder command, final int known) {
    final Verdict verdict = engine.verdict;
    final Code difference = firstDifference(command, known);
    if (difference != Code.ACCEPTED) {
      verdict.reject(difference);
      return;
    }
    final Line line = engine.lineOf(known);
    verdict.repeated = true;
    if (records.kind(known) == Kind.REJECTED_RESERVE) {
      verdict.reject(Codes.get(engine.store.rejectionCode(known)));
      checks.nameOwn(verdict.code, command.buyer(), line);
    } else {
      verdict.granted = engine.holds.granted(known);
      verdict.deadlineMs = engine.holds.deadlineMs(known);
      verdict.state = engine.holds.visibleState(known);
    }
    verdict.available = line.available();
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
    final int quantity = reservedAlone ? records.asked(known) : records.high(known, Store.PLACE);
    if (quantity != command.quantity()) {
      return Code.ID_DIFFERS_QUANTITY;
    }
    if (records.tier(known) != command.tier()) {
      return Code.ID_DIFFERS_TIER;
    }
    return engine.holds.flags(known) == command.flags().getRaw()
        ? Code.ACCEPTED
        : Code.ID_DIFFERS_FLAGS;
  }
}
