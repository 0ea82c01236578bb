package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;

/**
 * The memory of operator commands. What a command asked for is kept as the sale, the item and a
 * fingerprint each of the texts and of the rest, enough to tell whether it was sent twice or
 * changed, and what changed.
 */
final class OperatorIds {
  static final int ITEM = Store.GROUP;
  static final int DELTA = Store.DEADLINE;
  static final int TEXT = Store.FINGERPRINT;

  /** AdjustStock: what was expected available. */
  static final int EXPECTED = Store.CHAIN;

  /** Other commands: fingerprint of the policy they ask for. */
  static final int POLICY = Store.CHAIN;

  private final EngineState engine;
  private final Records records;

  OperatorIds(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /**
   * Keeps what was decided of a command that may be repeated; NULL where its code binds no id. The
   * sale is known wherever it does.
   */
  int remember(final int kind, final long hi, final long lo, final Sale sale, final long text) {
    final Code code = engine.verdict.code;
    final int record;
    if (code == Code.ACCEPTED) {
      record = engine.store.addCommand(kind, hi, lo, engine.sequence, sale);
    } else if (Codes.isFinal(code)) {
      record = engine.store.addRejection(kind, hi, lo, engine.sequence, code, engine.timeMs, sale);
    } else {
      return Records.NULL;
    }
    records.word(record, TEXT, text);
    return record;
  }

  /**
   * First of the differences that every operator command is checked for; ACCEPTED when there is
   * none.
   */
  Code differsInSale(final int known, final int kind, final long sale) {
    if (records.kind(known) != kind) {
      return Code.ID_DIFFERS_COMMAND;
    }
    return engine.sales.saleAt(records.low(known, Store.PLACE)).id == sale
        ? Code.ACCEPTED
        : Code.ID_DIFFERS_SALE;
  }

  /** First difference of a command about a sale that has a policy and texts besides. */
  Code differs(
      final int known, final int kind, final long sale, final long policy, final long text) {
    final Code difference = differsInSale(known, kind, sale);
    if (difference != Code.ACCEPTED) {
      return difference;
    }
    if (records.word(known, POLICY) != policy) {
      return Code.ID_DIFFERS_POLICY;
    }
    return records.word(known, TEXT) == text ? Code.ACCEPTED : Code.ID_DIFFERS_TEXT;
  }

  /** The verdict on a command that is known and the same. */
  void repeat(final int known) {
    engine.verdict.repeated = true;
    engine.verdict.reject(Codes.get(engine.store.rejectionCode(known)));
  }

  /** Answers a command whose id is known. */
  void answer(final int known, final Code difference) {
    if (difference == Code.ACCEPTED) {
      repeat(known);
    } else {
      engine.verdict.reject(difference);
    }
  }

  /** Whether one more accepted command can be remembered; else the verdict says why not. */
  boolean hasRoom() {
    if (engine.store.commandIds() < engine.config.maxCommandIds()) {
      return true;
    }
    engine.verdict.reject(Code.CEILING_COMMAND_IDS);
    return false;
  }
}
