package io.holdfast.model;

import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** ConfirmBasket, by the states of the lines. */
final class ConfirmBasketTest {
  private static final Id BASKET = id(1);
  private static final Id FIRST = id(11);
  private static final Id SECOND = id(12);
  private static final Id THIRD = id(13);

  private final Shop shop = Shop.selling(10);

  private void basketOfThree() {
    shop.accepted(
        shop.basket(
            BASKET,
            new Commands.BasketLine(FIRST, 1, 1),
            new Commands.BasketLine(SECOND, 1, 2),
            new Commands.BasketLine(THIRD, 1, 3)));
  }

  private PlainVerdict confirm() {
    return shop.run(shop.confirmBasket(BASKET));
  }

  @Test
  void unknownIsWhatIsNoAcceptedBasket() {
    shop.held(id(50), 1);
    shop.run(shop.basket(id(51), new Commands.BasketLine(id(52), 1, 99)));
    new Precedence<>(shop, shop.confirmBasket(new Id(0, 0)))
        .gives(Code.INVALID_ID)
        .then(c -> c.basket = id(99))
        .gives(Code.UNKNOWN_BASKET)
        .then(c -> c.basket = id(50))
        .gives(Code.UNKNOWN_BASKET)
        .then(c -> c.basket = id(51))
        .gives(Code.UNKNOWN_BASKET);
  }

  @Test
  void unknownIsABasketOfWhichALineIsForgotten() {
    basketOfThree();
    shop.accepted(shop.confirm(FIRST, 1));
    shop.accepted(shop.release(SECOND));
    shop.passMs(60_000);
    assertThat(confirm()).isEqualTo(Expect.code(Code.UNKNOWN_BASKET).verdict());
  }

  @Test
  void heldLinesAreConfirmedInFull() {
    basketOfThree();
    shop.accepted(shop.confirm(SECOND, 2));
    assertThat(confirm())
        .isEqualTo(Expect.accepted().granted(4).state(ReservationState.CONFIRMED).verdict());
    assertThat(confirm())
        .isEqualTo(
            Expect.accepted().granted(6).repeated().state(ReservationState.CONFIRMED).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 10, 4, 0, 6));
  }

  @Test
  void aLineConfirmedForOtherUnitsComesBeforeAllElse() {
    basketOfThree();
    shop.accepted(shop.confirm(THIRD, 1));
    shop.accepted(shop.release(FIRST));
    assertThat(confirm())
        .isEqualTo(
            Expect.code(Code.CONFIRMED_OTHER_QUANTITY)
                .line(2)
                .state(ReservationState.RELEASED)
                .verdict());
    shop.accepted(shop.confirm(SECOND, 1));
    assertThat(confirm().line()).isEqualTo(1);
  }

  @Test
  void cancelledLinesCountAsConfirmed() {
    basketOfThree();
    shop.accepted(shop.confirmBasket(BASKET));
    shop.accepted(shop.cancel(id(60), FIRST, 1));
    assertThat(confirm())
        .isEqualTo(
            Expect.accepted().granted(6).repeated().state(ReservationState.CANCELLED).verdict());
  }

  @Test
  void oneLineLostWhileAnotherIsHeldChangesNothing() {
    basketOfThree();
    shop.accepted(shop.release(THIRD));
    assertThat(confirm())
        .isEqualTo(Expect.code(Code.HOLD_RELEASED).line(2).state(ReservationState.HELD).verdict());
    assertThat(shop.run(shop.confirm(THIRD, 3)).code()).isEqualTo(Code.REFUND_DUE);
    assertThat(confirm())
        .isEqualTo(Expect.code(Code.REFUND_DUE).line(2).state(ReservationState.HELD).verdict());
    shop.accepted(shop.release(SECOND));
    assertThat(confirm())
        .isEqualTo(Expect.code(Code.HOLD_RELEASED).line(1).state(ReservationState.HELD).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 10, 9, 1, 0));
  }

  @Test
  void expiredLinesAreTakenAgainTogether() {
    basketOfThree();
    shop.accepted(shop.confirm(THIRD, 3));
    shop.passMs(HOLD_MS);
    assertThat(confirm())
        .isEqualTo(Expect.accepted().granted(3).late().state(ReservationState.CONFIRMED).verdict());
    assertThat(confirm())
        .isEqualTo(
            Expect.accepted()
                .granted(6)
                .repeated()
                .late()
                .state(ReservationState.CONFIRMED)
                .verdict());
  }

  @Test
  void lateIsWhatTheFirstLineWas() {
    basketOfThree();
    shop.accepted(shop.confirm(FIRST, 1));
    shop.passMs(HOLD_MS);
    assertThat(confirm().late()).isTrue();
    assertThat(confirm())
        .isEqualTo(
            Expect.accepted().granted(6).repeated().state(ReservationState.CONFIRMED).verdict());
  }

  @Test
  void allIsRefundedWhereTheUnitsOfOneItemAreGone() {
    basketOfThree();
    shop.passMs(HOLD_MS).held(id(50), 5);
    assertThat(confirm())
        .isEqualTo(Expect.code(Code.REFUND_DUE).state(ReservationState.REFUND_DUE).verdict());
    assertThat(confirm())
        .isEqualTo(
            Expect.code(Code.REFUND_DUE).repeated().state(ReservationState.REFUND_DUE).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 10, 5, 5, 0));
  }

  @Test
  void allIsRefundedWhereALineWasReleased() {
    basketOfThree();
    shop.accepted(shop.confirm(FIRST, 1));
    shop.accepted(shop.release(SECOND));
    shop.passMs(HOLD_MS);
    assertThat(confirm())
        .isEqualTo(Expect.code(Code.REFUND_DUE).state(ReservationState.CONFIRMED).verdict());
    assertThat(shop.engine.reservation(THIRD).orElseThrow().state())
        .isEqualTo(ReservationState.REFUND_DUE);
    assertThat(shop.engine.reservation(FIRST).orElseThrow().state())
        .isEqualTo(ReservationState.CONFIRMED);
    assertThat(confirm())
        .as("not every line is REFUND_DUE, so it is not repeated")
        .isEqualTo(Expect.code(Code.REFUND_DUE).state(ReservationState.CONFIRMED).verdict());
  }

  @Test
  void allIsRefundedInAClosedSale() {
    basketOfThree();
    shop.passMs(HOLD_MS).close(1);
    assertThat(confirm().code()).isEqualTo(Code.REFUND_DUE);
  }

  @Test
  void endedLinesCountAgainOncePaidFor() {
    final Shop small = new Shop(c -> c.maxReservations = 3).sale(1).stock(1, 1, 9).open(1);
    small.accepted(
        small.basket(
            BASKET, new Commands.BasketLine(FIRST, 1, 1), new Commands.BasketLine(SECOND, 1, 2)));
    small.passMs(HOLD_MS).held(id(50), 1).held(id(51), 1);
    assertThat(small.run(small.confirmBasket(BASKET)))
        .isEqualTo(
            Expect.code(Code.CEILING_RESERVATIONS).state(ReservationState.EXPIRED).verdict());
    small.accepted(small.release(id(51)));
    assertThat(small.run(small.confirmBasket(BASKET)).code()).isEqualTo(Code.ACCEPTED);
  }
}
