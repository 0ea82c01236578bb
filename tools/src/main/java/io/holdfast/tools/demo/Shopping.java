package io.holdfast.tools.demo;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;

/**
 * What buyers do once they are let in: reserve, wait for units, pay, or think better of it. Nobody
 * is lost sight of: every hold is seen to end. For the crowd's loop.
 */
final class Shopping {
  private final Habits habits;
  private final Wishes wishes;
  private final RoomTally tally;
  private final Errands errands;

  Shopping(final Habits habits, final Wishes wishes, final RoomTally tally, final Errands errands) {
    this.habits = habits;
    this.wishes = wishes;
    this.tally = tally;
    this.errands = errands;
  }

  void onReserved(final int buyer, final VerdictDecoder verdict) {
    final Code code = verdict.code();
    switch (code) {
      case ACCEPTED -> {
        if (verdict.state() == ReservationState.WAITLISTED) {
          tally.count(Deed.WAITLISTED);
          waitOn(buyer);
        } else {
          onHeld(buyer, verdict.deadlineMs());
        }
      }
      case LIMIT_BUYER -> onOverLimit(buyer);
      case SOLD_OUT -> onSoldOut(buyer);
      case NOT_ADMITTED -> tally.count(Deed.TOO_LATE);
      case SETTLING -> askAgain(buyer, Ask.RESERVE);
      default -> errands.onUnexpected("an admitted buyer was told " + code);
    }
  }

  private void onOverLimit(final int buyer) {
    if (wishes.units(buyer) <= RoomPlan.BUYER_LIMIT) {
      errands.onUnexpected("a buyer who has nothing was told LIMIT_BUYER");
      return;
    }
    tally.count(Deed.OVER_LIMIT);
    wishes.make(buyer, RoomPlan.BUYER_LIMIT, Wishes.PARTIAL);
    errands.ask(buyer, Ask.RESERVE);
  }

  private void onSoldOut(final int buyer) {
    tally.count(Deed.SOLD_OUT);
    if (habits.waitsWhenSoldOut(buyer)) {
      wishes.make(buyer, wishes.units(buyer), Wishes.WAITLIST);
      errands.ask(buyer, Ask.RESERVE);
    } else {
      errands.ask(buyer, Ask.LEAVE);
    }
  }

  /** Half of those who wait send their Reserve again, half query it: both tell the same. */
  private void waitOn(final int buyer) {
    if (errands.isSoldOut()) {
      tally.count(Deed.STILL_WAITING);
    } else {
      errands.ask(buyer, buyer % 2 == 0 ? Ask.RESERVE_AGAIN : Ask.WATCH);
    }
  }

  void onReservedAgain(final int buyer, final VerdictDecoder verdict) {
    if (verdict.code() != Code.ACCEPTED || !verdict.marks().repeated()) {
      errands.onUnexpected("a buyer who waits was told " + verdict.code());
      return;
    }
    onWaited(buyer, verdict.state(), verdict.granted(), verdict.deadlineMs());
  }

  void onWatched(final int buyer, final ReservationViewDecoder view) {
    onWaited(buyer, view.state(), view.granted(), view.deadlineMs());
  }

  private void onWaited(
      final int buyer, final ReservationState state, final int granted, final long deadlineMs) {
    switch (state) {
      case WAITLISTED -> waitOn(buyer);
      case HELD -> {
        tally.count(Deed.MATCHED);
        onHeld(buyer, deadlineMs);
      }
      case EXPIRED -> {
        tally.count(Deed.MATCHED);
        tally.count(Deed.LAPSED);
      }
      default ->
          errands.onUnexpected("a waiting entry is " + state + " with " + granted + " units");
    }
  }

  private void onHeld(final int buyer, final long deadlineMs) {
    switch (habits.of(buyer)) {
      case LETS_HOLD_LAPSE -> errands.askAfter(buyer, Ask.LAPSE, untilMs(deadlineMs));
      case RELEASES -> errands.ask(buyer, Ask.RELEASE);
      default -> errands.ask(buyer, Ask.BEGIN_PAYMENT);
    }
  }

  void onPaymentBegun(final int buyer, final VerdictDecoder verdict) {
    final Code code = verdict.code();
    if (code == Code.HOLD_EXPIRED) {
      tally.count(Deed.LAPSED);
    } else if (code != Code.ACCEPTED) {
      errands.onUnexpected("a buyer with a hold was told " + code);
    } else {
      final long waitMs = untilMs(verdict.deadlineMs());
      switch (habits.of(buyer)) {
        case LETS_PAYMENT_LAPSE -> errands.askAfter(buyer, Ask.LAPSE, waitMs);
        case PAYS_LATE -> errands.askAfter(buyer, Ask.CONFIRM_LATE, waitMs);
        default -> errands.ask(buyer, Ask.CONFIRM);
      }
    }
  }

  void onConfirmed(final int buyer, final VerdictDecoder verdict) {
    final Code code = verdict.code();
    switch (code) {
      case ACCEPTED -> {
        tally.onBought(buyer, verdict.granted());
        if (verdict.marks().late()) {
          tally.count(Deed.LAPSED);
          tally.count(Deed.BOUGHT_LATE);
        }
      }
      case REFUND_DUE -> {
        tally.count(Deed.LAPSED);
        tally.count(Deed.REFUND_DUE);
      }
      case SETTLING -> askAgain(buyer, Ask.CONFIRM);
      default -> errands.onUnexpected("a buyer who pays was told " + code);
    }
  }

  void onReleased(final int buyer, final Code code) {
    switch (code) {
      case ACCEPTED -> {
        tally.count(Deed.RELEASED);
        errands.ask(buyer, Ask.LEAVE);
      }
      case HOLD_EXPIRED -> tally.count(Deed.LAPSED);
      default -> errands.onUnexpected("a buyer who gave a hold back was told " + code);
    }
  }

  /** A forgotten hold must be seen to have lapsed once its time is over. */
  void onLapseSeen(final int buyer, final ReservationViewDecoder view) {
    switch (view.state()) {
      case EXPIRED -> tally.count(Deed.LAPSED);
      case HELD, PAYING -> errands.askAfter(buyer, Ask.LAPSE, untilMs(view.deadlineMs()));
      default -> errands.onUnexpected("a forgotten hold is " + view.state());
    }
  }

  private void askAgain(final int buyer, final Ask ask) {
    tally.count(Deed.SETTLING);
    errands.ask(buyer, ask);
  }

  private long untilMs(final long deadlineMs) {
    return Math.max(0, deadlineMs - errands.engineTimeMs());
  }
}
