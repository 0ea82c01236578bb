package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.beginPaymentBasket;
import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.extend;
import static io.holdfast.engine.rules.Commands.operatorCancel;
import static io.holdfast.engine.rules.Commands.operatorRelease;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.releaseBasket;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.MAX_HOLD_MS;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Commands about what was reserved, with everything wrong at once. Row by row the first check that
 * fails gives the code, and what it found is mended before the next row.
 */
final class ResolvePrecedenceTest {
  private static final long MISSING = 404;

  @Test
  void ofBeginPaymentAndRelease() {
    final Shop shop = Shop.open(1);
    shop.expect(Code.INVALID_ID, beginPayment(0)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, beginPayment(MISSING)).nothingElse();
    shop.expect(Code.INVALID_ID, release(0)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, release(MISSING)).nothingElse();
  }

  /** A basket that was rejected is no basket, and a basket is no reservation. */
  @Test
  void ofBasketCommands() {
    final Shop shop = Shop.open(1);
    shop.expect(Code.SOLD_OUT, basket(1).line(1, ITEM, 2));
    shop.accept(basket(2).line(2, ITEM, 1));
    shop.accept(reserve(3).item(OTHER_ITEM));
    shop.expect(Code.INVALID_ID, beginPaymentBasket(0)).nothingElse();
    shop.expect(Code.INVALID_ID, confirmBasket(0)).nothingElse();
    shop.expect(Code.INVALID_ID, releaseBasket(0)).nothingElse();
    for (final long unknown : new long[] {1, MISSING}) {
      shop.expect(Code.UNKNOWN_BASKET, beginPaymentBasket(unknown)).nothingElse();
      shop.expect(Code.UNKNOWN_BASKET, confirmBasket(unknown)).nothingElse();
      shop.expect(Code.UNKNOWN_BASKET, releaseBasket(unknown)).nothingElse();
    }
    shop.expect(Code.UNKNOWN_RESERVATION, confirm(1)).nothingElse();
    shop.expect(Code.UNKNOWN_BASKET, to -> to.confirmBasket(1).underId(1, 3)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, to -> to.confirm(1, 1).underId(2, 2)).nothingElse();
  }

  @Test
  void ofExtend() {
    final Shop shop = Shop.open(3);
    final long heldAtMs = shop.now();
    final long deadlineMs = heldAtMs + HOLD_MS;
    final long farMs = Long.MAX_VALUE;
    shop.accept(reserve(1).units(2));
    shop.accept(reserve(2));
    shop.accept(beginPayment(2));
    shop.accept(reserve(3).orWait());
    shop.pause();
    shop.expect(Code.INVALID_ID, extend(0, 0)).nothingElse();
    shop.expect(Code.INVALID_DEADLINE, extend(MISSING, 0)).nothingElse();
    shop.expect(Code.INVALID_DEADLINE, extend(MISSING, -1)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, extend(MISSING, farMs)).nothingElse();
    shop.expect(Code.STILL_WAITING, extend(3, farMs)).state(ReservationState.WAITLISTED);
    shop.expect(Code.NOT_OFFERED, extend(2, farMs)).state(ReservationState.PAYING).granted(0);
    shop.expect(Code.SALE_PAUSED, extend(1, farMs))
        .state(ReservationState.HELD)
        .available(0)
        .granted(0)
        .deadline(Verdict.NONE);
    shop.resume();
    shop.update(policy -> policy.maxHoldMs = HOLD_MS - 1);
    shop.expect(Code.ACCEPTED, extend(1, deadlineMs)).repeated().granted(2).deadline(deadlineMs);
    shop.expect(Code.ACCEPTED, extend(1, 1)).repeated().granted(2).deadline(deadlineMs);
    shop.expect(Code.EXCEEDS_MAX_HOLD, extend(1, deadlineMs + 1)).granted(2).deadline(deadlineMs);
    shop.update(policy -> policy.maxHoldMs = MAX_HOLD_MS);
    final long latestMs = heldAtMs + MAX_HOLD_MS;
    shop.expect(Code.EXCEEDS_MAX_HOLD, extend(1, latestMs + 1))
        .granted(2)
        .deadline(deadlineMs)
        .state(ReservationState.HELD)
        .available(0);
    shop.accept(extend(1, latestMs)).granted(2).deadline(latestMs).state(ReservationState.HELD);
    shop.close();
    shop.expect(Code.SALE_CLOSED, extend(1, 1)).state(ReservationState.HELD).granted(0);
    shop.accept(release(1));
    shop.expect(Code.HOLD_RELEASED, extend(1, 1)).state(ReservationState.RELEASED);
  }

