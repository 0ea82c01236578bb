package io.holdfast.engine;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.UuidDecoder;

/** AdjustStock: units into a line or out of it. */
final class StockHandler {
  private static final int CREATE_LINE = 1;

  private final EngineState engine;
  private final Records records;
  private final OperatorIds ids;

  StockHandler(final EngineState engine, final OperatorIds ids) {
    this.engine = engine;
    this.records = engine.records;
    this.ids = ids;
  }

  void execute(final AdjustStockDecoder command) {
    final UuidDecoder id = command.command();
    final long hi = id.hi();
    final long lo = id.lo();
    if (hi == 0 && lo == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return;
    }
    final long text = Texts.fingerprint(command.operatorName(), command.reason());
    final int known = engine.store.find(hi, lo, engine.timeMs);
    if (known != Records.NULL) {
      repeat(command, known, text);
      return;
    }
    final Sale sale = engine.sales.sale(command.sale());
    decide(command, sale);
    final int record = ids.remember(Kind.ADJUST_STOCK, hi, lo, sale, text);
    if (record != Records.NULL) {
      records.word(record, OperatorIds.ITEM, command.item());
      records.word(record, OperatorIds.DELTA, command.delta());
      records.word(record, OperatorIds.EXPECTED, command.expectedAvailable());
      records.marks(record, command.flags().getRaw());
    }
  }

  private void decide(final AdjustStockDecoder command, final Sale sale) {
    final Verdict verdict = engine.verdict;
    final int flags = command.flags().getRaw();
    if (command.delta() == 0) {
      verdict.reject(Code.INVALID_QUANTITY);
      return;
    }
    if ((flags & ~CREATE_LINE) != 0) {
      verdict.reject(Code.NOT_OFFERED);
      return;
    }
    if (sale == null) {
      verdict.reject(Code.UNKNOWN_SALE);
      return;
    }
    final Line line = sale.line(command.item());
    if (line != null) {
      adjust(command, line);
      verdict.available = line.available();
    } else if ((flags & CREATE_LINE) != 0 && command.delta() > 0) {
      create(command, sale);
    } else {
      verdict.reject(Code.UNKNOWN_LINE);
    }
  }

  private void adjust(final AdjustStockDecoder command, final Line line) {
    final long delta = command.delta();
    final Verdict verdict = engine.verdict;
    if (!settle(command, line)) {
      verdict.reject(Code.SETTLING);
    } else if (!isExpected(command, line.available())) {
      verdict.reject(Code.STALE_AVAILABLE);
    } else if (delta < -line.available()) {
      verdict.reject(Code.INSUFFICIENT_AVAILABLE);
    } else if (delta > 0 && delta > engine.config.maxLineUnits() - line.received()) {
      verdict.reject(Code.CEILING_UNITS);
    } else if (ids.hasRoom()) {
      adjust(line, delta);
    }
  }

  private void adjust(final Line line, final long delta) {
    line.adjust(delta);
    engine.backlog.review(line);
    engine.events.stock(line, delta);
    if (delta > 0) {
      engine.matching.serve(line);
    }
  }

  /** Whether what is available is known as far as the command depends on it. */
  private boolean settle(final AdjustStockDecoder command, final Line line) {
    if (command.expectedAvailable() != AdjustStockDecoder.expectedAvailableNullValue()) {
      engine.settling.untilAvailable(line, Long.MAX_VALUE);
      return !engine.settling.isUnfinished(line);
    }
    if (command.delta() >= 0) {
      return true;
    }
    // The most negative delta has no opposite; no line has that many units either.
    final long needed = Math.max(-Long.MAX_VALUE, command.delta()) * -1;
    engine.settling.untilAvailable(line, needed);
    return line.available() >= needed || !engine.settling.isUnfinished(line);
  }

  private void create(final AdjustStockDecoder command, final Sale sale) {
    final Verdict verdict = engine.verdict;
    if (!isExpected(command, 0)) {
      verdict.reject(Code.STALE_AVAILABLE);
    } else if (engine.sales.lineCount() >= engine.config.maxLines()) {
      verdict.reject(Code.CEILING_LINES);
    } else if (command.delta() > engine.config.maxLineUnits()) {
      verdict.reject(Code.CEILING_UNITS);
    } else if (ids.hasRoom()) {
      final Line line = engine.sales.addLine(sale, command.item(), engine.records, engine.digest);
      adjust(line, command.delta());
      verdict.available = line.available();
    }
  }

  private static boolean isExpected(final AdjustStockDecoder command, final long available) {
    return command.expectedAvailable() == AdjustStockDecoder.expectedAvailableNullValue()
        || command.expectedAvailable() == available;
  }

  private void repeat(final AdjustStockDecoder command, final int known, final long text) {
    final Verdict verdict = engine.verdict;
    final Code difference = firstDifference(command, known, text);
    if (difference != Code.ACCEPTED) {
      verdict.reject(difference);
      return;
    }
    ids.repeat(known);
    final Line line = engine.sales.sale(command.sale()).line(command.item());
    if (line != null) {
      verdict.available = line.available();
    }
  }

  private Code firstDifference(final AdjustStockDecoder command, final int known, final long text) {
    final Code difference = ids.differsInSale(known, Kind.ADJUST_STOCK, command.sale());
    if (difference != Code.ACCEPTED) {
      return difference;
    }
    if (records.word(known, OperatorIds.ITEM) != command.item()) {
      return Code.ID_DIFFERS_ITEM;
    }
    if (records.word(known, OperatorIds.DELTA) != command.delta()) {
      return Code.ID_DIFFERS_QUANTITY;
    }
    if (records.word(known, OperatorIds.EXPECTED) != command.expectedAvailable()) {
      return Code.ID_DIFFERS_EXPECTED;
    }
    if (records.marks(known) != command.flags().getRaw()) {
      return Code.ID_DIFFERS_FLAGS;
    }
    return records.word(known, OperatorIds.TEXT) == text ? Code.ACCEPTED : Code.ID_DIFFERS_TEXT;
  }
}
