package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A claim on a line: a waiting entry or a hold, then a purchase or an ended hold. Changed by {@link
 * Holds} and {@link Memory} only.
 */
final class Reservation implements Known {
  private final Command.Claim claim;
  private final Line line;
  private final Basket basket;
  private final int lineIndex;
  private final long sequence;
  private ReservationState state = ReservationState.NONE;
  private int granted;
  private long heldSinceMs;
  private OptionalLong deadlineMs = OptionalLong.empty();
  private long deadlineOrder;
  private int confirmed;
  private int cancelled;
  private boolean late;
  private Code reason = Code.ACCEPTED;
  private long endedAtMs;
  private boolean forgotten;

  /** A reservation by itself has no basket (null), and line index 0. */
  Reservation(
      final Command.Claim claim,
      final Line line,
      final Basket basket,
      final int lineIndex,
      final long sequence) {
    this.claim = claim;
    this.line = line;
    this.basket = basket;
    this.lineIndex = lineIndex;
    this.sequence = sequence;
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

  @Override
  public Sale sale() {
    return line.sale();
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

  long buyer() {
    return basket == null ? ((Command.Reserve) claim).buyer() : basket.made().buyer();
  }

  /** 0 is none. */
  long group() {
    return basket == null ? ((Command.Reserve) claim).group() : basket.made().group();
  }

  int tier() {
    return basket == null ? ((Command.Reserve) claim).tier() : basket.made().tier();
  }

  /** The step that made it. */
  long sequence() {
    return sequence;
  }

  ReservationState state() {
    return state;
  }

  int asked() {
    return claim.quantity();
  }

  /** Units that it was ever given to hold; 0 for an entry that waits or waited in vain. */
  int granted() {
    return granted;
  }

  long heldSinceMs() {
    return heldSinceMs;
  }

  /** Empty where it never held anything. */
  OptionalLong deadlineMs() {
    return deadlineMs;
  }

  /** Of two deadlines at the same time, the one given earlier has the smaller number. */
  long deadlineOrder() {
    return deadlineOrder;
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

  Code reason() {
    return reason;
  }

  long endedAtMs() {
    return endedAtMs;
  }

  boolean forgotten() {
    return forgotten;
  }

  boolean isWaiting() {
    return state == ReservationState.WAITLISTED;
  }

  boolean isHold() {
    return state == ReservationState.HELD || state == ReservationState.PAYING;
  }

  boolean isLive() {
    return isWaiting() || isHold();
  }

  boolean isPurchased() {
    return state == ReservationState.CONFIRMED || state == ReservationState.CANCELLED;
  }

  boolean isEnded() {
    return state == ReservationState.RELEASED || state == ReservationState.EXPIRED;
  }

  /** Engine time at which a hold lapses: the later of its deadline and its sale's grace. */
  long dueMs() {
    return Math.max(deadlineMs.orElseThrow(), sale().graceUntilMs());
  }

  boolean hasLapsed(final long nowMs) {
    return isHold() && dueMs() <= nowMs;
  }

  /** What settling would make of it shows, also while it is not settled. */
  ReservationState stateAt(final long nowMs) {
    if (hasLapsed(nowMs)) {
      return ReservationState.EXPIRED;
    }
    return waitsInVain() ? ReservationState.RELEASED : state;
  }

  /** An entry that waits in a CLOSED sale. */
  boolean waitsInVain() {
    return isWaiting() && sale().isClosed();
  }

  /** The deadline of what is a hold now, else empty. */
  OptionalLong deadlineAt(final long nowMs) {
    return isHold() && !hasLapsed(nowMs) ? deadlineMs : OptionalLong.empty();
  }

  void await() {
    state = ReservationState.WAITLISTED;
  }

  void hold(final int units, final long nowMs) {
    state = ReservationState.HELD;
    granted = units;
    heldSinceMs = nowMs;
  }

  void pay() {
    state = ReservationState.PAYING;
  }

  void deadline(final long nextDeadlineMs, final long order) {
    deadlineMs = OptionalLong.of(nextDeadlineMs);
    deadlineOrder = order;
  }

  void confirm(final int units, final boolean afterDeadline) {
    state = ReservationState.CONFIRMED;
    confirmed = units;
    late = afterDeadline;
  }

  void end(final ReservationState ending, final Code why, final long nowMs) {
    state = ending;
    reason = why;
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

  ReservationView view(final long nowMs) {
    return new ReservationView(
        id(),
        Optional.ofNullable(basket).map(Basket::id),
        sale().id(),
        line.item(),
        buyer(),
        group(),
        tier(),
        stateAt(nowMs),
        asked(),
        granted,
        confirmed,
        cancelled,
        late,
        deadlineMs,
        sequence,
        waitsInVain() ? Code.SALE_CLOSED : reason);
  }

  @Override
  public String toString() {
    return "reservation " + id() + ", " + state;
  }
}
