package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;

/**
 * The result of one step, filled in by {@link Engine} and read before the next step: one instance
 * is used again and again, so that a verdict costs no allocation. Not thread-safe.
 */
public final class Verdict {
  /**
   * Stands for "none" in {@link #available} and {@link #deadlineMs}; the null value of an SBE
   * int64.
   */
  public static final long NONE = Long.MIN_VALUE;

  /** Stands for "no line of the basket" in {@link #line}. */
  public static final int NO_LINE = -1;

  private static final int REPEATED = 1;
  private static final int LATE = 2;

  Code code;
  ReservationState state;
  boolean repeated;
  boolean late;
  int granted;
  long available;
  long deadlineMs;
  int line;
  long ownReservationHi;
  long ownReservationLo;
  TicketState ticket;
  long place;
  long admittedUpTo;

  /** An accepted verdict with every other field empty. */
  public Verdict() {
    reset();
  }

  void reset() {
    code = Code.ACCEPTED;
    state = ReservationState.NONE;
    repeated = false;
    late = false;
    granted = 0;
    available = NONE;
    deadlineMs = NONE;
    line = NO_LINE;
    ownReservationHi = 0;
    ownReservationLo = 0;
    ticket = TicketState.NONE;
    place = NONE;
    admittedUpTo = NONE;
  }

  /** Why, or that, the command did what it did. */
  public Code code() {
    return code;
  }

  /** State of the reservation after the step; NONE where there is no one reservation. */
  public ReservationState state() {
    return state;
  }

  /** Units held, confirmed, released or cancelled; of a Tick, the number of state changes. */
  public int granted() {
    return granted;
  }

  /** Units available on the line after the step, or {@link #NONE}. */
  public long available() {
    return available;
  }

  /** Engine time at which the hold lapses, or {@link #NONE}. */
  public long deadlineMs() {
    return deadlineMs;
  }

  /** Index of the first line of the basket at fault, or {@link #NO_LINE}. */
  public int line() {
    return line;
  }

  /**
   * Upper half of the id of the buyer's own live reservation that stands in the way; both halves 0:
   * none.
   */
  public long ownReservationHi() {
    return ownReservationHi;
  }

  /** Lower half of that id. */
  public long ownReservationLo() {
    return ownReservationLo;
  }

  /** State of the ticket after JoinQueue and LeaveQueue; else NONE. */
  public TicketState ticket() {
    return ticket;
  }

  /** The ticket's place, from 0, or {@link #NONE}. */
  public long place() {
    return place;
  }

  /** Places before this one have had their turn, or {@link #NONE}. */
  public long admittedUpTo() {
    return admittedUpTo;
  }

  /** Whether the command was seen before and this is what it was told then. */
  public boolean repeated() {
    return repeated;
  }

  /** Whether the units were taken again after the deadline. */
  public boolean late() {
    return late;
  }

  /**
   * Makes this an answer that says nothing but the code: to a query, which has no verdict of its
   * own.
   */
  public void answer(final Code reason) {
    reset();
    code = reason;
  }

  /** Bits of the schema's Marks: 0 repeated, 1 late. */
  public int marks() {
    return (repeated ? REPEATED : 0) | (late ? LATE : 0);
  }

  /** The 8 bytes that the journal keeps of a verdict, and the digest folds. */
  public long outcome() {
    return code.value() | (long) marks() << 16 | (long) state.value() << 24 | (long) granted << 32;
  }

  void reject(final Code reason) {
    code = reason;
  }

  void rejectLine(final Code reason, final int index) {
    code = reason;
    line = index;
  }
}
