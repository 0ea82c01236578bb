package io.holdfast.model;

import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;

/**
 * A claim on a line: a hold, then a purchase or an ended hold. Changed by {@link Holds} and {@link
 * Memory} only.
 */
final class Reservation implements Known {
  private final Command.Claim claim;
  private final Line line;
  private final Basket basket;
  private final int lineIndex;
  private final long sequence;
  private final long deadlineMs;
  private ReservationState state = ReservationState.HELD;
  private int confirmed;
  private int cancelled;
  private boolean late;
  private long endedAtMs;
  private boolean forgotten;

  /** A reservation by itself has no basket (null), and line index 0. */
  Reservation(
      final Command.Claim claim,
      final Line line,
      final Basket basket,
      final int lineIndex,
      final long sequence,
      final long deadlineMs) {
    this.claim = claim;
    this.line = line;
    this.basket = basket;
    this.lineIndex = lineIndex;
    this.sequence = sequence;
    this.deadlineMs = deadlineMs;
  }

  @Override
  public Id id() {
    return claim.id();
  }

  /**
   * The Reserve, or the line of a ReserveBasket, which is no command: no command is ever equal to
   * it.
   */
  @Override
  public Object made() {
    return claim;
  }

  Line line() {
    return line;
  }

  /** The basket it is a line of, or null. */
  Basket basket() {
    return basket;
  }

  int lineIndex() {
    return lineIndex;
  }

  long sequence() {
    return sequence;
  }

  long deadlineMs() {
    return deadlineMs;
  }

  ReservationState state() {
    return state;
  }

  int granted() {
    return claim.quantity();
  }

  int confirmed() {
    return confirmed;
  }

  int cancelled() {
    return cancelled;
  }

  int leftOfPurchase() {
    return confirmed - cancelled;
  }

  boolean late() {
    return late;
  }

  long endedAtMs() {
    return endedAtMs;
  }

  boolean forgotten() {
    return forgotten;
  }

  boolean isHeld() {
    return state == ReservationState.HELD;
  }

  boolean isPurchased() {
    return state == ReservationState.CONFIRMED || state == ReservationState.CANCELLED;
  }

  boolean isEnded() {
    return state == ReservationState.RELEASED || state == ReservationState.EXPIRED;
  }

  void confirm(final int units, final boolean afterDeadline) {
    state = ReservationState.CONFIRMED;
    confirmed = units;
    late = afterDeadline;
  }

  void end(final ReservationState ending, final long nowMs) {
    state = ending;
    endedAtMs = nowMs;
  }

  void refundDue() {
    state = ReservationState.REFUND_DUE;
  }

  void cancel(final int units) {
    cancelled += units;
    if (leftOfPurchase() == 0) {
      state = ReservationState.CANCELLED;
    }
  }

  void forget() {
    forgotten = true;
  }

  ReservationView view() {
    return new ReservationView(
        id(),
        Optional.ofNullable(basket).map(Basket::id),
        line.sale().id(),
        line.item(),
        basket == null ? ((Command.Reserve) claim).buyer() : basket.made().buyer(),
        basket == null ? ((Command.Reserve) claim).group() : basket.made().group(),
        state,
        granted(),
        confirmed,
        cancelled,
        late,
        deadlineMs,
        sequence);
  }
}
