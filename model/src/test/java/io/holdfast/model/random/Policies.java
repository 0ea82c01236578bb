package io.holdfast.model.random;

import io.holdfast.model.Commands;

/** Random policies of sales: mostly in range, and so tight that they matter. */
final class Policies {
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1_000;

  private final Pool pool;
  private final int longestHoldMs;

  /** Whether the policy under way may have fields out of range. */
  private boolean careless;

  Policies(final Pool pool) {
    this.pool = pool;
    longestHoldMs = pool.oneOf(5, 60, 300, 3_000);
  }

  int longestHoldMs() {
    return longestHoldMs;
  }

  void fill(final Commands.CreateSale c, final long timeMs) {
    careless = pool.oneIn(12);
    c.opensAtMs = instant(timeMs);
    c.closesAtMs = pool.oneIn(12) ? instant(timeMs) : Commands.NOT_GIVEN;
    c.graceUntilMs = pool.oneIn(20) ? instant(timeMs) : Commands.NOT_GIVEN;
    c.holdMs = duration();
    c.paymentMs = duration();
    c.maxHoldMs = duration() * 2;
    c.retentionMs = retention();
    if (pool.oneIn(2)) {
      c.buyerLimit = limit();
      c.buyerLineLimit = limit();
      c.groupLimit = limit();
      c.groupLineLimit = limit();
    }
    c.name = pool.text();
    if (pool.oneIn(5)) {
      gate(c);
    }
  }

  private void gate(final Commands.CreateSale c) {
    c.gated = mistaken() ? 2 : 1;
    c.seed = mistaken() ? 0 : 1 + pool.upTo(100);
    c.admissionPerSecond = admissionPerSecond();
    c.maxActive = maxActive();
    c.finishMs = duration() * 3;
    c.admitPermille = admitPermille();
    c.returnPermille = returnPermille();
    c.unitsPerBuyer = unitsPerBuyer();
  }

  /** Gives some fields, each now and then. */
  void fill(final Commands.UpdateSale c, final long timeMs) {
    careless = pool.oneIn(12);
    c.opensAtMs = pool.oneIn(8) ? cleared(instant(timeMs)) : Commands.NOT_GIVEN;
    c.closesAtMs = pool.oneIn(20) ? cleared(instant(timeMs)) : Commands.NOT_GIVEN;
    c.graceUntilMs = pool.oneIn(5) ? cleared(instant(timeMs)) : Commands.NOT_GIVEN;
    c.holdMs = pool.oneIn(4) ? duration() : Commands.NOT_GIVEN;
    c.paymentMs = pool.oneIn(4) ? duration() : Commands.NOT_GIVEN;
    c.maxHoldMs = pool.oneIn(4) ? duration() * 2 : Commands.NOT_GIVEN;
    c.retentionMs = pool.oneIn(4) ? retention() : Commands.NOT_GIVEN;
    if (pool.oneIn(3)) {
      c.buyerLimit = pool.oneIn(2) ? limit() : Commands.NO_INT;
      c.buyerLineLimit = pool.oneIn(3) ? limit() : Commands.NO_INT;
      c.groupLimit = pool.oneIn(3) ? limit() : Commands.NO_INT;
      c.groupLineLimit = pool.oneIn(3) ? limit() : Commands.NO_INT;
    }
    if (pool.oneIn(3)) {
      c.admissionPerSecond = pool.oneIn(2) ? admissionPerSecond() : Commands.NO_INT;
      c.maxActive = pool.oneIn(2) ? maxActive() : Commands.NO_INT;
      c.finishMs = pool.oneIn(3) ? duration() : Commands.NOT_GIVEN;
      c.admitPermille = pool.oneIn(3) ? admitPermille() : Commands.NO_INT;
      c.returnPermille = pool.oneIn(3) ? returnPermille() : Commands.NO_INT;
      c.unitsPerBuyer = pool.oneIn(3) ? unitsPerBuyer() : Commands.NO_INT;
    }
  }

  private boolean mistaken() {
    return careless && pool.oneIn(6);
  }

  private long cleared(final long instantMs) {
    return pool.oneIn(3) ? 0 : instantMs;
  }

  /** A time about now, none, or a senseless one. */
  long instant(final long timeMs) {
    if (mistaken()) {
      return pool.oneOf(-1L, 0L, Long.MAX_VALUE);
    }
    return pool.oneIn(3) ? Commands.NOT_GIVEN : later(timeMs);
  }

  /**
   * At about now or a good while later, on a coarse grid so that things fall on the same instant.
   */
  long later(final long timeMs) {
    final long instant = timeMs + pool.between(0, pool.oneOf(20, 200, 5_000));
    return instant - instant % 10;
  }

  long duration() {
    return mistaken() ? pool.oneOf(0L, -1L, YEAR_MS, YEAR_MS + 1) : pool.between(1, longestHoldMs);
  }

  private long retention() {
    return mistaken()
        ? pool.oneOf(-1L, YEAR_MS, YEAR_MS + 1)
        : pool.oneOf(0L, 1L, 50L, 50L, 1_000L);
  }

  private int limit() {
    return mistaken() ? -1 : pool.oneOf(0, 0, 0, 2, 4, 9);
  }

  private int admissionPerSecond() {
    return mistaken()
        ? pool.oneOf(-1, 1_000_001)
        : pool.oneOf(0, 3, 100, 700, 1_000, 1_000_000, 1_000_000);
  }

  private int maxActive() {
    return mistaken() ? 0 : pool.oneOf(1, 3, 8, 1_000);
  }

  private int admitPermille() {
    return mistaken() ? pool.oneOf(-1, 1_000_001) : pool.oneOf(300, 1_000, 1_700, 1_000_000);
  }

  private int returnPermille() {
    return mistaken() ? pool.oneOf(-1, 1_001) : pool.oneOf(0, 0, 330, 1_000);
  }

  private int unitsPerBuyer() {
    return mistaken() ? 0 : pool.oneOf(1, 1, 2, 5);
  }
}
