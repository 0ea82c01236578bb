package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;

/**
 * The memory of operator commands. What a command asked for is kept as the sale, the item and a
 * fingerprint each of the texts and of the rest, enough to tell whether it was sent twice or
 * changed, and what changed.
 */
final class OperatorIds {
  static final int SALE = 5;
  static final int ITEM = 6;
  static final int DELTA = 7;
  static final int EXPECTED = 8;
  static final int TEXT = 11;

  private final EngineState engine;
  private final Records records;

  OperatorIds(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /** Keeps what was decided of a command that may be repeated; NULL where its code binds no id. */
  int remember(final int kind, final long hi, final long lo, final long sale, final long text) {
    final Code code = engine.verdict.code;
    final int record;
    if (code == Code.ACCEPTED) {
      record = engine.store.addCommand(kind, hi, lo, engine.sequence);
    } else if (Codes.isFinal(code)) {
      record = engine.store.addRejection(kind, hi, lo, engine.sequence, code, engine.timeMs);
    } else {
      return Records.NULL;
    }
    records.word(record, SALE, sale);
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
    return records.word(known, SALE) == sale ? Code.ACCEPTED : Code.ID_DIFFERS_SALE;
  }

  /** The verdict on a command that is known and the same. */
  void repeat(final int known) {
    engine.verdict.repeated = true;
    engine.verdict.reject(Codes.get(engine.store.rejectionCode(known)));
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
