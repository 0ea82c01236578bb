package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** Release and ReleaseBasket, state by state. */
final class ReleaseTest {
  private static final Id ID = id(1);
  private static final Id FIRST = id(11);
  private static final Id SECOND = id(12);

  private final Shop shop = Shop.selling(9);

  private void basketOfTwo() {
    shop.accepted(
        shop.basket(
            ID, new Commands.BasketLine(FIRST, 1, 2), new Commands.BasketLine(SECOND, 1, 3)));
  }

  @Test
  void onlyAReservationCanBeReleased() {
    new Precedence<>(shop, shop.release(new Id(0, 0)))
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = ID)
        .gives(Code.UNKNOWN_RESERVATION)
        .after(this::basketOfTwo)
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = FIRST)
        .gives(Expect.accepted().granted(2).state(ReservationState.RELEASED).available(6))
        .gives(
            Expect.accepted().granted(2).repeated().state(ReservationState.RELEASED).available(6));
  }

  @Test
  void expired() {
    shop.expired(ID, 1);
    assertThat(shop.run(shop.release(ID)))
        .isEqualTo(
            Expect.code(Code.HOLD_EXPIRED).state(ReservationState.EXPIRED).available(9).verdict());
  }

  @Test
  void confirmed() {
    shop.confirmed(ID, 2, 1);
    assertThat(shop.run(shop.release(ID)))
        .isEqualTo(
            Expect.code(Code.ALREADY_CONFIRMED)
                .state(ReservationState.CONFIRMED)
                .available(8)
                .verdict());
  }

  @Test
  void cancelled() {
    shop.cancelled(ID, 2);
    assertThat(shop.run(shop.release(ID)))
        .isEqualTo(
            Expect.code(Code.ALREADY_CONFIRMED)
                .state(ReservationState.CANCELLED)
                .available(9)
                .verdict());
  }

  @Test
  void refundDue() {
    shop.refundDue(ID, 2);
    assertThat(shop.run(shop.release(ID)))
        .isEqualTo(
            Expect.code(Code.REFUND_DUE).state(ReservationState.REFUND_DUE).available(9).verdict());
  }

  @Test
  void unknownBasket() {
    shop.held(id(50), 1);
    new Precedence<>(shop, shop.releaseBasket(new Id(0, 0)))
        .gives(Code.INVALID_ID)
        .then(c -> c.basket = ID)
        .gives(Code.UNKNOWN_BASKET)
        .then(c -> c.basket = id(50))
        .gives(Code.UNKNOWN_BASKET);
  }

  @Test
  void unknownIsABasketOfWhichALineIsForgotten() {
    basketOfTwo();
    shop.accepted(shop.release(FIRST));
    shop.accepted(shop.confirm(SECOND, 3));
    shop.passMs(60_000);
    assertThat(shop.run(shop.releaseBasket(ID)))
        .isEqualTo(Expect.code(Code.UNKNOWN_BASKET).verdict());
  }

  @Test
  void allHeldLinesOfABasketAreReleased() {
    basketOfTwo();
    shop.accepted(shop.release(SECOND));
    assertThat(shop.run(shop.releaseBasket(ID)))
        .isEqualTo(Expect.accepted().granted(2).state(ReservationState.RELEASED).verdict());
    assertThat(shop.run(shop.releaseBasket(ID)))
        .isEqualTo(
            Expect.accepted().granted(5).repeated().state(ReservationState.RELEASED).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 9, 9, 0, 0));
  }

  @Test
  void theFirstLineThatCannotBeReleasedKeepsTheBasketAsItIs() {
    basketOfTwo();
    shop.accepted(shop.confirm(SECOND, ALL));
    assertThat(shop.run(shop.releaseBasket(ID)))
        .isEqualTo(
            Expect.code(Code.ALREADY_CONFIRMED).line(1).state(ReservationState.HELD).verdict());
    shop.accepted(shop.cancel(id(60), SECOND, ALL));
    assertThat(shop.run(shop.releaseBasket(ID)).code()).isEqualTo(Code.ALREADY_CONFIRMED);
    shop.passMs(HOLD_MS);
    assertThat(shop.run(shop.releaseBasket(ID)))
        .isEqualTo(
            Expect.code(Code.HOLD_EXPIRED).line(0).state(ReservationState.EXPIRED).verdict());
    shop.close(1);
    assertThat(shop.run(shop.confirm(FIRST, ALL)).code()).isEqualTo(Code.REFUND_DUE);
    assertThat(shop.run(shop.releaseBasket(ID)))
        .isEqualTo(
            Expect.code(Code.REFUND_DUE).line(0).state(ReservationState.REFUND_DUE).verdict());
  }
}