  /** For who waited the time counts from the units, not from the Reserve. */
  @Test
  void ofExtendForWhoWaited() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).orWait());
    shop.test.passMs(HOLD_MS - 1);
    shop.accept(release(1));
    final long latestMs = shop.now() + MAX_HOLD_MS;
    shop.expect(Code.EXCEEDS_MAX_HOLD, extend(2, latestMs + 1)).deadline(shop.now() + HOLD_MS);
    shop.accept(extend(2, latestMs)).deadline(latestMs);
  }

  @Test
  void ofConfirm() {
    final Shop shop = Shop.open(2);
    shop.accept(reserve(1));
    shop.accept(reserve(2));
    shop.accept(confirm(2));
    shop.accept(reserve(3).orWait());
    shop.expect(Code.INVALID_ID, confirm(0, 0)).nothingElse();
    shop.expect(Code.INVALID_QUANTITY, confirm(MISSING, 0)).nothingElse();
    shop.expect(Code.INVALID_QUANTITY, confirm(MISSING, -1)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, confirm(MISSING, 9)).nothingElse();
    shop.expect(Code.STILL_WAITING, confirm(3, 9)).state(ReservationState.WAITLISTED);
    shop.expect(Code.EXCEEDS_HOLD, confirm(1, 9)).state(ReservationState.HELD);
    shop.expect(Code.CONFIRMED_OTHER_QUANTITY, confirm(2, 9)).state(ReservationState.CONFIRMED);
  }

  /** Ended, the node full, the units gone, the sale open or closed. */
  @ParameterizedTest
  @ValueSource(strings = {"EXPIRED", "RELEASED", "EXPIRED CLOSED", "RELEASED CLOSED"})
  void ofConfirmOfWhatHasEnded(final String ended) {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = 2;
    final Shop shop = Shop.open(ceilings, 2, policy -> {});
    shop.accept(reserve(1));
    if (ended.startsWith("EXPIRED")) {
      shop.pass(HOLD_MS);
    } else {
      shop.accept(release(1));
    }
    shop.accept(reserve(2).units(2));
    shop.accept(reserve(3).item(OTHER_ITEM));
    if (ended.endsWith("CLOSED")) {
      shop.close();
    }
    final ReservationState state = shop.test.state(1);
    shop.expect(Code.EXCEEDS_HOLD, confirm(1, 2)).state(state);
    shop.expect(Code.CEILING_RESERVATIONS, confirm(1)).state(state).available(0);
    shop.accept(release(3));
    shop.expect(Code.REFUND_DUE, confirm(1)).state(ReservationState.REFUND_DUE).repeated(false);
  }

  @Test
  void ofConfirmBasket() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = 4;
    final Shop shop = Shop.open(ceilings, 9, policy -> {});
    final Basket first = basket(1).line(1, ITEM, 1).line(2, ITEM, 2).line(3, ITEM, 1);
    shop.accept(first);
    shop.accept(release(1));
    shop.accept(confirm(2, 1));
    shop.expect(Code.CONFIRMED_OTHER_QUANTITY, confirmBasket(1)).line(1).granted(0);
    shop.accept(basket(2).line(4, ITEM, 1).line(5, ITEM, 1));
    shop.accept(release(4));
    shop.expect(Code.HOLD_RELEASED, confirmBasket(2)).line(0);
    shop.expect(Code.REFUND_DUE, confirm(4));
    shop.expect(Code.REFUND_DUE, confirmBasket(2)).line(0).repeated(false);
  }

  /** Two lines have ended, and there is room for one purchase only. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofConfirmBasketOfWhatHasEnded(final boolean released) {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = 2;
    final Shop shop = Shop.open(ceilings, 2, policy -> {});
    shop.accept(basket(1).line(1, ITEM, 1).line(2, ITEM, 1));
    if (released) {
      shop.accept(releaseBasket(1));
    } else {
      shop.pass(HOLD_MS);
    }
    shop.accept(reserve(3).units(2));
    shop.expect(Code.CEILING_RESERVATIONS, confirmBasket(1)).line(Verdict.NO_LINE);
    shop.accept(release(3));
    if (released) {
      shop.expect(Code.REFUND_DUE, confirmBasket(1)).state(ReservationState.REFUND_DUE);
    } else {
      shop.accept(confirmBasket(1)).late(true).granted(2);
    }
  }

  @Test
  void ofABasketOfWhichALineIsForgotten() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxEndedHolds = 1;
    final Shop shop = Shop.open(ceilings, 9, policy -> {});
    shop.accept(basket(1).line(1, ITEM, 1).line(2, ITEM, 1));
    shop.accept(release(1));
    shop.accept(reserve(3));
    shop.accept(release(3));
    shop.expect(Code.UNKNOWN_RESERVATION, confirm(1));
    shop.expect(Code.UNKNOWN_BASKET, confirmBasket(1)).state(ReservationState.NONE);
    shop.expect(Code.UNKNOWN_BASKET, beginPaymentBasket(1)).state(ReservationState.NONE);
    shop.expect(Code.UNKNOWN_BASKET, releaseBasket(1)).state(ReservationState.NONE);
    shop.accept(confirm(2));
  }

  /** The buyer's Cancel and the operator's are checked alike. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofCancelAndOperatorCancel(final boolean byOperator) {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxCommandIds = 12;
    final Shop shop = Shop.open(ceilings, 9, policy -> {});
    shop.createForgettable(2);
    shop.accept(reserve(1).units(2));
    shop.accept(reserve(2).units(2));
    shop.accept(confirm(2));
    shop.accept(cancelOf(byOperator, 90, 2, 1));
    shop.fillCommandIds(OTHER_ITEM);
    shop.expect(Code.INVALID_ID, cancelOf(byOperator, 0, MISSING, 0)).nothingElse();
    shop.expect(Code.INVALID_ID, cancelOf(byOperator, 90, 0, 0)).nothingElse();
    shop.expect(Code.ID_DIFFERS_RESERVATION, cancelOf(byOperator, 90, MISSING, 0)).nothingElse();
    shop.expect(Code.INVALID_QUANTITY, cancelOf(byOperator, 1, MISSING, 0)).nothingElse();
    shop.expect(Code.INVALID_QUANTITY, cancelOf(byOperator, 1, MISSING, -1)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, cancelOf(byOperator, 1, MISSING, 9)).nothingElse();
    shop.expect(Code.NOT_CONFIRMED, cancelOf(byOperator, 1, 1, 9)).available(6);
    shop.expect(Code.EXCEEDS_PURCHASE, cancelOf(byOperator, 1, 2, 2))
        .state(ReservationState.CONFIRMED)
        .available(6);
    shop.expect(Code.EXCEEDS_PURCHASE, cancelOf(byOperator, 1, 2, 2)).repeated();
    shop.expect(Code.CEILING_COMMAND_IDS, cancelOf(byOperator, 2, 2, 1)).available(6);
    shop.pass(1);
    shop.accept(cancelOf(byOperator, 2, 2, 1)).granted(1).available(7);
  }

  private static Command cancelOf(
      final boolean byOperator, final long id, final long reservation, final int quantity) {
    return byOperator
        ? operatorCancel(id, reservation, quantity)
        : cancel(id, reservation, quantity);
  }

  @Test
  void ofOperatorRelease() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxCommandIds = 12;
    final Shop shop = Shop.open(ceilings, 9, policy -> {});
    shop.createForgettable(2);
    shop.accept(reserve(1));
    shop.accept(confirm(1));
    shop.accept(reserve(2).units(2));
    shop.accept(reserve(3));
    shop.accept(operatorRelease(90, 3)).granted(1);
    shop.fillCommandIds(OTHER_ITEM);
    shop.expect(Code.INVALID_ID, operatorRelease(0, MISSING)).nothingElse();
    shop.expect(Code.INVALID_ID, operatorRelease(90, 0)).nothingElse();
    shop.expect(Code.ID_DIFFERS_RESERVATION, operatorRelease(90, MISSING)).nothingElse();
    shop.expect(Code.UNKNOWN_RESERVATION, operatorRelease(1, MISSING)).nothingElse();
    shop.expect(Code.ALREADY_CONFIRMED, operatorRelease(1, 1)).state(ReservationState.CONFIRMED);
    shop.expect(Code.HOLD_RELEASED, operatorRelease(2, 3)).state(ReservationState.RELEASED);
    shop.expect(Code.CEILING_COMMAND_IDS, operatorRelease(3, 2)).state(ReservationState.HELD);
    shop.pass(1);
    shop.accept(operatorRelease(3, 2)).granted(2).state(ReservationState.RELEASED);
  }
}
