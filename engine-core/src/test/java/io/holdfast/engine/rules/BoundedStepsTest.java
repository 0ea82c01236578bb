package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.openSale;
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
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No step makes more changes than it may, and what it leaves is done by the next ones. */
final class BoundedStepsTest {
  private static Shop shop(
      final int maxChangesPerStep, final long units, final Consumer<TestPolicy> change) {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxChangesPerStep = maxChangesPerStep;
    ceilings.maxTickets = 10_000;
    return Shop.open(ceilings, units, change);
  }

  /** Ticks until nothing is due: W changes each, and the rest in the last. */
  private static void assertWorkedOff(final Shop shop, final long changes, final int w) {
    long left = changes;
    while (left > 0) {
      assertThat(shop.test.engine.nextDueMs()).isLessThanOrEqualTo(shop.now());
      assertThat(shop.test.tick().granted()).isEqualTo((int) Math.min(left, w));
      left -= w;
    }
    assertThat(shop.test.engine.nextDueMs()).as("all is done").isGreaterThan(shop.now());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 4_096})
  void noTickSettlesMoreThanWHolds(final int w) {
    final int holds = 2 * w + 1;
    final Shop shop = shop(w, holds, policy -> {});
    for (int id = 1; id <= holds; id++) {
      shop.accept(reserve(id));
    }
    shop.test.passMs(HOLD_MS);
    assertWorkedOff(shop, holds, w);
    shop.assertLine(ITEM, holds, 0, 0);
  }

  /** Half the holds wait: each expiry is a change, and so is each visit it sets off. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 4_096})
  void noTickSettlesAndServesMoreThanW(final int w) {
    final int holds = w + 2;
    final int waiting = w / 2 + 1;
    final Shop shop = shop(w, holds, policy -> {});
    for (int id = 1; id <= holds; id++) {
      shop.accept(reserve(id));
    }
    for (int id = holds + 1; id <= holds + waiting; id++) {
      shop.accept(reserve(id).orWait());
    }
    shop.test.passMs(HOLD_MS);
    assertWorkedOff(shop, holds + waiting, w);
    shop.assertLine(ITEM, holds - waiting, waiting, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 4_096})
  void noTickReleasesMoreThanWEntriesOfAClosedSale(final int w) {
    final int waiting = w + 2;
    final Shop shop = shop(w, 1, policy -> {});
    shop.accept(reserve(1));
    shop.accept(confirm(1));
    for (int id = 2; id <= waiting + 1; id++) {
      shop.accept(reserve(id).orWait());
    }
    shop.close();
    assertWorkedOff(shop, waiting, w);
    assertThat(shop.test.reason(2)).isEqualTo(Code.SALE_CLOSED);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 4_096})
  void noTickAdmitsOrExpiresMoreThanW(final int w) {
    final int buyers = 2 * w + 1;
    final Shop shop = shop(w, buyers, Shop.gated(1_000_000));
    for (int buyer = 1; buyer <= buyers; buyer++) {
      shop.accept(join(buyer));
    }
    shop.test.passMs(1_000);
    assertWorkedOff(shop, buyers, w);
    shop.test.passMs(FINISH_MS);
    assertWorkedOff(shop, buyers, w);
  }

  @Test
  void turnsOfSalesAreNeverPutOffAndCount() {
    final Shop shop = shop(2, 9, policy -> {});
    final long opensAtMs = shop.now() + HOLD_MS;
    for (long sale = 2; sale <= 4; sale++) {
      final TestPolicy policy = Shop.policy(change -> change.opensAtMs = opensAtMs);
      shop.accept(createSale(sale, sale, policy));
    }
    shop.accept(reserve(1));
    shop.test.passMs(HOLD_MS);
    assertThat(shop.test.tick().granted()).isEqualTo(3);
    shop.expectInHurry(Code.ALREADY_OPEN, openSale(9, 4));
    assertThat(shop.test.held(SALE, ITEM)).as("no change was left for the hold").isEqualTo(1);
    assertWorkedOff(shop, 1, 2);
  }

  /** Three units come free in a step that can serve one; 1 had them all, 2 to 4 wait. */
  private static Shop owing() {
    final Shop shop = shop(1, 3, policy -> {});
    shop.accept(reserve(1).units(3));
    for (int id = 2; id <= 4; id++) {
      shop.accept(reserve(id).orWait());
    }
    shop.expectInHurry(Code.ACCEPTED, release(1)).available(2);
    return shop;
  }

  @Test
  void whatIsOwedToTheWaitlistIsNotFreeForOthers() {
    final Shop shop = owing();
    shop.assertState(2, ReservationState.HELD);
    shop.assertState(3, ReservationState.WAITLISTED);
    shop.expectInHurry(Code.SOLD_OUT, reserve(10)).available(2).own(0);
    shop.expectInHurry(Code.SOLD_OUT, reserve(11).partial()).available(2);
    shop.expectInHurry(Code.ACCEPTED, reserve(12).orWait()).state(ReservationState.WAITLISTED);
    shop.expectInHurry(Code.SOLD_OUT, Commands.basket(13).line(13, ITEM, 1)).line(0).available(2);
    shop.settle();
    shop.assertState(3, ReservationState.HELD);
    shop.assertState(4, ReservationState.HELD);
    shop.assertState(12, ReservationState.WAITLISTED);
  }

  @Test
  void whatIsMoreThanOwedIsFree() {
    final Shop shop = shop(1, 4, policy -> {});
    shop.accept(reserve(1).units(4));
    shop.accept(reserve(2).orWait());
    shop.accept(reserve(3).orWait());
    shop.expectInHurry(Code.ACCEPTED, release(1)).available(3);
    shop.expectInHurry(Code.SOLD_OUT, reserve(4).units(3)).available(3);
    shop.expectInHurry(Code.ACCEPTED, reserve(5).units(3).partial()).granted(2).available(1);
    shop.settle();
    shop.assertState(3, ReservationState.HELD);
  }

  @Test
  void theBacklogGoesOnAfterAStepWithoutBudget() {
    final Shop shop = owing();
    shop.events();
    assertThat(shop.test.engine.nextDueMs()).isLessThanOrEqualTo(shop.now());
    assertWorkedOff(shop, 2, 1);
    assertThat(shop.events()).containsExactly("HELD 3 x1", "HELD 4 x1");
  }

  @Test
  void theBacklogIsServedBeforeHoldsExpire() {
    final Shop shop = shop(1, 3, policy -> {});
    shop.accept(reserve(1).units(3));
    shop.accept(reserve(20).item(OTHER_ITEM));
    for (int id = 2; id <= 4; id++) {
      shop.accept(reserve(id).orWait());
    }
    shop.test.passMs(HOLD_MS);
    shop.events();
    assertWorkedOff(shop, 5, 1);
    assertThat(shop.events())
        .containsExactly("EXPIRED 1 x3", "HELD 2 x1", "HELD 3 x1", "HELD 4 x1", "EXPIRED 20 x1");
  }

  @Test
  void aLapsedHoldSettledWithTheLastBudgetGoesToWhoWaits() {
    final Shop shop = shop(1, 2, policy -> {});
    shop.accept(reserve(1).item(OTHER_ITEM));
    shop.accept(reserve(2).units(2));
    shop.accept(reserve(3).orWait());
    shop.test.passMs(HOLD_MS);
    shop.test.tick();
    shop.expectInHurry(Code.SOLD_OUT, reserve(10).units(2)).available(2);
    shop.expectInHurry(Code.ACCEPTED, reserve(11)).granted(1).available(1);
    shop.settle();
    shop.assertState(3, ReservationState.HELD);
  }

  @Test
  void aResumedSaleOwesWhatCameFreeInThePauseLineByLine() {
    final Shop shop = shop(1, 2, policy -> {});
    shop.accept(reserve(1).item(OTHER_ITEM).units(2));
    shop.accept(reserve(2).units(2));
    shop.accept(reserve(3).item(OTHER_ITEM).orWait());
    shop.accept(reserve(4).orWait());
    shop.accept(reserve(5).orWait());
    shop.pause();
    shop.accept(release(1));
    shop.accept(release(2));
    shop.events();
    shop.settle();
    assertThat(shop.events()).as("nobody is served in a pause").isEmpty();
    shop.resume();
    shop.expectInHurry(Code.SOLD_OUT, reserve(10)).available(2);
    shop.settle();
    assertThat(shop.events())
        .containsExactly("SALE_OPENED 0 x0", "HELD 4 x1", "HELD 5 x1", "HELD 3 x1");
  }

  @Test
  void anEntryOfAClosedSaleIsReleasedWhenItIsNamed() {
    final Shop shop = shop(1, 1, policy -> {});
    shop.accept(reserve(1));
    for (int id = 2; id <= 5; id++) {
      shop.accept(reserve(id).orWait());
    }
    shop.close();
    shop.expectInHurry(Code.ACCEPTED, release(5)).repeated().granted(0);
    assertThat(shop.test.reason(5)).isEqualTo(Code.SALE_CLOSED);
    shop.expectInHurry(Code.REFUND_DUE, confirm(4)).state(ReservationState.REFUND_DUE);
    shop.expectInHurry(Code.HOLD_RELEASED, Commands.beginPayment(3));
    assertWorkedOff(shop, 1, 1);
    shop.assertState(2, ReservationState.RELEASED);
  }

  /** Under a grace all are due at once: lines as created, then deadlines, then as given. */
  @Test
  void dueHoldsExpireInOrder() {
    final Shop shop = shop(2, 9, policy -> {});
    shop.accept(reserve(1).item(OTHER_ITEM));
    shop.accept(reserve(2));
    shop.accept(reserve(3));
    shop.accept(Commands.extend(2, shop.now() + HOLD_MS + 5));
    shop.accept(reserve(4));
    shop.test.passMs(1);
    shop.accept(reserve(5));
    shop.accept(Commands.extend(3, shop.now() + HOLD_MS));
    shop.update(policy -> policy.graceUntilMs = shop.now() + 2 * HOLD_MS);
    shop.events();
    shop.pass(2 * HOLD_MS);
    final long[] order = {4, 5, 3, 2, 1};
    assertThat(shop.events())
        .containsExactlyElementsOf(
            LongStream.of(order).mapToObj(id -> "EXPIRED " + id + " x1").toList());
  }
}
