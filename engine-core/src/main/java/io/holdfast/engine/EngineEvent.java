package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;

/**
 * One state change, as the schema's Event describes it. Events of a step are numbered from 0, so
 * (sequence, index) orders all events without a gap. Reused: valid during the call only.
 */
public final class EngineEvent {
  long sequence;
  long timeMs;
  int index;
  EventKind kind;
  Code reason;
  boolean late;
  long reservationHi;
  long reservationLo;
  long sale;
  long item;
  long buyer;
  long units;
  long deadlineMs;
  long available;
  long held;
  long sold;

  EngineEvent() {
    clear();
  }

  /** Back to an event about nothing. */
  void clear() {
    kind = EventKind.NULL_VAL;
    reason = Code.ACCEPTED;
    late = false;
    reservationHi = 0;
    reservationLo = 0;
    sale = 0;
    item = 0;
    buyer = 0;
    units = 0;
    deadlineMs = Verdict.NONE;
    available = Verdict.NONE;
    held = Verdict.NONE;
    sold = Verdict.NONE;
  }

  /** Sequence of the step. */
  public long sequence() {
    return sequence;
  }

  /** Engine time of the step in ms. */
  public long timeMs() {
    return timeMs;
  }

  /** Number of the change in its step, from 0. */
  public int index() {
    return index;
  }

  /** What changed. */
  public EventKind kind() {
    return kind;
  }

  /** Why, where the engine decided by itself; else ACCEPTED. */
  public Code reason() {
    return reason;
  }

  /** Whether a purchase was made after its deadline. */
  public boolean late() {
    return late;
  }

  /** Upper half of the reservation's id; both halves 0: not about a reservation. */
  public long reservationHi() {
    return reservationHi;
  }

  /** Lower half of the reservation's id. */
  public long reservationLo() {
    return reservationLo;
  }

  /** The sale's id. */
  public long sale() {
    return sale;
  }

  /** The line's item; 0: not about a line. */
  public long item() {
    return item;
  }

  /** The buyer; 0: not about a buyer. */
  public long buyer() {
    return buyer;
  }

  /** Units, as the kind says. */
  public long units() {
    return units;
  }

  /** Deadline in ms, or {@link Verdict#NONE}. */
  public long deadlineMs() {
    return deadlineMs;
  }

  /** Units available on the line afterwards, or {@link Verdict#NONE}. */
  public long available() {
    return available;
  }

  /** Units held on the line afterwards, or {@link Verdict#NONE}. */
  public long held() {
    return held;
  }

  /** Units sold on the line afterwards, or {@link Verdict#NONE}. */
  public long sold() {
    return sold;
  }
}
