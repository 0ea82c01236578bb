package io.holdfast.engine;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;

/**
 * The life of a reservation: the only writer of its state, and with it of the line's quantities,
 * the deadline, what counts for limits and sessions, and the memory it belongs to. Callers have
 * checked that the step is allowed; nothing here can fail. Units that come free go to the line's
 * waitlist before anything else happens.
 *
 * <pre>
 *  (new) -> WAITLISTED ----> RELEASED -> REFUND_DUE
 *     |         |              ^
 *     +---------+-> HELD ------+
 *                    |  \      |
 *                    |   +-> PAYING
 *                    |         |
 *                    +---------+-> CONFIRMED -> CANCELLED
 *                    |         |      ^
 *                    |         |      | late
 *                    +---------+-> EXPIRED --> REFUND_DUE
 * </pre>
 */
final class Holds {
  /** Mark of a purchase that was confirmed after its deadline. */
  static final int LATE = 1;

  /** Where the flags of the Reserve stand in the marks. */
  static final int FLAGS_SHIFT = 1;

  static final int FLAGS_MASK = 3;

  /** Where the reason stands in the marks for which a waiting entry ended. */
  private static final int REASON_SHIFT = 3;

  private static final Code[] REASONS = {
    Code.ACCEPTED,
    Code.SALE_CLOSED,
    Code.LIMIT_BUYER,
    Code.LIMIT_BUYER_LINE,
    Code.LIMIT_GROUP,
    Code.LIMIT_GROUP_LINE
  };

  private static final ReservationState[] STATES = statesByNumber();

  private final EngineState engine;
  private final Records records;

  /** Order in which deadlines were given; the next one. */
  private long nextOrder = 1;

  Holds(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
  }

  /**
   * A new reservation that has no state yet: {@link #describe} and {@link #grant} or {@link
   * #enqueue} follow.
   */
  int create(final long hi, final long lo, final Line line, final long buyer, final long group) {
    final int record = engine.store.addReservation(hi, lo, engine.sequence, line.sale);
    records.halves(record, Store.PLACE, line.ordinal, 0);
    records.word(record, Store.BUYER, buyer);
    records.word(record, Store.GROUP, group);
    line.sale.reservations++;
    changeLive(line.sale, 1);
    engine.live.add(record, line, buyer);
    return record;
  }

  /**
   * What the command said of a new reservation.
   *
   * @param asked units, or the index in the basket
   */
  void describe(final int record, final int asked, final int flags, final int tier) {
    records.describe(record, asked, flags << FLAGS_SHIFT, tier);
  }

  /** Units are held from now on. */
  void grant(final int record, final Line line, final int units) {
    final long buyer = buyer(record);
    records.halves(record, Store.PLACE, line.ordinal, units);
    records.word(record, Store.HELD_SINCE, engine.timeMs);
    moveTo(record, ReservationState.HELD);
    setDeadline(record, line, engine.timeMs + line.sale.policy().holdMs(), false);
    engine.limits.count(line, buyer, group(record), units);
    line.hold(units);
    engine.backlog.review(line);
    engine.events.hold(EventKind.HELD, record, line, units);
    engine.rooms.holdBegan(line.sale, buyer);
  }

  /** The reservation waits for units to come free. */
  void enqueue(final int record, final Line line) {
    moveTo(record, ReservationState.WAITLISTED);
    line.waitlist.append(record);
    line.sale.waiting++;
    line.waitlistChanged();
    engine.events.reservation(EventKind.WAITLISTED, record, line, asked(record));
  }

  /** A waiting entry is granted units. */
  void grantWaiting(final int record, final Line line, final int units) {
    leaveWaitlist(record, line);
    grant(record, line, units);
  }

  /** A waiting entry ends without units; the reason is ACCEPTED where that was asked for. */
  void endWait(final int record, final Code reason) {
    final Line line = engine.lineOf(record);
    leaveWaitlist(record, line);
    moveTo(record, ReservationState.RELEASED);
    records.marks(record, records.marks(record) | numberOf(reason) << REASON_SHIFT);
    line.waitlistChanged();
    engine.backlog.review(line);
    engine.events.waitEnded(record, line, reason);
    leaveLive(record, line);
    forgetLater(record, line);
  }

