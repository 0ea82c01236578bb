package io.holdfast.engine;

import io.holdfast.protocol.CodeKind;
import io.holdfast.protocol.codec.Code;

/** Codes by number, without allocation. */
final class Codes {
  private static final Code[] BY_NUMBER = byNumber();

  private Codes() {}

  /** The code with this number; the caller stored it itself, so it exists. */
  static Code get(final int number) {
    return BY_NUMBER[number];
  }

  static boolean isFinal(final Code code) {
    return CodeKind.of(code.value()) == CodeKind.FINAL;
  }

  private static Code[] byNumber() {
    final Code[] codes = new Code[CodeKind.FINAL.lastNumber() + 1];
    for (final Code code : Code.values()) {
      if (code != Code.NULL_VAL) {
        codes[code.value()] = code;
      }
    }
    return codes;
  }
}
