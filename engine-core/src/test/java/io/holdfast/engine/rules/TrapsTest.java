package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.adjust;
import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.extend;
import static io.holdfast.engine.rules.Commands.operatorCancel;
import static io.holdfast.engine.rules.Commands.pauseSale;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.PAYMENT_MS;
import static io.holdfast.engine.rules.Shop.RETENTION_MS;
import static io.holdfast.engine.rules.Shop.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import org.junit.jupiter.api.Test;

/** Traps that systems of this kind fall into, each by its name. */
final class TrapsTest {
  @Test
  void sameItemTwiceInOneBasketCountsAsTheSum() {
    final Shop shop = Shop.open(3);
    final Basket twice = basket(1).line(1, ITEM, 2).line(2, ITEM, 2);
    shop.expect(Code.SOLD_OUT, twice).line(1).available(3).own(0);
    shop.assertLine(ITEM, 3, 0, 0);
    shop.accept(basket(2).line(3, ITEM, 2).line(4, ITEM, 1)).granted(3);
    shop.assertLine(ITEM, 0, 3, 0);
  }

  @Test
  void sameItemTwiceInOneBasketCountsAsTheSumForLimits() {
    final Shop ofLine = Shop.open(9, policy -> policy.buyerLineLimit = 3);
    final Basket twice = basket(1).line(1, ITEM, 2).line(2, OTHER_ITEM, 2).line(3, ITEM, 2);
    ofLine.expect(Code.LIMIT_BUYER_LINE, twice).line(2);
    final Shop ofSale = Shop.open(9, policy -> policy.buyerLimit = 3);
    ofSale.expect(Code.LIMIT_BUYER, twice).line(1);
    ofSale.accept(basket(2).line(4, ITEM, 2).line(5, OTHER_ITEM, 1)).granted(3);
  }

  @Test
  void sameItemTwiceInABasketPaidLateCountsAsTheSum() {
    final Shop shop = Shop.open(4);
    shop.accept(basket(1).line(1, ITEM, 2).line(2, ITEM, 2));
    shop.pass(HOLD_MS);
    shop.accept(reserve(3));
    shop.expect(Code.REFUND_DUE, confirmBasket(1));
    shop.assertLine(ITEM, 3, 1, 0);
  }

