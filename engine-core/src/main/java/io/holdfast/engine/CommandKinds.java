package io.holdfast.engine;

import io.holdfast.protocol.codec.StateKind;

/** The kinds of remembered commands, in memory and in a saved state. */
final class CommandKinds {
  private static final StateKind[] SAVED = saved();

  private CommandKinds() {}

  private static StateKind[] saved() {
    final StateKind[] kinds = new StateKind[Kind.GONE + 1];
    kinds[Kind.GONE] = StateKind.GONE;
    kinds[Kind.REJECTED_RESERVE] = StateKind.RESERVE;
    kinds[Kind.REJECTED_BASKET] = StateKind.RESERVE_BASKET;
    kinds[Kind.CANCEL] = StateKind.CANCEL;
    kinds[Kind.CREATE_SALE] = StateKind.CREATE_SALE;
    kinds[Kind.OPEN_SALE] = StateKind.OPEN_SALE;
    kinds[Kind.PAUSE_SALE] = StateKind.PAUSE_SALE;
    kinds[Kind.CLOSE_SALE] = StateKind.CLOSE_SALE;
    kinds[Kind.UPDATE_SALE] = StateKind.UPDATE_SALE;
    kinds[Kind.ADJUST_STOCK] = StateKind.ADJUST_STOCK;
    kinds[Kind.OPERATOR_RELEASE] = StateKind.OPERATOR_RELEASE;
    kinds[Kind.OPERATOR_CANCEL] = StateKind.OPERATOR_CANCEL;
    return kinds;
  }

  /** How a saved state names a command's kind; null: it is not a command. */
  static StateKind saved(final int kind) {
    return SAVED[kind];
  }

  /** The kind of a record, or {@link Kind#FREE} if a saved state can have no such command. */
  static int loaded(final StateKind saved) {
    for (int kind = 0; kind < SAVED.length; kind++) {
      if (SAVED[kind] == saved) {
        return kind;
      }
    }
    return Kind.FREE;
  }
}