  /** Payment begins: the hold gets the payment's time, if that ends later than its own. */
  void beginPayment(final int record) {
    final Line line = engine.lineOf(record);
    line.holds.remove(record);
    moveTo(record, ReservationState.PAYING);
    final long wishMs = engine.timeMs + line.sale.policy().paymentMs();
    giveDeadline(record, line, Math.max(records.word(record, Store.DEADLINE), wishMs), true);
    engine.events.hold(EventKind.PAYING, record, line, granted(record));
  }

  void extend(final int record, final long deadlineMs) {
    final Line line = engine.lineOf(record);
    line.holds.remove(record);
    giveDeadline(record, line, deadlineMs, false);
    engine.events.hold(EventKind.EXTENDED, record, line, granted(record));
  }

  private void giveDeadline(
      final int record, final Line line, final long deadlineMs, final boolean payment) {
    setDeadline(record, line, deadlineMs, payment);
    engine.digest.fold(line.item);
    engine.digest.fold(deadlineMs);
  }

  void confirm(final int record, final int units) {
    final Line line = engine.lineOf(record);
    final int granted = granted(record);
    leaveQueue(record, line);
    purchased(record, units);
    engine.limits.count(line, buyer(record), group(record), units - granted);
    line.sell(granted, units);
    engine.events.reservation(EventKind.CONFIRMED, record, line, units);
    leaveLive(record, line);
    engine.rooms.holdEnded(line.sale, buyer(record), true);
    if (granted > units) {
      engine.matching.serve(line);
    }
  }

  void confirmLate(final int record, final int units) {
    final Line line = engine.lineOf(record);
    revive(record, line);
    purchased(record, units);
    records.marks(record, records.marks(record) | LATE);
    engine.limits.count(line, buyer(record), group(record), units);
    line.sellLate(units);
    engine.backlog.review(line);
    engine.events.reservation(EventKind.CONFIRMED, record, line, units);
    engine.rooms.boughtLate(line.sale, buyer(record));
  }

  void refund(final int record) {
    final Line line = engine.lineOf(record);
    revive(record, line);
    moveTo(record, ReservationState.REFUND_DUE);
    engine.events.reservation(EventKind.REFUND_DUE, record, line, 0);
  }

  void release(final int record) {
    end(record, ReservationState.RELEASED, EventKind.RELEASED);
  }

  /** A lapsed hold expires. */
  void expire(final int record) {
    engine.spend();
    end(record, ReservationState.EXPIRED, EventKind.EXPIRED);
  }

  private void end(final int record, final ReservationState state, final EventKind kind) {
    final Line line = engine.lineOf(record);
    final int units = granted(record);
    final long buyer = buyer(record);
    leaveQueue(record, line);
    moveTo(record, state);
    engine.limits.count(line, buyer, group(record), -units);
    line.free(units);
    engine.events.reservation(kind, record, line, units);
    leaveLive(record, line);
    forgetLater(record, line);
    engine.rooms.holdEnded(line.sale, buyer, false);
    engine.matching.serve(line);
  }

  void cancel(final int record, final int units) {
    final Line line = engine.lineOf(record);
    final int cancelled = cancelled(record) + units;
    records.high(record, Store.AMOUNTS, cancelled);
    if (cancelled == confirmed(record)) {
      moveTo(record, ReservationState.CANCELLED);
    }
    engine.limits.count(line, buyer(record), group(record), -units);
    line.takeBack(units);
    engine.events.reservation(EventKind.CANCELLED, record, line, units);
    engine.matching.serve(line);
  }

  ReservationState state(final int record) {
    return STATES[records.state(record)];
  }

  int granted(final int record) {
    return records.high(record, Store.PLACE);
  }

  /** Units asked for: of a line of a basket those that were granted. */
  int asked(final int record) {
    return records.low(record, Store.BASKET) == Records.NULL
        ? records.asked(record)
        : granted(record);
  }

  /** Flags of the Reserve. */
  int flags(final int record) {
    return records.marks(record) >>> FLAGS_SHIFT & FLAGS_MASK;
  }

  /** Why a waiting entry ended; ACCEPTED for all others. */
  Code reason(final int record) {
    return REASONS[records.marks(record) >>> REASON_SHIFT];
  }

  /** Why a waiting entry ended, or will as soon as it is settled. */
  Code visibleReason(final int record) {
    return state(record) != visibleState(record) && state(record) == ReservationState.WAITLISTED
        ? Code.SALE_CLOSED
        : reason(record);
  }

