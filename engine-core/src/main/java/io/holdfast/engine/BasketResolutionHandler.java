package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.UuidDecoder;

/** BeginPayment, Confirm and Release of a whole basket, all or none. */
final class BasketResolutionHandler {
  private static final int NONE = -1;

  private final EngineState engine;
  private final Records records;
  private final Holds holds;
  private final Lookup lookup;
  private final LatePayment late;

  private final int[] toRelease = new int[Framing.MAX_BASKET_LINES];
  private int lines;
  private int held;
  private int expired;
  private int released;
  private int refundDue;
  private int firstOtherQuantity;
  private int firstNotHeld;

  BasketResolutionHandler(final EngineState engine, final Lookup lookup) {
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
    this.lookup = lookup;
    this.late = new LatePayment(engine);
  }

  void confirm(final UuidDecoder id) {
    final long hi = id.hi();
    final long lo = id.lo();
    final int basket = lookup.basket(hi, lo);
    if (basket == Records.NULL) {
      return;
    }
    look(basket);
    final Verdict verdict = engine.verdict;
    if (firstOtherQuantity != NONE) {
      verdict.rejectLine(Code.CONFIRMED_OTHER_QUANTITY, firstOtherQuantity);
    } else if (held + expired + released + refundDue == 0) {
      repeatConfirmed(basket);
    } else if (refundDue == lines) {
      verdict.reject(Code.REFUND_DUE);
      verdict.repeated = true;
    } else if (held == 0) {
      confirmEnded(basket, hi, lo);
    } else if (firstNotHeld == NONE) {
      confirmHeld(basket);
    } else {
      verdict.rejectLine(codeOfEnded(memberAt(basket, firstNotHeld)), firstNotHeld);
    }
    if (verdict.code != Code.UNKNOWN_BASKET) {
      verdict.state = lookup.stateOfFirstLine(hi, lo);
    }
  }

  void release(final UuidDecoder id) {
    final long hi = id.hi();
    final long lo = id.lo();
    final int basket = lookup.basket(hi, lo);
    if (basket == Records.NULL) {
      return;
    }
    if (!refuseRelease(basket)) {
      releaseHeld(basket);
    }
    engine.verdict.state = lookup.stateOfFirstLine(hi, lo);
  }

  void beginPayment(final UuidDecoder id) {
    final long hi = id.hi();
    final long lo = id.lo();
    final int basket = lookup.basket(hi, lo);
    if (basket == Records.NULL) {
      return;
    }
    if (!refusePayment(basket)) {
      payHeld(basket);
    }
    engine.verdict.state = lookup.stateOfFirstLine(hi, lo);
  }

  private boolean refusePayment(final int basket) {
    int index = 0;
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      final Code refusal = PaymentHandler.refusalToPay(holds.state(m));
      if (refusal != Code.ACCEPTED) {
        engine.verdict.rejectLine(refusal, index);
        return true;
      }
      index++;
    }
    return false;
  }

  private void payHeld(final int basket) {
    final Verdict verdict = engine.verdict;
    verdict.repeated = true;
    verdict.deadlineMs = Long.MAX_VALUE;
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      if (holds.state(m) == ReservationState.HELD) {
        holds.beginPayment(m);
        verdict.repeated = false;
      }
      verdict.granted += holds.granted(m);
      verdict.deadlineMs = Math.min(verdict.deadlineMs, records.word(m, Store.DEADLINE));
    }
  }

  /** Counts the lines by state. */
  private void look(final int basket) {
    lines = 0;
    held = 0;
    expired = 0;
    released = 0;
    refundDue = 0;
    firstOtherQuantity = NONE;
    firstNotHeld = NONE;
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      count(m);
      lines++;
    }
  }

  private void count(final int member) {
    switch (holds.state(member)) {
      case HELD, PAYING -> held++;
      case EXPIRED -> expired += notHeld();
      case RELEASED -> released += notHeld();
      case REFUND_DUE -> refundDue += notHeld();
      default -> {
        if (firstOtherQuantity == NONE && holds.confirmed(member) != holds.granted(member)) {
          firstOtherQuantity = lines;
        }
      }
    }
  }

  private int notHeld() {
    if (firstNotHeld == NONE) {
      firstNotHeld = lines;
    }
    return 1;
  }

  private void repeatConfirmed(final int basket) {
    final Verdict verdict = engine.verdict;
    verdict.repeated = true;
    verdict.late = holds.isLate(firstMember(basket));
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      verdict.granted += holds.confirmed(m);
    }
  }

  private void confirmHeld(final int basket) {
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      if (holds.isHold(m)) {
        engine.verdict.granted += holds.granted(m);
        holds.confirm(m, holds.granted(m));
      }
    }
  }

  private void confirmEnded(final int found, final long hi, final long lo) {
    final Verdict verdict = engine.verdict;
    if (engine.store.reservations() + expired + released > engine.config.maxReservations()) {
      verdict.reject(Code.CEILING_RESERVATIONS);
      return;
    }
    int basket = found;
    boolean retake = false;
    if (released + refundDue == 0 && !engine.lineOf(firstMember(found)).sale.isClosed()) {
      final Code code = late.checkBasket(found);
      basket = lookup.basketAgain(hi, lo);
      if (basket == Records.NULL) {
        return;
      }
      if (code == Code.SETTLING) {
        verdict.rejectLine(code, late.lineAtFault());
        return;
      }
      retake = code == Code.ACCEPTED;
    }
    resolveEnded(basket, retake);
  }

  private void resolveEnded(final int basket, final boolean retake) {
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      if (engine.store.isEnded(m)) {
        resolveEndedLine(m, retake);
      }
    }
    if (retake) {
      engine.verdict.late = true;
    } else {
      engine.verdict.reject(Code.REFUND_DUE);
    }
  }

  private void resolveEndedLine(final int member, final boolean retake) {
    if (retake) {
      engine.verdict.granted += holds.granted(member);
      holds.confirmLate(member, holds.granted(member));
    } else {
      holds.refund(member);
    }
  }

  private boolean refuseRelease(final int basket) {
    int index = 0;
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      final Code refusal = ResolutionHandler.refusalToRelease(holds.state(m));
      if (refusal != Code.ACCEPTED) {
        engine.verdict.rejectLine(refusal, index);
        return true;
      }
      index++;
    }
    return false;
  }

  /**
   * Ending a hold may forget an older one, even of this basket; so the lines to release are listed
   * first.
   */
  private void releaseHeld(final int basket) {
    final Verdict verdict = engine.verdict;
    final int total = records.low(basket, Store.AMOUNTS);
    int count = 0;
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      if (holds.isHold(m)) {
        toRelease[count++] = m;
        verdict.granted += holds.granted(m);
      }
    }
    for (int i = 0; i < count; i++) {
      holds.release(toRelease[i]);
    }
    if (count == 0) {
      verdict.repeated = true;
      verdict.granted = total;
    }
  }

  private Code codeOfEnded(final int member) {
    return switch (holds.state(member)) {
      case EXPIRED -> Code.HOLD_EXPIRED;
      case RELEASED -> Code.HOLD_RELEASED;
      case REFUND_DUE -> Code.REFUND_DUE;
      default -> throw new IllegalStateException("line in state " + holds.state(member));
    };
  }

  private int memberAt(final int basket, final int index) {
    int member = firstMember(basket);
    for (int i = 0; i < index; i++) {
      member = nextMember(member);
    }
    return member;
  }

  private int firstMember(final int basket) {
    return records.low(basket, Store.BASKET);
  }

  private int nextMember(final int member) {
    return records.high(member, Store.BASKET);
  }
}
