package io.holdfast.engine;

/** Units that one may have, held and sold together; 0 is no limit. */
record UnitLimits(int buyer, int buyerLine, int group, int groupLine) {
  boolean areValid() {
    return buyer >= 0 && buyerLine >= 0 && group >= 0 && groupLine >= 0;
  }

  boolean areNone() {
    return (buyer | buyerLine | group | groupLine) == 0;
  }

  /** Whether every limit set here was counted from the start. */
  boolean areWithin(final UnitLimits counted) {
    return isCounted(buyer, counted.buyer)
        && isCounted(buyerLine, counted.buyerLine)
        && isCounted(group, counted.group)
        && isCounted(groupLine, counted.groupLine);
  }

  private static boolean isCounted(final int limit, final int atCreation) {
    return limit == 0 || atCreation != 0;
  }
}
