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

  // The command under way: its fields are read once.
  private long buyer;
  private long group;
  private long item;
  private long saleId;
  private int quantity;
  private int tier;
  private int flags;

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
    read(command);
    final Sale sale = engine.sales.sale(saleId);
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeat(known);
      return;
    }
    final Code invalid = checkFields();
    if (invalid != Code.ACCEPTED) {
      verdict.reject(invalid);
      return;
    }
    final Line line = sale == null ? null : sale.line(item);
    if (line == null) {
      verdict.reject(sale == null ? Code.UNKNOWN_SALE : Code.UNKNOWN_LINE);
      return;
    }
    decide(hi, lo, line);
    verdict.available = line.available();
  }

  private void read(final ReserveDecoder command) {
    saleId = command.sale();
    item = command.item();
    buyer = command.buyer();
    group = command.group();
    quantity = command.quantity();
    tier = command.tier();
    flags = command.flags().getRaw();
  }

  private Code checkFields() {
    if (quantity <= 0 || quantity > engine.config.maxReservationUnits()) {
      return Code.INVALID_QUANTITY;
    }
    if (tier > HIGHEST_TIER) {
      return Code.INVALID_TIER;
    }
    return (flags & ~Holds.FLAGS_MASK) == 0 ? Code.ACCEPTED : Code.NOT_OFFERED;
  }

  private void decide(final long hi, final long lo, final Line line) {
    final boolean flexible = flags != 0;
    final Code code = check(line, flexible ? 1 : quantity);
    if (code == Code.ACCEPTED) {
      accept(hi, lo, line);
      return;
    }
    engine.verdict.reject(code);
    checks.nameOwn(code, buyer, line);
    if (Codes.isFinal(code)) {
      remember(hi, lo, line, code);
    }
  }

  /**
   * @param least units without which there is nothing to be had
   */
  private Code check(final Line line, final int least) {
    final Code closed = checks.refusalOf(line.sale);
    if (closed != Code.ACCEPTED) {
      return closed;
    }
    if (!checks.isLetIn(line.sale, buyer)) {
      return Code.NOT_ADMITTED;
    }
    final Code limit = checkLimits(line, least);
    if (limit != Code.ACCEPTED) {
      return limit;
    }
    final int settled = engine.spent();
    final Code stock = checkStock(line, least);
    if (stock != Code.ACCEPTED) {
      return stock;
    }
    final Code limitNow = engine.spent() == settled ? Code.ACCEPTED : checkLimits(line, least);
    return limitNow == Code.ACCEPTED ? checks.ceilings(buyer, line.sale, 1) : limitNow;
  }

  private Code checkLimits(final Line line, final int least) {
    final Code limit = engine.limits.firstLacking(line, buyer, group, least, least);
    return engine.settling.limitOrSettling(limit);
  }

  private Code checkStock(final Line line, final int least) {
    engine.settling.untilFree(line, quantity);
    if (line.free() < quantity && engine.settling.isUnfinished(line)) {
      return Code.SETTLING;
    }
    return line.free() < least ? refusalWithoutUnits(line) : Code.ACCEPTED;
  }

  private Code refusalWithoutUnits(final Line line) {
    if ((flags & WAITLIST) == 0) {
      return Code.SOLD_OUT;
    }
    return engine.live.waiting(buyer, line) == Records.NULL ? Code.ACCEPTED : Code.ALREADY_WAITING;
  }

  private void accept(final long hi, final long lo, final Line line) {
    final long room = engine.limits.leastRoom(line, buyer, group);
    final int units = (int) Math.min(Math.min(quantity, room), line.free());
    final int record = engine.holds.create(hi, lo, line, buyer, group);
    engine.holds.describe(record, quantity, flags, tier);
    final Verdict verdict = engine.verdict;
    if (units == 0) {
      engine.holds.enqueue(record, line);
      verdict.state = ReservationState.WAITLISTED;
      return;
    }
    engine.holds.grant(record, line, units);
    verdict.granted = units;
    verdict.deadlineMs = records.word(record, Store.DEADLINE);
    verdict.state = ReservationState.HELD;
  }

  private void remember(final long hi, final long lo, final Line line, final Code code) {
    final int record =
        engine.store.addRejection(
            Kind.REJECTED_RESERVE, hi, lo, engine.sequence, code, engine.timeMs, line.sale);
    records.halves(record, Store.PLACE, line.ordinal, quantity);
    records.word(record, Store.BUYER, buyer);
    records.word(record, Store.GROUP, group);
    records.describe(record, 0, flags << Holds.FLAGS_SHIFT, tier);
  }

  private void repeat(final int known) {
    final Verdict verdict = engine.verdict;
    final Code difference = firstDifference(known);
    if (difference != Code.ACCEPTED) {
      verdict.reject(difference);
      return;
    }
    final Line line = engine.lineOf(known);
    verdict.repeated = true;
    if (records.kind(known) == Kind.REJECTED_RESERVE) {
      verdict.reject(Codes.get(engine.store.rejectionCode(known)));
      checks.nameOwn(verdict.code, buyer, line);
    } else {
      verdict.granted = engine.holds.granted(known);
      verdict.deadlineMs = engine.holds.deadlineMs(known);
      verdict.state = engine.holds.visibleState(known);
    }
    verdict.available = line.available();
  }

  private Code firstDifference(final int known) {
    final int kind = records.kind(known);
    final boolean reservedAlone =
        kind == Kind.RESERVATION && records.low(known, Store.BASKET) == Records.NULL;
    if (!reservedAlone && kind != Kind.REJECTED_RESERVE) {
      return Code.ID_DIFFERS_COMMAND;
    }
    final Line line = engine.lineOf(known);
    if (line.sale.id != saleId) {
      return Code.ID_DIFFERS_SALE;
    }
    if (line.item != item) {
      return Code.ID_DIFFERS_ITEM;
    }
    if (records.word(known, Store.BUYER) != buyer) {
      return Code.ID_DIFFERS_BUYER;
    }
    if (records.word(known, Store.GROUP) != group) {
      return Code.ID_DIFFERS_GROUP;
    }
    final int asked = reservedAlone ? records.asked(known) : records.high(known, Store.PLACE);
    if (asked != quantity) {
      return Code.ID_DIFFERS_QUANTITY;
    }
    if (records.tier(known) != tier) {
      return Code.ID_DIFFERS_TIER;
    }
    return engine.holds.flags(known) == flags ? Code.ACCEPTED : Code.ID_DIFFERS_FLAGS;
  }
}
