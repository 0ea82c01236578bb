package io.holdfast.engine;

import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.UuidDecoder;

/** CreateSale, OpenSale, PauseSale, CloseSale. Operators are few: here a command may allocate. */
final class SaleHandler {
  /** A grace that is left as it is; the null value of an SBE int64. */
  private static final long AS_IT_IS = Verdict.NONE;

  private final EngineState engine;
  private final Records records;
  private final OperatorIds ids;

  SaleHandler(final EngineState engine, final OperatorIds ids) {
    this.engine = engine;
    this.records = engine.records;
    this.ids = ids;
  }

  void create(final CreateSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long hi = id.hi();
    final long lo = id.lo();
    final long saleId = command.sale();
    final Verdict verdict = engine.verdict;
    if ((hi == 0 && lo == 0) || saleId == 0) {
      verdict.reject(Code.INVALID_ID);
      return;
    }
    final Code invalid = SalePolicy.check(command, engine.timeMs);
    final long[] seed = seed(command);
    final long graceUntilMs = command.graceUntilMs();
    final long numbers = SalePolicy.fingerprintOfNumbers(command);
    final SalePolicy policy = SalePolicy.read(command);
    final long print = Texts.fingerprint(numbers, policy.name());
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      ids.answer(known, ids.differs(known, Kind.CREATE_SALE, saleId, print, text));
      return;
    }
    verdict.reject(invalid);
    Sale sale = engine.sales.sale(saleId);
    if (invalid == Code.ACCEPTED && canCreate(sale)) {
      sale = create(saleId, policy, seed, graceUntilMs);
    }
    final int record = ids.remember(Kind.CREATE_SALE, hi, lo, sale, text);
    if (record != Records.NULL) {
      records.word(record, OperatorIds.POLICY, print);
    }
  }

  private boolean canCreate(final Sale existing) {
    if (existing != null) {
      engine.verdict.reject(Code.SALE_EXISTS);
      return false;
    }
    if (engine.sales.sales().size() >= engine.config.maxSales()) {
      engine.verdict.reject(Code.CEILING_SALES);
      return false;
    }
    return ids.hasRoom();
  }

  private Sale create(
      final long saleId, final SalePolicy policy, final long[] seed, final long graceUntilMs) {
    if (!policy.limits().areNone()) {
      engine.accounts.prepare();
    }
    if (policy.room() != null) {
      engine.tickets.prepare();
    }
    final Sale sale = engine.sales.create(saleId, policy, engine.digest);
    sale.graceUntilMs = graceUntilMs == AS_IT_IS ? 0 : graceUntilMs;
    if (sale.isGated()) {
      sale.room.seed(seed);
    }
    engine.events.sale(EventKind.SALE_CREATED, sale);
    engine.sales.findNextTurn();
    engine.turns.openIfDue(sale);
    return sale;
  }

  private static long[] seed(final CreateSaleDecoder command) {
    final long[] words = new long[CreateSaleDecoder.seedLength() / Long.BYTES];
    for (int i = 0; i < CreateSaleDecoder.seedLength(); i++) {
      words[i / Long.BYTES] |= (long) command.seed(i) << (i % Long.BYTES * Byte.SIZE);
    }
    return words;
  }

  void open(final OpenSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    move(Kind.OPEN_SALE, id.hi(), id.lo(), command.sale(), AS_IT_IS, text);
  }

  void pause(final PauseSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long graceUntilMs = command.graceUntilMs();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    move(Kind.PAUSE_SALE, id.hi(), id.lo(), command.sale(), graceUntilMs, text);
  }

  void close(final CloseSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    move(Kind.CLOSE_SALE, id.hi(), id.lo(), command.sale(), AS_IT_IS, text);
  }

  private void move(
      final int kind,
      final long hi,
      final long lo,
      final long saleId,
      final long graceUntilMs,
      final long text) {
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      ids.answer(known, ids.differs(known, kind, saleId, graceUntilMs, text));
      return;
    }
    final Sale sale = engine.sales.sale(saleId);
    final Code refusal =
        SalePolicy.isNegative(graceUntilMs) ? Code.INVALID_SCHEDULE : refusal(sale, kind);
    if (refusal != Code.ACCEPTED) {
      engine.verdict.reject(refusal);
    } else if (ids.hasRoom()) {
      if (graceUntilMs != AS_IT_IS) {
        engine.turns.giveGrace(sale, graceUntilMs);
      }
      engine.turns.moveTo(sale, stateAfter(kind));
    }
    final int record = ids.remember(kind, hi, lo, sale, text);
    if (record != Records.NULL) {
      records.word(record, OperatorIds.POLICY, graceUntilMs);
    }
  }

  private static Code refusal(final Sale sale, final int kind) {
    if (sale == null) {
      return Code.UNKNOWN_SALE;
    }
    return switch (sale.state()) {
      case CLOSED -> Code.SALE_CLOSED;
      case OPEN -> kind == Kind.OPEN_SALE ? Code.ALREADY_OPEN : Code.ACCEPTED;
      case PAUSED -> kind == Kind.PAUSE_SALE ? Code.ALREADY_PAUSED : Code.ACCEPTED;
      case SCHEDULED -> kind == Kind.PAUSE_SALE ? Code.NOT_OPEN_YET : Code.ACCEPTED;
      case NULL_VAL -> throw new IllegalStateException("sale " + sale.id + " has no state");
    };
  }

  private static SaleState stateAfter(final int kind) {
    return switch (kind) {
      case Kind.OPEN_SALE -> SaleState.OPEN;
      case Kind.PAUSE_SALE -> SaleState.PAUSED;
      case Kind.CLOSE_SALE -> SaleState.CLOSED;
      default -> throw new IllegalStateException("command of kind " + kind);
    };
  }
}
