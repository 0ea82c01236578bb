package io.holdfast.model;

import java.util.Comparator;
import java.util.TreeSet;

/**
 * What will be due: openings and closings of sales, and deadlines of holds, each in the order in
 * which they happen.
 */
final class Agenda {
  /** Nothing will ever be due. */
  static final long NEVER = Long.MAX_VALUE;

  enum Turn {
    OPENING,
    CLOSING
  }

  record SaleTurn(long dueMs, Sale sale, Turn turn) {}

  private final TreeSet<SaleTurn> saleTurns =
      new TreeSet<>(
          Comparator.comparingLong(SaleTurn::dueMs)
              .thenComparingInt(due -> due.sale().order())
              .thenComparing(SaleTurn::turn));

  private final TreeSet<Reservation> holds =
      new TreeSet<>(
          Comparator.comparingLong(Reservation::deadlineMs)
              .thenComparingLong(Reservation::sequence)
              .thenComparingInt(Reservation::lineIndex));

  void addSale(final Sale sale) {
    sale.policy()
        .opensAtMs()
        .ifPresent(dueMs -> saleTurns.add(new SaleTurn(dueMs, sale, Turn.OPENING)));
    sale.policy()
        .closesAtMs()
        .ifPresent(dueMs -> saleTurns.add(new SaleTurn(dueMs, sale, Turn.CLOSING)));
  }

  void dropOpening(final Sale sale) {
    sale.policy()
        .opensAtMs()
        .ifPresent(dueMs -> saleTurns.remove(new SaleTurn(dueMs, sale, Turn.OPENING)));
  }

  void dropClosing(final Sale sale) {
    sale.policy()
        .closesAtMs()
        .ifPresent(dueMs -> saleTurns.remove(new SaleTurn(dueMs, sale, Turn.CLOSING)));
  }

  void addHold(final Reservation hold) {
    holds.add(hold);
  }

  void dropHold(final Reservation hold) {
    holds.remove(hold);
  }

  /** When the next thing is due, {@link #NEVER} where nothing is. */
  long nextDueMs() {
    return Math.min(nextSaleTurnMs(), nextDeadlineMs());
  }

  /** Whether the next thing due is a sale's: at the same time those come before holds. */
  boolean saleTurnIsNext() {
    return !saleTurns.isEmpty() && nextSaleTurnMs() <= nextDeadlineMs();
  }

  SaleTurn firstSaleTurn() {
    return saleTurns.first();
  }

  Reservation firstHold() {
    return holds.first();
  }

  private long nextSaleTurnMs() {
    return saleTurns.isEmpty() ? NEVER : saleTurns.first().dueMs();
  }

  private long nextDeadlineMs() {
    return holds.isEmpty() ? NEVER : holds.first().deadlineMs();
  }
}
