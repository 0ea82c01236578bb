package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.UuidDecoder;

/** Confirm and Release of a whole basket, all or none. */
final class BasketResolutionHandler {
  private static final int NONE = -1;

  private final EngineState engine;
  private final Records records;
  private final Holds holds;

  private final int[] toRelease = new int[Framing.MAX_BASKET_LINES];
  private int lines;
  private int held;
  private int expired;
  private int released;
  private int refundDue;
  private int firstOtherQuantity;
  private int firstNotHeld;

  BasketResolutionHandler(final EngineState engine) {
    this.engine = engine;
    this.records = engine.records;
    this.holds = engine.holds;
  }

  void confirm(final UuidDecoder id) {
    final int basket = find(id);
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
      confirmEnded(basket);
    } else if (firstNotHeld == NONE) {
      confirmHeld(basket);
    } else {
      verdict.rejectLine(codeOfEnded(memberAt(basket, firstNotHeld)), firstNotHeld);
    }
    verdict.state = holds.state(firstMember(basket));
  }

  void release(final UuidDecoder id) {
    final int basket = find(id);
    if (basket == Records.NULL) {
      return;
    }
    final Verdict verdict = engine.verdict;
    if (!refuseRelease(basket)) {
      releaseHeld(basket);
    }
    final int first = records.low(basket, Store.BASKET);
    verdict.state =
        records.high(first, Store.BUCKET) == 0 ? holds.state(first) : ReservationState.NONE;
  }

  /** The basket, or NULL with the verdict saying why. */
  private int find(final UuidDecoder id) {
    if (id.hi() == 0 && id.lo() == 0) {
      engine.verdict.reject(Code.INVALID_ID);
      return Records.NULL;
    }
    final int basket = engine.store.findWholeBasket(id.hi(), id.lo(), engine.timeMs);
    if (basket == Records.NULL) {
      engine.verdict.reject(Code.UNKNOWN_BASKET);
    }
    return basket;
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
      case HELD -> held++;
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
      if (holds.state(m) == ReservationState.HELD) {
        engine.verdict.granted += holds.granted(m);
        holds.confirm(m, holds.granted(m));
      }
    }
  }

  private void confirmEnded(final int basket) {
    final Verdict verdict = engine.verdict;
    if (engine.store.reservations() + expired + released > engine.config.maxReservations()) {
      verdict.reject(Code.CEILING_RESERVATIONS);
      return;
    }
    final boolean retake = released + refundDue == 0 && canRetake(basket);
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      if (engine.store.isEnded(m)) {
        resolveEnded(m, retake);
      }
    }
    if (retake) {
      verdict.late = true;
    } else {
      verdict.reject(Code.REFUND_DUE);
    }
  }

  private void resolveEnded(final int member, final boolean retake) {
    if (retake) {
      engine.verdict.granted += holds.granted(member);
      holds.confirmLate(member, holds.granted(member));
    } else {
      holds.refund(member);
    }
  }

  private boolean canRetake(final int basket) {
    if (engine.lineOf(firstMember(basket)).sale.isClosed()) {
      return false;
    }
    boolean enough = true;
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      if (engine.store.isEnded(m)) {
        final Line line = engine.lineOf(m);
        line.asked += holds.granted(m);
        enough &= line.asked <= line.available();
      }
    }
    for (int m = firstMember(basket); m != Records.NULL; m = nextMember(m)) {
      engine.lineOf(m).asked = 0;
    }
    return enough;
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
      if (holds.state(m) == ReservationState.HELD) {
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