  @Test
  void theBuyersOwnHoldIsNamedWhenItBlocksAndCanBeGoneOnWith() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1).buyer(7));
    shop.expect(Code.SOLD_OUT, reserve(2).buyer(7)).own(1).available(0);
    shop.expect(Code.SOLD_OUT, reserve(3).buyer(8)).own(0);
    shop.expect(Code.SOLD_OUT, basket(1).buyer(7).line(4, OTHER_ITEM, 1).line(5, ITEM, 1))
        .line(1)
        .own(1);
    shop.accept(beginPayment(1)).granted(1);
    shop.expect(Code.SOLD_OUT, reserve(2).buyer(7)).repeated().own(1);
    shop.accept(confirm(1)).granted(1).state(ReservationState.CONFIRMED);
    shop.expect(Code.SOLD_OUT, reserve(2).buyer(7)).repeated().own(0);
  }

  @Test
  void theBuyersOwnHoldIsNamedWhenALimitBlocks() {
    final Shop shop = Shop.open(9, policy -> policy.buyerLimit = 3);
    shop.accept(reserve(1).buyer(7));
    shop.accept(reserve(2).buyer(7).units(2));
    shop.expect(Code.LIMIT_BUYER, reserve(3).buyer(7)).own(2).available(6);
    shop.expect(Code.LIMIT_BUYER, reserve(4).buyer(7).item(OTHER_ITEM)).own(0).available(9);
    shop.accept(release(2));
    shop.expect(Code.LIMIT_BUYER, reserve(3).buyer(7)).repeated().own(1);
    shop.accept(confirm(1));
    shop.accept(reserve(5).buyer(7).units(2));
  }

  @Test
  void theBuyersOwnEntryIsNamedWhenItWaitsAlready() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1).buyer(7));
    shop.accept(reserve(2).buyer(7).orWait()).state(ReservationState.WAITLISTED).granted(0);
    shop.expect(Code.ALREADY_WAITING, reserve(3).buyer(7).orWait()).own(2);
    shop.expect(Code.SOLD_OUT, reserve(4).buyer(7)).own(1);
    shop.accept(release(2));
    shop.accept(reserve(3).buyer(7).orWait()).state(ReservationState.WAITLISTED);
  }

  @Test
  void aHoldPaidLateKeepsNoPriorityOverWhoWaits() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).orWait());
    shop.pass(HOLD_MS);
    shop.assertState(2, ReservationState.HELD);
    shop.expect(Code.REFUND_DUE, confirm(1)).state(ReservationState.REFUND_DUE).late(false);
    shop.accept(confirm(2)).late(false);
  }

  @Test
  void aHoldPaidLateKeepsNoPriorityOverWhoWaitsInAPause() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.accept(reserve(2).orWait());
    shop.pause();
    shop.pass(HOLD_MS);
    shop.assertLine(ITEM, 1, 0, 0);
    shop.expect(Code.REFUND_DUE, confirm(1)).available(1);
    shop.resume();
    shop.settle();
    shop.assertState(2, ReservationState.HELD);
  }

  @Test
  void aHoldPaidLateKeepsNoPriorityOverWhoCameFirst() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.pass(HOLD_MS);
    shop.accept(reserve(2));
    shop.expect(Code.REFUND_DUE, confirm(1)).available(0);
    shop.assertState(2, ReservationState.HELD);
  }

  @Test
  void aHoldExtendedAfterExpiryKeepsNoPriority() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.pass(HOLD_MS);
    shop.expect(Code.HOLD_EXPIRED, extend(1, shop.now() + HOLD_MS))
        .state(ReservationState.EXPIRED)
        .available(1);
    shop.expect(Code.HOLD_EXPIRED, beginPayment(1));
    shop.accept(reserve(2));
  }

  @Test
  void expiryOnAnIdleEngineTakesNothingButATick() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1)).deadline(shop.now() + HOLD_MS);
    final long deadlineMs = shop.now() + HOLD_MS;
    assertThat(shop.test.engine.nextDueMs()).isEqualTo(deadlineMs);
    shop.test.passMs(HOLD_MS);
    assertThat(shop.test.tick().granted()).isEqualTo(1);
    shop.assertLine(ITEM, 1, 0, 0);
    shop.assertState(1, ReservationState.EXPIRED);
  }

  @Test
  void expiryOnAnIdleEngineIsExactToTheMillisecond() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.test.passMs(HOLD_MS - 1);
    shop.expect(Code.SOLD_OUT, reserve(2));
    shop.test.passMs(1);
    shop.accept(reserve(3)).granted(1).available(0);
  }

  @Test
  void aDuplicateClickBurnsNoStock() {
    final Shop shop = Shop.open(5);
    final Reserve click = reserve(1).units(2);
    final long deadlineMs = shop.now() + HOLD_MS;
    shop.accept(click).granted(2).deadline(deadlineMs).available(3);
    shop.test.passMs(1);
    shop.expect(Code.ACCEPTED, click).repeated().granted(2).deadline(deadlineMs).available(3);
    shop.expect(Code.ID_DIFFERS_QUANTITY, click.units(3)).granted(0).available(Verdict.NONE);
    shop.expect(Code.ID_DIFFERS_ITEM, click.item(OTHER_ITEM)).repeated(false);
    shop.assertLine(ITEM, 3, 2, 0);
    shop.assertLine(OTHER_ITEM, 5, 0, 0);
  }

  @Test
  void aDuplicateClickOnABasketBurnsNoStock() {
    final Shop shop = Shop.open(5);
    final Basket click = basket(1).line(1, ITEM, 2).line(2, OTHER_ITEM, 1);
    shop.accept(click).granted(3);
    shop.expect(Code.ACCEPTED, click).repeated().granted(3).state(ReservationState.HELD);
    shop.expect(Code.ID_DIFFERS_LINES, click.line(3, ITEM, 1));
    shop.expect(Code.ID_DIFFERS_COMMAND, reserve(1).buyer(1).units(2));
    shop.assertLine(ITEM, 3, 2, 0);
  }

  @Test
  void aDuplicateClickOnASoldOutItemBurnsNoStockAfterARestock() {
    final Shop shop = Shop.open(1);
    shop.expect(Code.SOLD_OUT, reserve(1).units(2)).available(1);
    shop.restock(ITEM, 9);
    shop.expect(Code.SOLD_OUT, reserve(1).units(2)).repeated().available(10).granted(0);
    shop.assertLine(ITEM, 10, 0, 0);
    shop.accept(reserve(2).units(2));
  }

  @Test
  void aDuplicateClickOnAnEndedHoldIsTheFirstAnswerAndHoldsNothing() {
    final Shop shop = Shop.open(5);
    shop.accept(reserve(1).units(2));
    shop.pass(HOLD_MS);
    shop.expect(Code.ACCEPTED, reserve(1).units(2))
        .repeated()
        .granted(2)
        .state(ReservationState.EXPIRED)
        .deadline(Verdict.NONE);
    shop.assertLine(ITEM, 5, 0, 0);
  }

  @Test
  void aDuplicateCancelBringsNothingBackTwice() {
    final Shop shop = Shop.open(5);
    shop.accept(reserve(1).units(4));
    shop.accept(confirm(1));
    shop.accept(cancel(1, 1, 2)).granted(2).available(3);
    shop.expect(Code.ACCEPTED, cancel(1, 1, 2)).repeated().granted(2).available(3);
    shop.accept(cancel(2, 1, 2)).state(ReservationState.CANCELLED).available(5);
  }

  @Test
  void oneFailureDoesNotPoisonSoldOut() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.expect(Code.SOLD_OUT, reserve(2));
    shop.accept(release(1));
    shop.accept(reserve(3));
    shop.accept(confirm(3));
    shop.expect(Code.SOLD_OUT, reserve(4));
    shop.accept(cancel(1, 3));
    shop.accept(reserve(5));
    shop.expect(Code.SOLD_OUT, reserve(6));
    shop.restock(ITEM, 1);
    shop.accept(reserve(7));
    shop.expect(Code.SOLD_OUT, reserve(8));
    shop.pass(HOLD_MS);
    shop.accept(reserve(9).units(2));
  }

  @Test
  void oneFailedLineOfABasketHoldsNothingOfTheOthers() {
    final Shop shop = Shop.open(2);
    shop.expect(Code.SOLD_OUT, basket(1).line(1, ITEM, 2).line(2, OTHER_ITEM, 3)).line(1);
    shop.assertLine(ITEM, 2, 0, 0);
    shop.accept(basket(2).line(1, ITEM, 2).line(2, OTHER_ITEM, 2)).granted(4);
  }

  @Test
  void aConfirmNeverCountsItsOwnUnitsTwice() {
    final Shop shop =
        Shop.open(
            9,
            policy -> {
              policy.buyerLimit = 2;
              policy.buyerLineLimit = 2;
              policy.groupLimit = 2;
              policy.groupLineLimit = 2;
            });
    shop.accept(reserve(1).units(2).group(5));
    shop.accept(extend(1, shop.now() + HOLD_MS + 1));
    shop.accept(beginPayment(1));
    shop.accept(confirm(1)).granted(2);
    shop.expect(Code.LIMIT_BUYER, reserve(2).buyer(1).group(5));
    shop.accept(basket(3).group(6).line(4, ITEM, 1).line(5, ITEM, 1));
    shop.accept(confirmBasket(3)).granted(2);
  }

  @Test
  void aLateConfirmNeverCountsItsOwnUnitsTwice() {
    final Shop shop = Shop.open(9, policy -> policy.buyerLineLimit = 2);
    shop.accept(reserve(1).units(2));
    shop.accept(basket(2).line(2, ITEM, 1).line(3, ITEM, 1));
    shop.pass(HOLD_MS);
    shop.accept(confirm(1)).late(true).granted(2);
    shop.accept(confirmBasket(2)).late(true).granted(2);
  }

  @Test
  void aHoldIsConfirmedAlthoughTheLimitWasLoweredSince() {
    final Shop shop = Shop.open(9, policy -> policy.buyerLimit = 2);
    shop.accept(reserve(1).units(2));
    shop.update(policy -> policy.buyerLimit = 1);
    shop.accept(confirm(1)).granted(2);
    shop.expect(Code.LIMIT_BUYER, reserve(2).buyer(1));
  }

  @Test
  void aPauseDoesNotEatHoldsUnderAGrace() {
    final Shop shop = Shop.open(2);
    shop.accept(reserve(1));
    final long graceUntilMs = shop.now() + 2 * HOLD_MS;
    shop.accept(pauseSale(1, SALE, graceUntilMs));
    shop.passUntil(graceUntilMs - 1);
    shop.assertState(1, ReservationState.HELD);
    shop.accept(confirm(1)).late(false).state(ReservationState.CONFIRMED);
  }

  @Test
  void aPauseWithoutAGraceLetsDeadlinesRunOn() {
    final Shop shop = Shop.open(2);
    shop.accept(reserve(1));
    shop.pause();
    shop.pass(HOLD_MS);
    shop.assertState(1, ReservationState.EXPIRED);
    shop.accept(confirm(1)).late(true);
  }

  @Test
  void aGraceMovesNoDeadlineAndEndsToTheMillisecond() {
    final Shop shop = Shop.open(2);
    final long deadlineMs = shop.now() + HOLD_MS;
    final long graceUntilMs = deadlineMs + 5;
    shop.accept(reserve(1));
    shop.update(policy -> policy.graceUntilMs = graceUntilMs);
    shop.expect(Code.ACCEPTED, reserve(1)).repeated().deadline(deadlineMs);
    shop.passUntil(graceUntilMs);
    shop.assertState(1, ReservationState.EXPIRED);
  }

  @Test
  void anOutageExpiresNobody() {
    final Shop shop = Shop.open(2);
    shop.accept(reserve(1));
    shop.accept(reserve(2));
    shop.accept(beginPayment(2));
    shop.test.passMs(10 * PAYMENT_MS);
    final long graceMs = 60_000;
    shop.expectInHurry(Code.ACCEPTED, to -> to.outage(shop.now(), graceMs)).granted(1);
    shop.settle();
    shop.assertState(1, ReservationState.HELD);
    shop.assertState(2, ReservationState.PAYING);
    shop.pass(graceMs - 1);
    shop.accept(confirm(2)).late(false);
    shop.pass(1);
    shop.assertState(1, ReservationState.EXPIRED);
  }

  @Test
  void anOutageShortensNoGrace() {
    final Shop shop = Shop.open(1);
    shop.accept(reserve(1));
    shop.update(policy -> policy.graceUntilMs = shop.now() + 3 * HOLD_MS);
    shop.test.passMs(2 * HOLD_MS);
    shop.expectInHurry(Code.ACCEPTED, to -> to.outage(shop.now(), 1)).granted(0);
    shop.pass(HOLD_MS - 1);
    shop.assertState(1, ReservationState.HELD);
  }

  @Test
  void aForgottenSaleCanBeCreatedAnewAndItsOldIdsAreUnknown() {
    final Shop shop = new Shop(new Ceilings());
    final Command create = createSale(1, SALE, Shop.policy(policy -> {}));
    final Command open = Commands.openSale(2, SALE);
    final Command close = Commands.closeSale(3, SALE);
    final Command stock = adjust(4, SALE, ITEM, 2, Commands.ANY, 1);
    shop.accept(create);
    shop.accept(stock);
    shop.accept(open);
    shop.accept(reserve(1));
    shop.accept(confirm(1));
    shop.accept(cancel(1, 1));
    shop.accept(basket(1).line(2, ITEM, 1));
    shop.accept(Commands.releaseBasket(1));
    shop.expect(Code.SOLD_OUT, reserve(3).units(3));
    shop.accept(close);
    shop.pass(RETENTION_MS - 1);
    shop.expect(Code.ACCEPTED, create).repeated();
    shop.expect(Code.SOLD_OUT, reserve(3).units(3)).repeated();
    shop.pass(1);
    assertThat(shop.test.saleState(SALE)).isNull();

    shop.expect(Code.UNKNOWN_RESERVATION, confirm(1));
    shop.expect(Code.UNKNOWN_RESERVATION, release(2));
    shop.expect(Code.UNKNOWN_BASKET, confirmBasket(1));
    shop.expect(Code.UNKNOWN_RESERVATION, cancel(1, 1));
    shop.expect(Code.UNKNOWN_RESERVATION, operatorCancel(9, 1, Commands.ALL));
    shop.expect(Code.UNKNOWN_SALE, reserve(1));

    shop.accept(create);
    assertThat(shop.test.saleState(SALE)).isEqualTo(SaleState.SCHEDULED);
    shop.expect(Code.UNKNOWN_LINE, reserve(1));
    shop.accept(stock);
    shop.accept(open);
    shop.assertLine(ITEM, 2, 0, 0);
    shop.accept(reserve(3).units(2));
    shop.accept(release(3));
    shop.accept(basket(1).line(2, ITEM, 1));
    shop.accept(reserve(1));
    shop.accept(confirm(1));
    shop.accept(cancel(1, 1)).granted(1);
    shop.accept(close);
  }
}
