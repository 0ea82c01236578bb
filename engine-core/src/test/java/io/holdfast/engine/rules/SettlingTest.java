package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.ANY;
import static io.holdfast.engine.rules.Commands.adjust;
import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.extend;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.leave;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.FINISH_MS;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.TestPolicy;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What commands see of lapsed holds that no Tick has come to yet: the truth, or SETTLING. */
final class SettlingTest {
  /** A Tick settles one hold, and so does a command. */
  private static final int ONE = 1;

  private static Shop shop(
      final int maxChangesPerStep, final long units, final Consumer<TestPolicy> change) {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxChangesPerStep = maxChangesPerStep;
    return Shop.open(ceilings, units, change);
  }

  /** Single units of item 1 are held under the ids 1 to this, and all lapse now. */
  private static void lapse(final Shop shop, final int holds) {
    for (int id = 1; id <= holds; id++) {
      shop.accept(reserve(id));
    }
    lapse(shop);
  }

  /** All holds lapse, and one Tick comes. */
  private static void lapse(final Shop shop) {
    shop.test.passMs(HOLD_MS);
    shop.test.tick();
  }

  @Test
  void aReserveThatNeedsMoreThanOneStepSettlesSaysSoUntilItSucceeds() {
    final Shop shop = shop(ONE, 6, policy -> {});
    lapse(shop, 6);
    final Reserve all = reserve(100).units(4);
    shop.expectInHurry(Code.SETTLING, all).available(2).granted(0).own(0);
    shop.expectInHurry(Code.SETTLING, all).available(3).repeated(false);
    shop.expectInHurry(Code.ACCEPTED, all).available(0).granted(4).repeated(false);
    assertThat(shop.test.held(SALE, ITEM)).as("two have lapsed, not settled").isEqualTo(6);
    shop.assertState(6, ReservationState.EXPIRED);
    shop.settle();
    shop.assertLine(ITEM, 2, 4, 0);
  }

  /** The defaults: a Tick settles 4,096, a command 3,584. */
  @Test
  void aReserveThatNeedsThousandsSucceedsAtItsSecondTry() {
    final Shop shop = shop(4_096, 9_000, policy -> {});
    lapse(shop, 9_000);
    assertThat(shop.test.available(SALE, ITEM)).isEqualTo(4_096);
    final Reserve most = reserve(10_000).units(8_500);
    shop.expectInHurry(Code.SETTLING, most).available(4_096 + 3_584);
    shop.expectInHurry(Code.ACCEPTED, most).granted(8_500).available(0);
    shop.settle();
    shop.assertLine(ITEM, 500, 8_500, 0);
  }

