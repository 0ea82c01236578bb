package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.UuidDecoder;

/** ReserveBasket: several lines for one buyer, all or none. */
final class ReserveBasketHandler {
  private static final int NONE = -1;

  private final EngineState engine;
  private final Records records;
  private final BasketLines lines = new BasketLines();
  private final ReserveChecks checks;

  ReserveBasketHandler(final EngineState engine) {
    this.engine = engine;
    checks = new ReserveChecks(engine);
    this.records = engine.records;
  }

  void execute(final ReserveBasketDecoder command) {
    final UuidDecoder id = command.basket();
    final long hi = id.hi();
    final long lo = id.lo();
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    lines.read(command);
    if (known != Records.NULL) {
      repeat(command, known);
      return;
    }
    if (!checkFields(command.tier(), hi, lo)) {
      return;
    }
    final Sale sale = engine.sales.sale(command.sale());
    if (sale == null) {
      engine.verdict.reject(Code.UNKNOWN_SALE);
      return;
    }
    if (findLines(sale)) {
      decide(command, hi, lo, sale);
    }
  }

  /** Whether the fields can be judged at all; else the verdict says why not. */
  private boolean checkFields(final int tier, final long hi, final long lo) {
    final Verdict verdict = engine.verdict;
    if (lines.count() == 0) {
      verdict.reject(Code.INVALID_BASKET);
      return false;
    }
    final int zero = lines.firstZeroId();
    if (zero != NONE) {
      verdict.rejectLine(Code.INVALID_ID, zero);
      return false;
    }
    final int duplicate = lines.firstDuplicateId(hi, lo);
    if (duplicate != NONE) {
      verdict.rejectLine(Code.INVALID_BASKET, duplicate);
      return false;
    }
    for (int i = 0; i < lines.count(); i++) {
      if (lines.quantity[i] <= 0 || lines.quantity[i] > engine.config.maxReservationUnits()) {
        verdict.rejectLine(Code.INVALID_QUANTITY, i);
        return false;
      }
    }
    if (tier > ReserveHandler.HIGHEST_TIER) {
      verdict.reject(Code.INVALID_TIER);
      return false;
    }
    return true;
  }

  private boolean findLines(final Sale sale) {
    for (int i = 0; i < lines.count(); i++) {
      lines.line[i] = sale.line(lines.item[i]);
      if (lines.line[i] == null) {
        engine.verdict.rejectLine(Code.UNKNOWN_LINE, i);
        return false;
      }
    }
    return true;
  }

  private void decide(
      final ReserveBasketDecoder command, final long hi, final long lo, final Sale sale) {
    check(command, sale);
    final Verdict verdict = engine.verdict;
    if (verdict.code == Code.ACCEPTED) {
      accept(command, hi, lo, sale);
      return;
    }
    describeFault(verdict.code, command.buyer());
    if (Codes.isFinal(verdict.code)) {
      remember(command, hi, lo, sale);
    }
  }

  private void describeFault(final Code code, final long buyer) {
    if (ReserveChecks.isAboutLine(code)) {
      final Line line = lines.line[engine.verdict.line];
      engine.verdict.available = line.available();
      checks.nameOwn(code, buyer, line);
    }
  }

  private void check(final ReserveBasketDecoder command, final Sale sale) {
    final Verdict verdict = engine.verdict;
    final long buyer = command.buyer();
    verdict.reject(checks.refusalOf(sale));
    if (verdict.code != Code.ACCEPTED) {
      return;
    }
    if (!checks.isLetIn(sale, buyer)) {
      verdict.reject(Code.NOT_ADMITTED);
      return;
    }
    final int inUse = firstIdInUse();
    if (inUse != NONE) {
      verdict.rejectLine(Code.LINE_ID_IN_USE, inUse);
      return;
    }
    checkLimits(buyer, command.group());
    final int settled = engine.spent();
    checkStock();
    if (engine.spent() != settled) {
      // What was settled may have gone to a waiting entry of the same buyer or group.
      checkLimits(buyer, command.group());
    }
    if (verdict.code == Code.ACCEPTED) {
      verdict.reject(checks.ceilings(buyer, sale, lines.count()));
    }
  }

  private int firstIdInUse() {
    for (int i = 0; i < lines.count(); i++) {
      if (engine.store.find(lines.idHi[i], lines.idLo[i], engine.timeMs) != Records.NULL) {
        return i;
      }
    }
    return NONE;
  }

  private void checkLimits(final long buyer, final long group) {
    long units = 0;
    for (int i = 0; i < lines.count() && engine.verdict.code == Code.ACCEPTED; i++) {
      final Line line = lines.line[i];
      line.asked += lines.quantity[i];
      units += lines.quantity[i];
      final Code limit = engine.limits.firstLacking(line, buyer, group, units, line.asked);
      if (limit != Code.ACCEPTED) {
        engine.verdict.rejectLine(engine.settling.limitOrSettling(limit), i);
      }
    }
    clearAsked();
  }

