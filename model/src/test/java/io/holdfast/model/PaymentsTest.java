package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.MAX_HOLD_MS;
import static io.holdfast.model.Shop.PAYMENT_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Commands.BasketLine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** BeginPayment, BeginPaymentBasket and Extend, check by check. */
final class PaymentsTest {
  private static final Id ZERO = new Id(0, 0);
  private static final Id ID = id(1);
  private static final Id BASKET = id(10);
  private static final Id FIRST = id(11);
  private static final Id SECOND = id(12);

  private final Shop shop = Shop.selling(9);

  @Test
  void paymentGivesTheLaterDeadline() {
    shop.held(ID, 2);
    final Expect paying =
        Expect.accepted()
            .state(ReservationState.PAYING)
            .granted(2)
            .available(7)
            .deadline(shop.now() + PAYMENT_MS);
    new Precedence<>(shop, shop.pay(ZERO))
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = id(99))
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = ID)
        .gives(paying)
        .gives(paying.repeated());
    shop.held(id(2), 1);
    shop.accepted(shop.extend(id(2), shop.now() + PAYMENT_MS + 1));
    assertThat(shop.run(shop.pay(id(2))).deadlineMs())
        .as("the old one is later")
        .hasValue(shop.now() + PAYMENT_MS + 1);
  }

  @Test
  void aPayingHoldOutlivesItsFirstDeadlineAndNoLonger() {
    shop.paying(ID, 2).passMs(HOLD_MS);
    assertThat(shop.run(shop.confirm(ID, ALL)).late()).isFalse();
    shop.paying(id(2), 2).passMs(PAYMENT_MS);
    assertThat(shop.run(shop.confirm(id(2), ALL)).late()).isTrue();
  }

  @Test
  void everyLineOfABasketIsPaidForOrNone() {
    shop.accepted(shop.basket(BASKET, new BasketLine(FIRST, 1, 2), new BasketLine(SECOND, 1, 3)));
    final long deadlineMs = shop.now() + PAYMENT_MS;
    shop.accepted(shop.pay(FIRST));
    shop.passMs(1);
    final Expect paying =
        Expect.accepted().state(ReservationState.PAYING).granted(5).deadline(deadlineMs);
    new Precedence<>(shop, shop.payBasket(ZERO))
        .gives(Code.INVALID_ID)
        .then(c -> c.basket = FIRST)
        .gives(Code.UNKNOWN_BASKET)
        .then(c -> c.basket = BASKET)
        .gives(paying)
        .gives(paying.repeated());
    assertThat(shop.engine.reservation(SECOND).orElseThrow().deadlineMs())
        .as("each has its own")
        .hasValue(deadlineMs + 1);
    shop.accepted(shop.release(SECOND));
    assertThat(shop.run(shop.payBasket(BASKET)))
        .isEqualTo(
            Expect.code(Code.HOLD_RELEASED).line(1).state(ReservationState.PAYING).verdict());
  }

  @Test
  void nothingOfABasketIsPaidForWhereALineIsLost() {
    shop.accepted(shop.basket(BASKET, new BasketLine(FIRST, 1, 2), new BasketLine(SECOND, 1, 3)));
    shop.accepted(shop.confirm(SECOND, ALL));
    assertThat(shop.run(shop.payBasket(BASKET)))
        .isEqualTo(
            Expect.code(Code.ALREADY_CONFIRMED).line(1).state(ReservationState.HELD).verdict());
    shop.passMs(HOLD_MS);
    assertThat(shop.run(shop.payBasket(BASKET)))
        .isEqualTo(
            Expect.code(Code.HOLD_EXPIRED).line(0).state(ReservationState.EXPIRED).verdict());
  }

  @Test
  void extensionsAreChecked() {
    shop.held(ID, 2);
    final long heldAtMs = shop.now();
    final Expect held = Expect.accepted().state(ReservationState.HELD).granted(2).available(7);
    new Precedence<>(shop, shop.extend(ZERO, 0))
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = id(99))
        .gives(Code.INVALID_DEADLINE)
        .then(c -> c.deadlineMs = -1)
        .gives(Code.INVALID_DEADLINE)
        .then(c -> c.deadlineMs = heldAtMs + MAX_HOLD_MS + 1)
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = ID)
        .after(() -> shop.pause(1))
        .gives(Expect.code(Code.SALE_PAUSED).state(ReservationState.HELD).available(7))
        .after(() -> shop.open(1))
        .gives(
            Expect.code(Code.EXCEEDS_MAX_HOLD)
                .state(ReservationState.HELD)
                .granted(2)
                .available(7)
                .deadline(heldAtMs + HOLD_MS))
        .then(c -> c.deadlineMs = heldAtMs + MAX_HOLD_MS)
        .gives(held.deadline(heldAtMs + MAX_HOLD_MS))
        .gives(held.repeated())
        .then(c -> c.deadlineMs = 1)
        .gives(held)
        .after(() -> shop.close(1))
        .gives(Expect.code(Code.SALE_CLOSED).state(ReservationState.HELD).available(7));
  }

  @Test
  void extendingAfterTheDeadlineKeepsNoPriority() {
    shop.held(ID, 9).passMs(HOLD_MS);
    assertThat(shop.run(shop.extend(ID, shop.now() + 1)))
        .isEqualTo(
            Expect.code(Code.HOLD_EXPIRED).state(ReservationState.EXPIRED).available(9).verdict());
    shop.held(id(2), 9);
    assertThat(shop.run(shop.extend(ID, shop.now() + 1)).code()).isEqualTo(Code.HOLD_EXPIRED);
  }
}
