package io.holdfast.engine;

/** What a remembered id stands for: the values of the kind byte in {@link Records}. */
final class Kind {
  static final int FREE = 0;
  static final int RESERVATION = 1;
  static final int REJECTED_RESERVE = 2;
  static final int BASKET = 3;
  static final int REJECTED_BASKET = 4;
  static final int CANCEL = 5;
  static final int CREATE_SALE = 6;
  static final int OPEN_SALE = 7;
  static final int CLOSE_SALE = 8;
  static final int ADJUST_STOCK = 9;
  static final int PAUSE_SALE = 10;
  static final int UPDATE_SALE = 11;
  static final int OPERATOR_RELEASE = 12;
  static final int OPERATOR_CANCEL = 13;

  /** Belonged to a sale that is forgotten; only keeps its place in a memory. */
  static final int GONE = 14;

  private Kind() {}
}
