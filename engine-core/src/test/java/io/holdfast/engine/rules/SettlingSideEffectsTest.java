package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.beginPaymentBasket;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/**
 * What a command settles serves who waits, and pushes what has ended out of memory; the command
 * looks again. A crowd's holds of item 1 use the Tick up, so that those of item 2 are left.
 */
final class SettlingSideEffectsTest {
  /** Beside its own changes a command has 8. */
  private static final int MAX_CHANGES = 520;

  private static final long BUYER = 5_000;
  private static final int STOCK = 4;

  private final Ceilings ceilings = new Ceilings();
  private Shop shop;

  /** A crowd holds item 1, and two others all of item 2. */
  private void crowd() {
    ceilings.maxChangesPerStep = MAX_CHANGES;
    shop = Shop.open(ceilings, STOCK, policy -> policy.buyerLimit = 2);
    comeAll();
  }

  /** The same after something that was reserved before and has expired. */
  private void crowdAfter(final Command first) {
    ceilings.maxChangesPerStep = MAX_CHANGES;
    shop = Shop.open(ceilings, STOCK, policy -> policy.buyerLimit = 2);
    shop.accept(first);
    shop.pass(HOLD_MS);
    comeAll();
  }

  private void comeAll() {
    shop.restock(ITEM, MAX_CHANGES);
    for (int id = 1; id <= MAX_CHANGES; id++) {
      shop.accept(reserve(id));
    }
    shop.accept(reserve(9_000).item(OTHER_ITEM).units(2));
    shop.accept(reserve(9_001).item(OTHER_ITEM).units(2));
  }

  private Reserve wish(final long id) {
    return reserve(id).buyer(BUYER).item(OTHER_ITEM).units(2);
  }

  private void lapse() {
    shop.test.passMs(HOLD_MS);
    assertThat(shop.test.tick().granted()).isEqualTo(MAX_CHANGES);
    assertThat(shop.test.held(SALE, OTHER_ITEM)).as("left to settle").isEqualTo(STOCK);
  }

  @Test
  void aReserveLooksAtTheLimitsOnceMore() {
    crowd();
    shop.accept(wish(7_000).orWait());
    lapse();
    shop.expectInHurry(Code.LIMIT_BUYER, wish(7_001)).own(7_000).available(2);
    shop.assertState(7_000, ReservationState.HELD);
  }

  @Test
  void aBasketLooksAtTheLimitsOnceMore() {
    crowd();
    shop.accept(wish(7_000).orWait());
    lapse();
    final Basket two = basket(1).buyer(BUYER).line(1_001, ITEM, 1).line(1_002, OTHER_ITEM, 1);
    shop.expectInHurry(Code.LIMIT_BUYER, two.tier(1)).line(0);
    shop.assertState(7_000, ReservationState.HELD);
  }

  @Test
  void aLatePaymentLooksAtTheLimitsOnceMore() {
    crowdAfter(wish(6_000));
    shop.accept(wish(7_000).orWait());
    lapse();
    shop.expectInHurry(Code.REFUND_DUE, confirm(6_000)).available(2);
    shop.assertState(7_000, ReservationState.HELD);
  }

  @Test
  void aLatePaymentOfABasketLooksAtTheLimitsOnceMore() {
    crowdAfter(basket(6_000).buyer(BUYER).line(6_000, OTHER_ITEM, 1).line(6_001, OTHER_ITEM, 1));
    shop.accept(wish(7_000).orWait());
    lapse();
    shop.expectInHurry(Code.REFUND_DUE, confirmBasket(6_000)).state(ReservationState.REFUND_DUE);
    shop.assertState(7_000, ReservationState.HELD);
  }

  /** The units that the named one frees go to who waits; settling the next forgets it. */
  @Test
  void aLatePaymentMayBeForgottenWhileItIsLookedAt() {
    ceilings.maxEndedHolds = 1;
    crowd();
    shop.accept(wish(7_000).orWait());
    lapse();
    shop.expectInHurry(Code.UNKNOWN_RESERVATION, confirm(9_001)).nothingElse();
    shop.assertState(7_000, ReservationState.HELD);
    shop.assertState(9_000, ReservationState.EXPIRED);
  }

  /** What is forgotten asks no more: the other holds of the line are left to the next Tick. */
  @Test
  void aLatePaymentThatIsForgottenSettlesNothingMore() {
    ceilings.maxEndedHolds = 1;
    crowd();
    shop.restock(OTHER_ITEM, 1);
    shop.accept(reserve(6_000).buyer(BUYER).item(OTHER_ITEM));
    shop.restock(ITEM, 1);
    shop.accept(reserve(6_001).buyer(BUYER));
    shop.accept(reserve(7_000).item(OTHER_ITEM).units(2).orWait());
    shop.pause();
    shop.test.passMs(HOLD_MS);
    assertThat(shop.test.tick().granted()).isEqualTo(MAX_CHANGES);
    shop.expectInHurry(Code.UNKNOWN_RESERVATION, confirm(6_000)).nothingElse();
    assertThat(shop.test.held(SALE, OTHER_ITEM)).isEqualTo(STOCK);
  }

  @Test
  void aBasketThatIsForgottenSettlesNothingMore() {
    ceilings.maxEndedHolds = 1;
    crowd();
    shop.restock(OTHER_ITEM, 1);
    shop.accept(basket(6_000).buyer(BUYER).line(6_001, OTHER_ITEM, 1));
    shop.restock(ITEM, 1);
    shop.accept(reserve(7_001).buyer(BUYER));
    shop.accept(reserve(7_000).item(OTHER_ITEM).units(2).orWait());
    shop.pause();
    shop.test.passMs(HOLD_MS);
    assertThat(shop.test.tick().granted()).isEqualTo(MAX_CHANGES);
    shop.expectInHurry(Code.UNKNOWN_BASKET, confirmBasket(6_000)).nothingElse();
    assertThat(shop.test.held(SALE, OTHER_ITEM)).isEqualTo(STOCK);
  }

  @Test
  void aBasketMayBeForgottenWhileItIsLookedAt() {
    ceilings.maxEndedHolds = 1;
    crowd();
    shop.restock(OTHER_ITEM, 2);
    shop.accept(basket(8_000).line(8_001, OTHER_ITEM, 1).line(8_002, OTHER_ITEM, 1));
    shop.test.passMs(HOLD_MS);
    shop.test.tick();
    shop.expectInHurry(Code.UNKNOWN_BASKET, beginPaymentBasket(8_000)).nothingElse();
    shop.assertState(8_001, ReservationState.NONE);
    shop.assertState(8_002, ReservationState.EXPIRED);
  }

  @Test
  void aReservationThatIsNamedOutlivesItsOwnExpiry() {
    ceilings.maxEndedHolds = 1;
    crowd();
    lapse();
    shop.expectInHurry(Code.HOLD_EXPIRED, beginPayment(9_001)).state(ReservationState.EXPIRED);
  }
}
