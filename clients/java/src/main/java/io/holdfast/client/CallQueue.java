package io.holdfast.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.function.Predicate;

/**
 * Calls that are to be sent, in the order in which they will be. Loop thread only.
 *
 * <pre>
 *   waiting   will be sent as soon as there is room
 *   again     answered in this round of reads, and to be sent once more; empty between the rounds
 *   pausing   told to come again a little later
 * </pre>
 */
final class CallQueue {
  private static final long NEVER_NS = Long.MAX_VALUE;
  private static final Comparator<Call<?>> FIRST_ORDER = Comparator.comparingLong(Call::order);

  private final ArrayDeque<Call<?>> waiting = new ArrayDeque<>();
  private final ArrayDeque<Call<?>> again = new ArrayDeque<>();
  private final List<Call<?>> pausing = new ArrayList<>();
  private long lastOrder;

  /** A new call, behind all others. */
  void add(final Call<?> call) {
    lastOrder++;
    call.order(lastOrder);
    waiting.add(call);
  }

  /** A call that has more to ask. */
  void addLast(final Call<?> call) {
    waiting.addLast(call);
  }

  /** A call for which there was no room. */
  void addFirst(final Call<?> call) {
    waiting.addFirst(call);
  }

  /** A call to be sent once more when this round of reads has been heard to its end. */
  void addAgain(final Call<?> call) {
    again.add(call);
  }

  /** A call that pauses. */
  void addPausing(final Call<?> call) {
    pausing.add(call);
  }

  /** Takes the next call out; null if there is none. */
  Call<?> poll() {
    return waiting.poll();
  }

  /** The round is over: what is to be sent again goes in front, in its old order. */
  void endRound() {
    while (!again.isEmpty()) {
      waiting.addFirst(again.pollLast());
    }
  }

  /** Puts those whose pause is over in front, the first made first. */
  void wake(final long nowNs) {
    final List<Call<?>> awake = new ArrayList<>();
    takeOut(pausing, call -> call.pausedUntilNs() <= nowNs, awake);
    awake.sort(FIRST_ORDER.reversed());
    awake.forEach(waiting::addFirst);
  }

  /** Takes those back that were in flight: all are to be sent in the order they were made in. */
  void takeBack(final List<Call<?>> lost) {
    endRound();
    lost.addAll(waiting);
    lost.sort(FIRST_ORDER);
    waiting.clear();
    waiting.addAll(lost);
    waiting.forEach(Call::onConnectionLost);
    pausing.forEach(Call::onConnectionLost);
  }

  /** Takes out what is due by then. */
  List<Call<?>> takeDue(final long deadlineNs) {
    endRound();
    final List<Call<?>> due = new ArrayList<>();
    takeOut(waiting, call -> call.deadlineNs() <= deadlineNs, due);
    takeOut(pausing, call -> call.deadlineNs() <= deadlineNs, due);
    return due;
  }

  private static void takeOut(
      final Collection<Call<?>> from,
      final Predicate<Call<?>> condition,
      final List<Call<?>> taken) {
    for (final Iterator<Call<?>> calls = from.iterator(); calls.hasNext(); ) {
      final Call<?> call = calls.next();
      if (condition.test(call)) {
        calls.remove();
        taken.add(call);
      }
    }
  }

  /** The next moment at which something is to be done about a call. */
  long earliestNs() {
    long earliestNs = NEVER_NS;
    for (final Call<?> call : waiting) {
      earliestNs = Math.min(earliestNs, call.deadlineNs());
    }
    for (final Call<?> call : pausing) {
      earliestNs = Math.min(earliestNs, Math.min(call.deadlineNs(), call.pausedUntilNs()));
    }
    return earliestNs;
  }
}
