package io.holdfast.engine;

import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.UuidDecoder;

/** CreateSale, OpenSale, CloseSale. Operators are few: here a command may allocate. */
final class SaleHandler {
  /** Word of a CreateSale's record that holds the policy's fingerprint. */
  private static final int POLICY = 8;

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
    final SalePolicy policy = SalePolicy.read(command);
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeatCreate(known, saleId, policy, text);
      return;
    }
    verdict.reject(invalid);
    if (invalid == Code.ACCEPTED) {
      create(saleId, policy);
    }
    final int record = ids.remember(Kind.CREATE_SALE, hi, lo, saleId, text);
    if (record != Records.NULL) {
      records.word(record, POLICY, policy.fingerprint());
    }
  }

  private void create(final long saleId, final SalePolicy policy) {
    if (engine.sales.sale(saleId) != null) {
      engine.verdict.reject(Code.SALE_EXISTS);
    } else if (engine.sales.sales().size() >= engine.config.maxSales()) {
      engine.verdict.reject(Code.CEILING_SALES);
    } else if (ids.hasRoom()) {
      final int ordinal = engine.sales.sales().size();
      engine.sales.add(new Sale(ordinal, saleId, policy, engine.digest));
    }
  }

  private void repeatCreate(
      final int known, final long saleId, final SalePolicy policy, final long text) {
    final Code difference = ids.differsInSale(known, Kind.CREATE_SALE, saleId);
    if (difference != Code.ACCEPTED) {
      engine.verdict.reject(difference);
    } else if (records.word(known, POLICY) != policy.fingerprint()) {
      engine.verdict.reject(Code.ID_DIFFERS_POLICY);
    } else if (records.word(known, OperatorIds.TEXT) != text) {
      engine.verdict.reject(Code.ID_DIFFERS_TEXT);
    } else {
      ids.repeat(known);
    }
  }

  void open(final OpenSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    move(Kind.OPEN_SALE, id.hi(), id.lo(), command.sale(), text);
  }

  void close(final CloseSaleDecoder command) {
    final UuidDecoder id = command.command();
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    move(Kind.CLOSE_SALE, id.hi(), id.lo(), command.sale(), text);
  }

  private void move(
      final int kind, final long hi, final long lo, final long saleId, final long text) {
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return;
    }
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeatMove(known, kind, saleId, text);
      return;
    }
    final Sale sale = engine.sales.sale(saleId);
    final SaleState next = kind == Kind.OPEN_SALE ? SaleState.OPEN : SaleState.CLOSED;
    final Code refusal = refusal(sale, next);
    if (refusal != Code.ACCEPTED) {
      engine.verdict.reject(refusal);
    } else if (ids.hasRoom()) {
      sale.moveTo(next);
      engine.sales.findNextDue();
    }
    ids.remember(kind, hi, lo, saleId, text);
  }

  private static Code refusal(final Sale sale, final SaleState next) {
    if (sale == null) {
      return Code.UNKNOWN_SALE;
    }
    if (sale.isClosed()) {
      return Code.SALE_CLOSED;
    }
    return sale.state() == next ? Code.ALREADY_OPEN : Code.ACCEPTED;
  }

  private void repeatMove(final int known, final int kind, final long saleId, final long text) {
    final Code difference = ids.differsInSale(known, kind, saleId);
    if (difference != Code.ACCEPTED) {
      engine.verdict.reject(difference);
    } else if (records.word(known, OperatorIds.TEXT) != text) {
      engine.verdict.reject(Code.ID_DIFFERS_TEXT);
    } else {
      ids.repeat(known);
    }
  }
}
