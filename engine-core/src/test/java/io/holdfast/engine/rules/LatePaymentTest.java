package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.releaseBasket;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.function.BiConsumer;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The trap "late payment has more than one answer": what happened before, and the answer. */
final class LatePaymentTest {
  private static final int UNITS = 4;
  private static final int LIMIT = 3;

  /** Buyer 1 had two units of item 1, and the second argument gives them back. */
  private enum Before {
    EXPIRED_AND_ALL_IS_THERE(true, (shop, giveBack) -> shop.pass(HOLD_MS)),
    EXPIRED_IN_A_PAUSE(
        true,
        (shop, giveBack) -> {
          shop.pause();
          shop.pass(HOLD_MS);
        }),
    EXPIRED_AND_THE_UNITS_WERE_RESTOCKED(
        true,
        (shop, giveBack) -> {
          shop.pass(HOLD_MS);
          shop.accept(reserve(2).units(UNITS));
          shop.restock(ITEM, 2);
        }),
    EXPIRED_AND_ONE_UNIT_IS_MISSING(
        false,
        (shop, giveBack) -> {
          shop.pass(HOLD_MS);
          shop.accept(reserve(2).units(UNITS - 1));
        }),
    EXPIRED_AND_THE_UNITS_ARE_OWED_TO_WHO_WAITS(
        false,
        (shop, giveBack) -> {
          shop.accept(reserve(2).units(UNITS).orWait());
          shop.accept(reserve(3).units(UNITS - 1).orWait());
          shop.pause();
          shop.pass(HOLD_MS);
        }),
    EXPIRED_AND_A_LIMIT_HAS_NO_ROOM(
        false,
        (shop, giveBack) -> {
          shop.update(policy -> policy.buyerLimit = LIMIT);
          shop.pass(HOLD_MS);
          shop.accept(reserve(2).buyer(1).item(OTHER_ITEM).units(2));
        }),
    EXPIRED_AND_THE_SALE_IS_CLOSED(
        false,
        (shop, giveBack) -> {
          shop.close();
          shop.pass(HOLD_MS);
        }),
    RELEASED(
        false,
        (shop, giveBack) -> {
          shop.accept(giveBack);
        }),
    RELEASED_IN_A_CLOSED_SALE(
        false,
        (shop, giveBack) -> {
          shop.close();
          shop.accept(giveBack);
        });

    private final boolean hasUnits;

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    private final BiConsumer<Shop, Command> happened;

    Before(final boolean hasUnits, final BiConsumer<Shop, Command> happened) {
      this.hasUnits = hasUnits;
      this.happened = happened;
    }
  }

  private static Shop shop() {
    return Shop.open(UNITS, policy -> policy.buyerLimit = 9);
  }

  @ParameterizedTest
  @EnumSource
  void ofAReservationHasOneAnswer(final Before before) {
    final Shop shop = shop();
    shop.accept(reserve(1).units(2));
    before.happened.accept(shop, release(1));
    if (before.hasUnits) {
      shop.accept(confirm(1)).late(true).granted(2).state(ReservationState.CONFIRMED);
      shop.expect(Code.ACCEPTED, confirm(1)).repeated().late(true).granted(2);
      shop.expect(Code.CONFIRMED_OTHER_QUANTITY, confirm(1, 1));
    } else {
      shop.expect(Code.REFUND_DUE, confirm(1))
          .repeated(false)
          .late(false)
          .granted(0)
          .state(ReservationState.REFUND_DUE);
      shop.restock(ITEM, UNITS);
      shop.expect(Code.REFUND_DUE, confirm(1)).repeated().state(ReservationState.REFUND_DUE);
    }
  }

  @ParameterizedTest
  @EnumSource
  void ofABasketHasOneAnswerForAllItsLines(final Before before) {
    final Shop shop = shop();
    shop.accept(basket(1).line(11, ITEM, 1).line(12, ITEM, 1));
    before.happened.accept(shop, releaseBasket(1));
    final ReservationState now;
    if (before.hasUnits) {
      shop.accept(confirmBasket(1)).late(true).granted(2).state(ReservationState.CONFIRMED);
      shop.expect(Code.ACCEPTED, confirmBasket(1)).repeated().late(true).granted(2);
      now = ReservationState.CONFIRMED;
    } else {
      shop.expect(Code.REFUND_DUE, confirmBasket(1)).repeated(false).granted(0);
      shop.restock(ITEM, UNITS);
      shop.expect(Code.REFUND_DUE, confirmBasket(1)).repeated();
      now = ReservationState.REFUND_DUE;
    }
    shop.assertState(11, now);
    shop.assertState(12, now);
  }
}
