package io.holdfast.model;

import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/**
 * What will be due at a time of its own: turns of sales and deadlines of holds, each in the order
 * in which they happen.
 */
final class Agenda {
  /** Nothing will ever be due. */
  static final long NEVER = Long.MAX_VALUE;

  enum Turn {
    OPENING,
    CLOSING,
    FORGETTING
  }

  record SaleTurn(long dueMs, Sale sale, Turn turn) {}

  /** A line, and when the first of its holds is due. */
  private record DueLine(long dueMs, Line line) {}

  private final TreeSet<SaleTurn> turns =
      new TreeSet<>(
          Comparator.comparingLong(SaleTurn::dueMs)
              .thenComparingLong(due -> due.sale().order())
              .thenComparing(SaleTurn::turn));

  private final TreeSet<DueLine> lines =
      new TreeSet<>(
          Comparator.comparingLong(DueLine::dueMs).thenComparingLong(due -> due.line().order()));

  private final Map<Line, DueLine> entries = new HashMap<>();
  private long deadlinesGiven;

  void addTurn(final long dueMs, final Sale sale, final Turn turn) {
    turns.add(new SaleTurn(dueMs, sale, turn));
  }

  void dropTurn(final long dueMs, final Sale sale, final Turn turn) {
    turns.remove(new SaleTurn(dueMs, sale, turn));
  }

  SaleTurn firstTurn() {
    return turns.first();
  }

  long nextTurnMs() {
    return turns.isEmpty() ? NEVER : turns.first().dueMs();
  }

  boolean turnIsDue(final long nowMs) {
    return nextTurnMs() <= nowMs;
  }

  /** Gives a hold a deadline, its first or another one. */
  void giveDeadline(final Reservation hold, final long deadlineMs) {
    final Line line = hold.line();
    if (hold.deadlineMs().isPresent()) {
      line.holds().remove(hold);
    }
    deadlinesGiven++;
    hold.deadline(deadlineMs, deadlinesGiven);
    line.holds().add(hold);
    schedule(line);
  }

  void dropHold(final Reservation hold) {
    hold.line().holds().remove(hold);
    schedule(hold.line());
  }

  void graceChanged(final Sale sale) {
    sale.lines().forEach(this::schedule);
  }

  private void schedule(final Line line) {
    final DueLine before = entries.get(line);
    final DueLine now =
        line.holds().isEmpty() ? null : new DueLine(line.holds().first().dueMs(), line);
    if (before != null && now != null && before.dueMs() == now.dueMs()) {
      return;
    }
    if (before != null) {
      lines.remove(before);
      entries.remove(line);
    }
    if (now != null) {
      lines.add(now);
      entries.put(line, now);
    }
  }

  /** The hold that is due first of all. */
  Reservation firstHold() {
    return lines.first().line().holds().first();
  }

  long nextHoldDueMs() {
    return lines.isEmpty() ? NEVER : lines.first().dueMs();
  }

  /** Whether any hold has lapsed that is not settled. */
  boolean anyHoldHasLapsed(final long nowMs) {
    return nextHoldDueMs() <= nowMs;
  }
}
