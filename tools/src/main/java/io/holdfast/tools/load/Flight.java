package io.holdfast.tools.load;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;

/**
 * What is sent and not yet settled, and what must be sent again, in the order of the workload. Loop
 * thread only.
 *
 * <p>When the node does not take a command, those sent after it may have been executed without it.
 * So the sending stops, the answers to the rest are waited for but not believed, and everything
 * from the command that was not taken is sent again. That is safe: a repeated command changes
 * nothing.
 */
final class Flight {
  private static final long NOTHING_REFUSED = Long.MAX_VALUE;

  private final Deque<PlayCommand> inFlight = new ArrayDeque<>();
  private final Deque<PlayCommand> toResend = new ArrayDeque<>();
  private final List<PlayCommand> takenBack = new ArrayList<>();
  private long firstRefused = NOTHING_REFUSED;

  /** The command has just been sent, for the first time or as {@link #nextToResend}. */
  void sent(final PlayCommand command) {
    assert inFlight.isEmpty() || inFlight.peekLast().number() < command.number();
    if (toResend.peekFirst() == command) {
      toResend.removeFirst();
    }
    inFlight.addLast(command);
  }

  /**
   * The node has executed a command and answers.
   *
   * @return the command, or null if it will be sent again and this answer does not count
   * @throws IllegalStateException if an older command has no answer yet, or nothing of this number
   *     was sent
   */
  PlayCommand executed(final long number) {
    final PlayCommand oldest = inFlight.peekFirst();
    if (oldest == null || oldest.number() != number) {
      throw new IllegalStateException(
          "the node answered command "
              + number
              + (oldest == null ? ", which was not sent" : " before " + oldest.number()));
    }
    inFlight.removeFirst();
    if (number > firstRefused) {
      takenBack.add(oldest);
      return null;
    }
    return oldest;
  }

  /** The node has not taken a command, and it is worth sending again. */
  void refused(final long number) {
    takenBack.add(remove(number));
    firstRefused = Math.min(firstRefused, number);
  }

  /** The node has not taken a command and never will. */
  PlayCommand remove(final long number) {
    for (final PlayCommand command : inFlight) {
      if (command.number() == number) {
        inFlight.remove(command);
        return command;
      }
    }
    throw new IllegalStateException("the node answered command " + number + ", not in flight");
  }

  /** Something was refused: nothing may be sent until {@link #turnBack}. */
  boolean isHalted() {
    return firstRefused != NOTHING_REFUSED;
  }

  /** Everything is answered, one way or the other, since the halt. */
  boolean canTurnBack() {
    return isHalted() && inFlight.isEmpty();
  }

  /** Ends the halt: what was refused and everything after it is to be sent again. */
  void turnBack() {
    takenBack.addAll(inFlight);
    inFlight.clear();
    takenBack.sort(Comparator.comparingLong(PlayCommand::number).reversed());
    takenBack.forEach(toResend::addFirst);
    takenBack.clear();
    firstRefused = NOTHING_REFUSED;
  }

  /** The connection is gone: what has no answer is to be sent again. */
  void connectionLost() {
    turnBack();
  }

  /** What to send before anything new, or null. */
  PlayCommand nextToResend() {
    return toResend.peekFirst();
  }

  /** Commands without an answer that counts. */
  int size() {
    return inFlight.size() + takenBack.size() + toResend.size();
  }

  boolean isEmpty() {
    return size() == 0;
  }
}
