package io.holdfast.engine;

import java.util.Arrays;

/**
 * The buyers admitted to one sale at the moment, in the order in which their sessions end. None
 * ends before one begun earlier, so that is the order of admission. Index 0 is no session.
 */
final class Sessions {
  static final int NULL = 0;

  private static final int INITIAL = 64;

  private int[] ticket = new int[INITIAL];
  private int[] holds = new int[INITIAL];
  private int[] previous = new int[INITIAL];
  private int[] next = new int[INITIAL];
  private boolean[] bought = new boolean[INITIAL];
  private long[] deadlineMs = new long[INITIAL];
  private int used = 1;
  private int firstFree = NULL;
  private int first = NULL;
  private int last = NULL;
  private long lastDeadlineMs;
  private int count;
  private int idle;

  int count() {
    return count;
  }

  /** Those without a hold and without a purchase. */
  int idle() {
    return idle;
  }

  /** The session that ends first, or {@link #NULL}. */
  int first() {
    return first;
  }

  int next(final int session) {
    return next[session];
  }

  int ticket(final int session) {
    return ticket[session];
  }

  long deadlineMs(final int session) {
    return deadlineMs[session];
  }

  int holds(final int session) {
    return holds[session];
  }

  boolean bought(final int session) {
    return bought[session];
  }

  /** End of the session begun last, of all there ever were. */
  long lastDeadlineMs() {
    return lastDeadlineMs;
  }

  /** End of the session begun last, of all there ever were, as a loaded state says. */
  void restoreLastDeadline(final long deadline) {
    lastDeadlineMs = deadline;
  }

  /** Begins a session that ends no earlier than the one before. */
  int begin(final int forTicket, final int holdsNow, final long wishedDeadlineMs) {
    final int session = take();
    lastDeadlineMs = Math.max(lastDeadlineMs, wishedDeadlineMs);
    ticket[session] = forTicket;
    holds[session] = holdsNow;
    bought[session] = false;
    deadlineMs[session] = lastDeadlineMs;
    previous[session] = last;
    next[session] = NULL;
    if (last == NULL) {
      first = session;
    } else {
      next[last] = session;
    }
    last = session;
    count++;
    idle += isIdle(session);
    return session;
  }

  /** The buyer's holds changed by this many, and whether one of them was bought. */
  void change(final int session, final int holdsMore, final boolean purchase) {
    idle -= isIdle(session);
    holds[session] += holdsMore;
    bought[session] |= purchase;
    idle += isIdle(session);
  }

  void end(final int session) {
    idle -= isIdle(session);
    count--;
    if (previous[session] == NULL) {
      first = next[session];
    } else {
      next[previous[session]] = next[session];
    }
    if (next[session] == NULL) {
      last = previous[session];
    } else {
      previous[next[session]] = previous[session];
    }
    next[session] = firstFree;
    firstFree = session;
  }

  private int isIdle(final int session) {
    return holds[session] == 0 && !bought[session] ? 1 : 0;
  }

  private int take() {
    if (firstFree != NULL) {
      final int session = firstFree;
      firstFree = next[session];
      return session;
    }
    if (used == ticket.length) {
      grow();
    }
    return used++;
  }

  private void grow() {
    final int capacity = 2 * used;
    ticket = Arrays.copyOf(ticket, capacity);
    holds = Arrays.copyOf(holds, capacity);
    previous = Arrays.copyOf(previous, capacity);
    next = Arrays.copyOf(next, capacity);
    bought = Arrays.copyOf(bought, capacity);
    deadlineMs = Arrays.copyOf(deadlineMs, capacity);
  }
}