  @Test
  void ticksHelpAReserveOnToo() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 4);
    final Reserve all = reserve(100).units(4);
    shop.expectInHurry(Code.SETTLING, all);
    shop.test.tick();
    shop.expectInHurry(Code.ACCEPTED, all);
  }

  @Test
  void soldOutIsSaidOnlyWhenNoLapsedHoldIsLeft() {
    final Shop shop = shop(ONE, 3, policy -> {});
    lapse(shop, 3);
    final Reserve tooMany = reserve(100).units(4);
    shop.expectInHurry(Code.SETTLING, tooMany).available(2);
    shop.expectInHurry(Code.SOLD_OUT, tooMany).available(3);
    shop.expectInHurry(Code.SOLD_OUT, tooMany).repeated();
  }

  @Test
  void whoTakesAnyNumberIsToldToComeAgainWhileMoreMayBeHad() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 4);
    shop.expectInHurry(Code.SETTLING, reserve(100).units(4).partial()).available(2);
    shop.expectInHurry(Code.SETTLING, reserve(100).units(5).orWait()).available(3);
    shop.expectInHurry(Code.ACCEPTED, reserve(100).units(5).orWait()).granted(4);
  }

  @Test
  void aReserveThatIsServedByWhatIsThereSettlesNothing() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 3);
    shop.expectInHurry(Code.ACCEPTED, reserve(100).units(2)).available(0);
    assertThat(shop.test.held(SALE, ITEM)).isEqualTo(4);
  }

  @Test
  void aBasketNamesTheLineThatIsNotSettled() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 4);
    final Basket wish = basket(100).line(100, OTHER_ITEM, 1).line(101, ITEM, 2).line(102, ITEM, 2);
    shop.expectInHurry(Code.SETTLING, wish).line(2).available(Verdict.NONE);
    shop.expectInHurry(Code.SETTLING, wish).line(2);
    shop.expectInHurry(Code.ACCEPTED, wish).granted(5);
  }

  @Test
  void aLatePaymentIsNotRefusedForWhatIsNotSettled() {
    final Shop shop = shop(ONE, 5, policy -> {});
    shop.accept(reserve(9).units(3));
    shop.pass(HOLD_MS);
    lapse(shop, 5);
    shop.expectInHurry(Code.SETTLING, confirm(9)).state(ReservationState.EXPIRED).late(false);
    shop.expectInHurry(Code.ACCEPTED, confirm(9)).late(true).granted(3).available(0);
  }

  @Test
  void aLatePaymentOfABasketIsNotRefusedForWhatIsNotSettled() {
    final Shop shop = shop(ONE, 5, policy -> {});
    shop.accept(basket(9).line(90, ITEM, 1).line(91, ITEM, 2));
    shop.pass(HOLD_MS);
    lapse(shop, 5);
    shop.expectInHurry(Code.SETTLING, confirmBasket(9)).line(1).state(ReservationState.EXPIRED);
    shop.expectInHurry(Code.ACCEPTED, confirmBasket(9)).late(true).granted(3);
  }

  @Test
  void unitsCanBeTakenOutOnlyOnceTheyAreSettled() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 4);
    shop.expectInHurry(Code.SETTLING, adjust(1, SALE, ITEM, -3)).available(2);
    shop.expectInHurry(Code.ACCEPTED, adjust(1, SALE, ITEM, -3)).available(0).repeated(false);
  }

  @Test
  void whatIsExpectedIsComparedOnlyOnceAllIsSettled() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 4);
    shop.expectInHurry(Code.SETTLING, adjust(1, SALE, ITEM, 1, 2, 0)).available(2);
    shop.expectInHurry(Code.SETTLING, adjust(1, SALE, ITEM, 1, 4, 0)).available(3);
    shop.expectInHurry(Code.ACCEPTED, adjust(1, SALE, ITEM, 1, 4, 0)).available(5);
  }

  @Test
  void unitsPutInNeedNothingSettled() {
    final Shop shop = shop(ONE, 4, policy -> {});
    lapse(shop, 4);
    shop.expectInHurry(Code.ACCEPTED, adjust(1, SALE, ITEM, 1, ANY, 0)).available(2);
  }

  /** Limits come before stock: SETTLING is not said of a line that the buyer may not have. */
  @Test
  void aLimitOfTheBuyerIsNeverInDoubt() {
    final Shop shop = shop(ONE, 6, policy -> policy.buyerLimit = 2);
    shop.accept(reserve(50).buyer(7).item(OTHER_ITEM).units(2));
    shop.accept(beginPayment(50));
    lapse(shop, 6);
    shop.expectInHurry(Code.LIMIT_BUYER, reserve(100).buyer(7).units(2)).available(1);
  }

  @Test
  void theBuyersOwnLapsedHoldsAreSettledWhateverTheBudget() {
    final Shop shop = shop(ONE, 9, policy -> policy.buyerLimit = 3);
    shop.accept(reserve(90));
    for (int id = 1; id <= 3; id++) {
      shop.accept(reserve(id).buyer(7));
    }
    shop.events();
    lapse(shop);
    assertThat(shop.events()).containsExactly("EXPIRED 90 x1");
    shop.expectInHurry(Code.ACCEPTED, reserve(100).buyer(7).units(3)).granted(3);
    assertThat(shop.events())
        .as("newest first")
        .containsExactly("EXPIRED 3 x1", "EXPIRED 2 x1", "EXPIRED 1 x1", "HELD 100 x3");
  }

  @Test
  void aLimitOfAGroupIsInDoubtWhileAnyHoldHasLapsed() {
    final Shop shop = shop(ONE, 9, policy -> policy.groupLimit = 2);
    shop.accept(reserve(1).item(OTHER_ITEM));
    shop.accept(reserve(2).item(OTHER_ITEM));
    shop.accept(reserve(3).group(5).units(2));
    shop.accept(beginPayment(3));
    lapse(shop);
    shop.expectInHurry(Code.SETTLING, reserve(100).group(5)).own(0);
    shop.expectInHurry(Code.SETTLING, basket(100).group(5).line(101, ITEM, 1)).line(0);
    shop.test.tick();
    shop.expectInHurry(Code.LIMIT_GROUP, reserve(100).group(5));
  }

  @Test
  void aLapsedHoldOfTheGroupFreesItsLimitOnceItIsSettled() {
    final Shop shop = shop(ONE, 9, policy -> policy.groupLineLimit = 2);
    shop.accept(reserve(1));
    shop.accept(reserve(2).group(5).units(2));
    lapse(shop);
    shop.expectInHurry(Code.SETTLING, reserve(100).group(5));
    shop.test.tick();
    shop.expectInHurry(Code.ACCEPTED, reserve(100).group(5)).granted(1);
  }

  @Test
  void aLatePaymentIsInDoubtWhileALimitOfAGroupIs() {
    final Shop shop = shop(ONE, 9, policy -> policy.groupLimit = 2);
    shop.accept(reserve(1).group(5).units(2));
    shop.pass(HOLD_MS);
    shop.accept(reserve(2));
    shop.accept(reserve(3).group(5).units(2));
    lapse(shop);
    shop.expectInHurry(Code.SETTLING, confirm(1)).state(ReservationState.EXPIRED);
    shop.test.tick();
    shop.expectInHurry(Code.ACCEPTED, confirm(1)).late(true);
  }

  @Test
  void aCommandSettlesTheReservationItNames() {
    final Shop shop = shop(ONE, 9, policy -> {});
    lapse(shop, 6);
    shop.expectInHurry(Code.HOLD_EXPIRED, beginPayment(6)).available(3 + 2);
    shop.expectInHurry(Code.HOLD_EXPIRED, extend(5, shop.now() + 1)).available(3 + 3);
    shop.expectInHurry(Code.HOLD_EXPIRED, release(4));
    shop.expectInHurry(Code.ACCEPTED, confirm(3)).late(true);
  }

  @Test
  void aRepeatShowsWhatHasLapsedAndSettlesNothing() {
    final Shop shop = shop(ONE, 9, policy -> {});
    lapse(shop, 6);
    final long before = shop.test.engine.stateHash();
    shop.expectInHurry(Code.ACCEPTED, reserve(6))
        .repeated()
        .granted(1)
        .state(ReservationState.EXPIRED)
        .deadline(Verdict.NONE);
    assertThat(shop.test.engine.stateHash()).isEqualTo(before);
  }

  @Test
  void aSessionThatIsOverIsSettledByWhatConcernsIt() {
    final Shop shop = shop(ONE, 9, Shop.gated(1_000));
    for (int buyer = 1; buyer <= 5; buyer++) {
      shop.accept(join(buyer));
    }
    shop.pass(1_000);
    shop.test.passMs(FINISH_MS);
    shop.test.tick();
    shop.expectInHurry(Code.NOT_ADMITTED, reserve(5));
    shop.expectInHurry(Code.ACCEPTED, leave(4)).repeated().ticket(TicketState.EXPIRED);
    shop.expectInHurry(Code.ACCEPTED, join(3)).repeated(false).ticket(TicketState.WAITING);
  }
}
