package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.StateCommandsEncoder;
import io.holdfast.protocol.codec.StateCommandsEncoder.CommandsEncoder;
import io.holdfast.protocol.codec.StateKind;
import io.holdfast.protocol.codec.StateList;

/** Writes what is remembered of cancels, operator commands and rejections. */
final class CommandRows extends StateRows {
  /** Stands for "no line". */
  static final int NO_LINE = -1;

  private final StateCommandsEncoder message = new StateCommandsEncoder();
  private final EngineState engine;
  private final Records records;
  private final StateNumbers numbers;
  private CommandsEncoder rows;
  private StateList list;

  CommandRows(final StateMessages messages, final EngineState engine, final StateNumbers numbers) {
    super(messages, StateCommandsEncoder.TEMPLATE_ID, CommandsEncoder.sbeBlockLength());
    this.engine = engine;
    this.records = engine.records;
    this.numbers = numbers;
  }

  void write() {
    list = StateList.ACCEPTED;
    for (int record = 1; record < records.limit(); record++) {
      if (isAcceptedCommand(record) && !engine.store.isOfForgottenSale(record)) {
        row(record);
      }
    }
    flush();
    list = StateList.REJECTED;
    final int first = engine.store.rejectionMemory().first();
    for (int record = first; record != Records.NULL; record = records.next(record)) {
      if (engine.store.isOfForgottenSale(record)) {
        gone(record);
      } else {
        row(record);
      }
    }
    flush();
  }

  private boolean isAcceptedCommand(final int record) {
    final int kind = records.kind(record);
    return kind != Kind.FREE
        && kind != Kind.GONE
        && CommandKinds.saved(kind) != null
        && !engine.store.isRejection(record);
  }

  private void row(final int record) {
    final int kind = records.kind(record);
    next();
    rows.next().command().hi(records.idHi(record)).lo(records.idLo(record));
    rows.sequence(records.sequence(record))
        .first(records.word(record, Store.BUYER))
        .second(records.word(record, Store.GROUP))
        .amount(amount(record, kind))
        .rememberedAtMs(records.word(record, Memory.REMEMBERED_AT_MS))
        .fingerprint(records.word(record, Store.FINGERPRINT))
        .terms(records.word(record, OperatorIds.POLICY))
        .place(place(record, kind))
        .units(records.high(record, Store.PLACE))
        .lineAtFault(records.high(record, Store.BASKET))
        .code(Codes.get(engine.store.rejectionCode(record)))
        .kind(CommandKinds.saved(kind))
        .marks((short) records.marks(record))
        .tier((short) records.tier(record));
  }

  private int place(final int record, final int kind) {
    final int ordinal = records.low(record, Store.PLACE);
    return kind == Kind.REJECTED_RESERVE ? numbers.ofLine(ordinal) : numbers.ofSale(ordinal);
  }

  /** The line at fault of a basket is named by its number, as all lines are. */
  private long amount(final int record, final int kind) {
    final long word = records.word(record, Store.DEADLINE);
    if (kind != Kind.REJECTED_BASKET) {
      return word;
    }
    final boolean isAboutLine =
        ReserveChecks.isAboutLine(Codes.get(engine.store.rejectionCode(record)));
    return isAboutLine ? numbers.ofLine((int) word) : NO_LINE;
  }

  /** Only keeps its place in the memory. */
  private void gone(final int record) {
    next();
    rows.next().command().hi(0).lo(0);
    rows.sequence(0)
        .first(0)
        .second(0)
        .amount(0)
        .rememberedAtMs(records.word(record, Memory.REMEMBERED_AT_MS))
        .fingerprint(0)
        .terms(0)
        .place(0)
        .units(0)
        .lineAtFault(0)
        .code(Code.ACCEPTED)
        .kind(StateKind.GONE)
        .marks((short) 0)
        .tier((short) 0);
  }

  @Override
  void begin(final int mostRows) {
    message.wrapAndApplyHeader(messages.buffer, 0, messages.header).list(list);
    rows = message.commandsCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}