  /** Units confirmed; 0 before a purchase. */
  int confirmed(final int record) {
    return isPurchase(record) ? records.low(record, Store.AMOUNTS) : 0;
  }

  /** Units of a purchase cancelled so far. */
  int cancelled(final int record) {
    return isPurchase(record) ? records.high(record, Store.AMOUNTS) : 0;
  }

  boolean isPurchase(final int record) {
    final ReservationState state = state(record);
    return state == ReservationState.CONFIRMED || state == ReservationState.CANCELLED;
  }

  boolean isHold(final int record) {
    return isHold(records, record);
  }

  static boolean isHold(final Records records, final int record) {
    final int state = records.state(record);
    return state == ReservationState.HELD.value() || state == ReservationState.PAYING.value();
  }

  boolean isLate(final int record) {
    return isLate(records, record);
  }

  static boolean isLate(final Records records, final int record) {
    return (records.marks(record) & LATE) != 0;
  }

  /** Whether a hold's time is over, whether it was settled or not. */
  boolean hasLapsed(final int record, final Line line) {
    return isHold(record)
        && Math.max(records.word(record, Store.DEADLINE), line.sale.graceUntilMs) <= engine.timeMs;
  }

  /** Whether everybody sees it in another state than it is in, and a step has to follow. */
  boolean needsSettling(final int record, final Line line) {
    return hasLapsed(record, line)
        || (line.sale.isClosed() && records.state(record) == ReservationState.WAITLISTED.value());
  }

  /** State as everybody sees it: a lapsed hold is EXPIRED, also before it is settled. */
  ReservationState visibleState(final int record) {
    final Line line = engine.lineOf(record);
    if (hasLapsed(record, line)) {
      return ReservationState.EXPIRED;
    }
    final ReservationState state = state(record);
    return state == ReservationState.WAITLISTED && line.sale.isClosed()
        ? ReservationState.RELEASED
        : state;
  }

  /** The deadline of a hold that has not lapsed, else {@link Verdict#NONE}. */
  long deadlineMs(final int record) {
    return isHold(record) && !hasLapsed(record, engine.lineOf(record))
        ? records.word(record, Store.DEADLINE)
        : Verdict.NONE;
  }

  /** Order that the next deadline gets. */
  long nextOrder() {
    return nextOrder;
  }

  /** Goes on from what a loaded state says. */
  void restoreNextOrder(final long order) {
    nextOrder = order;
  }

  private void setDeadline(
      final int record, final Line line, final long deadlineMs, final boolean payment) {
    records.word(record, Store.DEADLINE, deadlineMs);
    records.word(record, Store.ORDER, nextOrder++);
    line.holds.add(record, deadlineMs, payment);
    engine.dues.update(line);
  }

  private void leaveQueue(final int record, final Line line) {
    line.holds.remove(record);
    engine.dues.update(line);
  }

  private void leaveWaitlist(final int record, final Line line) {
    line.waitlist.remove(record);
    line.sale.waiting--;
  }

  private void leaveLive(final int record, final Line line) {
    engine.live.remove(record, line);
    changeLive(line.sale, -1);
  }

  private void changeLive(final Sale sale, final int more) {
    sale.live += more;
    if (sale.live == 0 && sale.isClosed()) {
      engine.sales.findNextTurn();
    }
  }

  private void forgetLater(final int record, final Line line) {
    line.sale.reservations--;
    engine.store.ended(record, engine.timeMs);
  }

  private void revive(final int record, final Line line) {
    line.sale.reservations++;
    engine.store.revived(record);
  }

  private void purchased(final int record, final int units) {
    records.word(record, Store.AMOUNTS, units);
    moveTo(record, ReservationState.CONFIRMED);
  }

  private long buyer(final int record) {
    return records.word(record, Store.BUYER);
  }

  private long group(final int record) {
    return records.word(record, Store.GROUP);
  }

  private void moveTo(final int record, final ReservationState state) {
    records.moveTo(record, state.value());
  }

  private static int numberOf(final Code reason) {
    for (int i = 0; i < REASONS.length; i++) {
      if (REASONS[i] == reason) {
        return i;
      }
    }
    throw new IllegalStateException("no waiting entry ends because of " + reason);
  }

  private static ReservationState[] statesByNumber() {
    final ReservationState[] states = new ReservationState[ReservationState.CANCELLED.value() + 1];
    for (int i = 0; i < states.length; i++) {
      states[i] = ReservationState.get((short) i);
    }
    return states;
  }
}
