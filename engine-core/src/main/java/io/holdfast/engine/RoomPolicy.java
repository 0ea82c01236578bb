package io.holdfast.engine;

/**
 * How a waiting room admits.
 *
 * @param perSecond buyers admitted per second
 * @param maxActive buyers admitted at a time
 * @param finishMs time to finish once admitted
 * @param admitPermille share of the units that may come that buyers are admitted for
 * @param returnPermille share of the held units that is expected back
 * @param unitsPerBuyer units that an admitted buyer is expected to take
 */
record RoomPolicy(
    int perSecond,
    int maxActive,
    long finishMs,
    int admitPermille,
    int returnPermille,
    int unitsPerBuyer) {
  private static final int HIGHEST_RATE = 1_000_000;
  private static final int HIGHEST_ADMIT_PERMILLE = 1_000_000;
  private static final int WHOLE = 1_000;

  boolean isValid() {
    return perSecond >= 0
        && perSecond <= HIGHEST_RATE
        && maxActive >= 1
        && SalePolicy.isDuration(finishMs)
        && admitPermille >= 0
        && admitPermille <= HIGHEST_ADMIT_PERMILLE
        && returnPermille >= 0
        && returnPermille <= WHOLE
        && unitsPerBuyer >= 1;
  }
}