  private void checkStock() {
    for (int i = 0; i < lines.count() && engine.verdict.code == Code.ACCEPTED; i++) {
      final Line line = lines.line[i];
      line.asked += lines.quantity[i];
      engine.settling.untilFree(line, line.asked);
      if (line.free() < line.asked) {
        final boolean unfinished = engine.settling.isUnfinished(line);
        engine.verdict.rejectLine(unfinished ? Code.SETTLING : Code.SOLD_OUT, i);
      }
    }
    clearAsked();
  }

  private void clearAsked() {
    for (int i = 0; i < lines.count(); i++) {
      lines.line[i].asked = 0;
    }
  }

  private void accept(
      final ReserveBasketDecoder command, final long hi, final long lo, final Sale sale) {
    final int basket = engine.store.addBasket(hi, lo, engine.sequence, sale);
    describe(command, basket);
    records.high(basket, Store.BASKET, lines.count());
    records.low(basket, Store.AMOUNTS, lines.units());
    int before = Records.NULL;
    for (int i = 0; i < lines.count(); i++) {
      final int member = holdLine(command, basket, i);
      if (before == Records.NULL) {
        records.low(basket, Store.BASKET, member);
      } else {
        records.high(before, Store.BASKET, member);
      }
      before = member;
    }
    final Verdict verdict = engine.verdict;
    verdict.granted = lines.units();
    verdict.deadlineMs = records.word(before, Store.DEADLINE);
    verdict.state = ReservationState.HELD;
  }

  private int holdLine(final ReserveBasketDecoder command, final int basket, final int index) {
    final int member =
        engine.holds.create(
            lines.idHi[index],
            lines.idLo[index],
            lines.line[index],
            command.buyer(),
            command.group());
    records.low(member, Store.BASKET, basket);
    engine.holds.describe(member, index, 0, command.tier());
    engine.holds.grant(member, lines.line[index], lines.quantity[index]);
    return member;
  }

  private void remember(
      final ReserveBasketDecoder command, final long hi, final long lo, final Sale sale) {
    final Verdict verdict = engine.verdict;
    final int record =
        engine.store.addRejection(
            Kind.REJECTED_BASKET, hi, lo, engine.sequence, verdict.code, engine.timeMs, sale);
    describe(command, record);
    records.high(record, Store.BASKET, verdict.line);
    if (ReserveChecks.isAboutLine(verdict.code)) {
      records.word(record, Store.DEADLINE, lines.line[verdict.line].ordinal);
    }
  }

  private void describe(final ReserveBasketDecoder command, final int record) {
    records.word(record, Store.BUYER, command.buyer());
    records.word(record, Store.GROUP, command.group());
    records.tier(record, command.tier());
    records.high(record, Store.PLACE, lines.count());
    records.word(record, Store.FINGERPRINT, lines.fingerprint());
  }

  private void repeat(final ReserveBasketDecoder command, final int known) {
    final Verdict verdict = engine.verdict;
    final Code difference = firstDifference(command, known);
    if (difference != Code.ACCEPTED) {
      verdict.reject(difference);
      return;
    }
    verdict.repeated = true;
    if (records.kind(known) == Kind.REJECTED_BASKET) {
      verdict.rejectLine(
          Codes.get(engine.store.rejectionCode(known)), records.high(known, Store.BASKET));
      if (ReserveChecks.isAboutLine(verdict.code)) {
        final Line line = engine.sales.lineAt((int) records.word(known, Store.DEADLINE));
        verdict.available = line.available();
        checks.nameOwn(verdict.code, command.buyer(), line);
      }
      return;
    }
    verdict.granted = records.low(known, Store.AMOUNTS);
    final int first = records.low(known, Store.BASKET);
    if (records.asked(first) == 0) {
      verdict.deadlineMs = engine.holds.deadlineMs(first);
      verdict.state = engine.holds.visibleState(first);
    }
  }

  private Code firstDifference(final ReserveBasketDecoder command, final int known) {
    final int kind = records.kind(known);
    if (kind != Kind.BASKET && kind != Kind.REJECTED_BASKET) {
      return Code.ID_DIFFERS_COMMAND;
    }
    if (engine.sales.saleAt(records.low(known, Store.PLACE)).id != command.sale()) {
      return Code.ID_DIFFERS_SALE;
    }
    if (records.word(known, Store.BUYER) != command.buyer()) {
      return Code.ID_DIFFERS_BUYER;
    }
    if (records.word(known, Store.GROUP) != command.group()) {
      return Code.ID_DIFFERS_GROUP;
    }
    if (records.tier(known) != command.tier()) {
      return Code.ID_DIFFERS_TIER;
    }
    return records.word(known, Store.FINGERPRINT) == lines.fingerprint()
        ? Code.ACCEPTED
        : Code.ID_DIFFERS_LINES;
  }
}
