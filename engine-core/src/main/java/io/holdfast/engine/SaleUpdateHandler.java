package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import io.holdfast.protocol.codec.UuidDecoder;

/** UpdateSale: another policy for later holds and checks. Operators are few: this may allocate. */
final class SaleUpdateHandler {
  /** Fields that are left as they are: the null values of SBE. */
  private static final long AS_IT_IS = Verdict.NONE;

  private static final int INT_AS_IT_IS = UpdateSaleDecoder.buyerLimitNullValue();

  private final EngineState engine;
  private final OperatorIds ids;

  SaleUpdateHandler(final EngineState engine, final OperatorIds ids) {
    this.engine = engine;
    this.ids = ids;
  }

  void execute(final UpdateSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long hi = id.hi();
    final long lo = id.lo();
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return;
    }
    final long print = fingerprint(command);
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      ids.answer(known, ids.differs(known, Kind.UPDATE_SALE, command.sale(), print, text));
      return;
    }
    final Sale sale = engine.sales.sale(command.sale());
    final Code refusal = refusal(command, sale);
    if (refusal != Code.ACCEPTED) {
      engine.verdict.reject(refusal);
    } else if (ids.hasRoom()) {
      update(command, sale);
    }
    final int record = ids.remember(Kind.UPDATE_SALE, hi, lo, sale, text);
    if (record != Records.NULL) {
      engine.records.word(record, OperatorIds.POLICY, print);
    }
  }

  private Code refusal(final UpdateSaleDecoder command, final Sale sale) {
    final Code invalid = checkFields(command);
    if (invalid != Code.ACCEPTED) {
      return invalid;
    }
    if (sale == null) {
      return Code.UNKNOWN_SALE;
    }
    if (sale.isClosed()) {
      return Code.SALE_CLOSED;
    }
    if (command.opensAtMs() != AS_IT_IS && sale.state() != SaleState.SCHEDULED) {
      return Code.ALREADY_OPEN;
    }
    if (!scheduleFits(command, sale.policy())) {
      return Code.INVALID_SCHEDULE;
    }
    if (!limits(command, new UnitLimits(0, 0, 0, 0)).areWithin(sale.counted)) {
      return Code.LIMIT_NOT_COUNTED;
    }
    return !sale.isGated() && changesRoom(command) ? Code.NOT_GATED : Code.ACCEPTED;
  }

  private static Code checkFields(final UpdateSaleDecoder command) {
    if (SalePolicy.isNegative(command.opensAtMs())
        || SalePolicy.isNegative(command.closesAtMs())
        || SalePolicy.isNegative(command.graceUntilMs())) {
      return Code.INVALID_SCHEDULE;
    }
    if (!isDurationIfGiven(command.holdMs())
        || !isDurationIfGiven(command.paymentMs())
        || !isDurationIfGiven(command.maxHoldMs())
        || !(command.retentionMs() == AS_IT_IS || SalePolicy.isRetention(command.retentionMs()))) {
      return Code.INVALID_HOLD_TIME;
    }
    if (!limits(command, new UnitLimits(0, 0, 0, 0)).areValid()) {
      return Code.INVALID_LIMIT;
    }
    return room(command, new RoomPolicy(1, 1, 1, 1, 1, 1)).isValid()
        ? Code.ACCEPTED
        : Code.INVALID_ADMISSION;
  }

  private static boolean isDurationIfGiven(final long ms) {
    return ms == AS_IT_IS || SalePolicy.isDuration(ms);
  }

  private boolean scheduleFits(final UpdateSaleDecoder command, final SalePolicy policy) {
    final long closesAtMs = time(command.closesAtMs(), policy.closesAtMs());
    final long opensAtMs = time(command.opensAtMs(), policy.opensAtMs());
    final boolean closesSet = command.closesAtMs() != AS_IT_IS && closesAtMs != Verdict.NONE;
    if (closesSet && closesAtMs <= engine.timeMs) {
      return false;
    }
    return closesAtMs == Verdict.NONE || opensAtMs == Verdict.NONE || closesAtMs > opensAtMs;
  }

  private void update(final UpdateSaleDecoder command, final Sale sale) {
    final SalePolicy old = sale.policy();
    if (sale.isGated() && sale.isOpen()) {
      sale.room.accrue(engine.timeMs);
    }
    sale.policy(
        new SalePolicy(
            old.name(),
            time(command.opensAtMs(), old.opensAtMs()),
            time(command.closesAtMs(), old.closesAtMs()),
            value(command.holdMs(), old.holdMs()),
            value(command.paymentMs(), old.paymentMs()),
            value(command.maxHoldMs(), old.maxHoldMs()),
            value(command.retentionMs(), old.retentionMs()),
            limits(command, old.limits()),
            sale.isGated() ? room(command, old.room()) : null));
    if (sale.isGated()) {
      sale.room.rateChanged();
    }
    engine.events.sale(EventKind.SALE_UPDATED, sale);
    if (command.graceUntilMs() != AS_IT_IS) {
      engine.turns.giveGrace(sale, command.graceUntilMs());
    }
    engine.sales.findNextTurn();
    engine.turns.openIfDue(sale);
  }

  private static UnitLimits limits(final UpdateSaleDecoder command, final UnitLimits old) {
    return new UnitLimits(
        value(command.buyerLimit(), old.buyer()),
        value(command.buyerLineLimit(), old.buyerLine()),
        value(command.groupLimit(), old.group()),
        value(command.groupLineLimit(), old.groupLine()));
  }

  private static RoomPolicy room(final UpdateSaleDecoder command, final RoomPolicy old) {
    return new RoomPolicy(
        value(command.admissionPerSecond(), old.perSecond()),
        value(command.maxActive(), old.maxActive()),
        value(command.finishMs(), old.finishMs()),
        value(command.admitPermille(), old.admitPermille()),
        value(command.returnPermille(), old.returnPermille()),
        value(command.unitsPerBuyer(), old.unitsPerBuyer()));
  }

  private static boolean changesRoom(final UpdateSaleDecoder command) {
    return command.admissionPerSecond() != INT_AS_IT_IS
        || command.maxActive() != INT_AS_IT_IS
        || command.finishMs() != AS_IT_IS
        || command.admitPermille() != INT_AS_IT_IS
        || command.returnPermille() != INT_AS_IT_IS
        || command.unitsPerBuyer() != INT_AS_IT_IS;
  }

  private static long value(final long given, final long old) {
    return given == AS_IT_IS ? old : given;
  }

  private static int value(final int given, final int old) {
    return given == INT_AS_IT_IS ? old : given;
  }

  /** 0 clears a time. */
  private static long time(final long given, final long old) {
    final long next = value(given, old);
    return next == 0 && given == 0 ? Verdict.NONE : next;
  }

  private static long fingerprint(final UpdateSaleDecoder command) {
    long print = Hashes.combine(0, command.opensAtMs());
    print = Hashes.combine(print, command.closesAtMs());
    print = Hashes.combine(print, command.graceUntilMs());
    print = Hashes.combine(print, command.holdMs());
    print = Hashes.combine(print, command.paymentMs());
    print = Hashes.combine(print, command.maxHoldMs());
    print = Hashes.combine(print, command.retentionMs());
    print = Hashes.combine(print, command.buyerLimit());
    print = Hashes.combine(print, command.buyerLineLimit());
    print = Hashes.combine(print, command.groupLimit());
    print = Hashes.combine(print, command.groupLineLimit());
    print = Hashes.combine(print, command.admissionPerSecond());
    print = Hashes.combine(print, command.maxActive());
    print = Hashes.combine(print, command.finishMs());
    print = Hashes.combine(print, command.admitPermille());
    print = Hashes.combine(print, command.returnPermille());
    return Hashes.combine(print, command.unitsPerBuyer());
  }
}
