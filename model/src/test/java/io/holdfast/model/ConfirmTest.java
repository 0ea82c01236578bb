package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** Confirm, check by check and state by state. */
final class ConfirmTest {
  private static final Id ID = id(1);

  @Test
  void checksComeInTheDocumentedOrder() {
    final Shop shop = Shop.selling(9).held(ID, 3);
    shop.accepted(shop.basket(id(20), new Commands.BasketLine(id(21), 1, 1)));
    shop.run(shop.reserve(id(22), 99));
    new Precedence<>(shop, shop.confirm(new Id(0, 0), 0))
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = id(99))
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = -1)
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = 4)
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = id(20))
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = id(22))
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = ID)
        .gives(Expect.code(Code.EXCEEDS_HOLD).state(ReservationState.HELD).available(5))
        .then(c -> c.quantity = 3)
        .gives(Expect.accepted().granted(3).state(ReservationState.CONFIRMED).available(5));
  }

  @Test
  void whatIsLeftOfTheHoldBecomesAvailable() {
    final Shop shop = Shop.selling(9).held(ID, 5);
    assertThat(shop.run(shop.confirm(ID, 2)))
        .isEqualTo(
            Expect.accepted().granted(2).state(ReservationState.CONFIRMED).available(7).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 9, 7, 0, 2));
  }

  @Test
  void confirmedOnceIsRepeatedForTheSameUnitsOnly() {
    final Shop shop = Shop.selling(9).confirmed(ID, 5, 2);
    final Expect repeated = Expect.accepted().repeated().granted(2);
    final Expect other = Expect.code(Code.CONFIRMED_OTHER_QUANTITY);
    assertThat(shop.run(shop.confirm(ID, 2)))
        .isEqualTo(repeated.state(ReservationState.CONFIRMED).available(7).verdict());
    assertThat(shop.run(shop.confirm(ID, ALL)))
        .as("all means the units granted")
        .isEqualTo(other.state(ReservationState.CONFIRMED).available(7).verdict());
    assertThat(shop.run(shop.confirm(ID, 6)).code()).isEqualTo(Code.CONFIRMED_OTHER_QUANTITY);
    shop.accepted(shop.cancel(id(2), ID, ALL));
    assertThat(shop.run(shop.confirm(ID, 2)))
        .isEqualTo(repeated.state(ReservationState.CANCELLED).available(9).verdict());
    assertThat(shop.run(shop.confirm(ID, 1)))
        .isEqualTo(other.state(ReservationState.CANCELLED).available(9).verdict());
  }

  @Test
  void expiredIsTakenAgainWhereTheUnitsAreThere() {
    final Shop shop = Shop.selling(5).expired(ID, 5);
    assertThat(shop.run(shop.confirm(ID, 6)))
        .isEqualTo(
            Expect.code(Code.EXCEEDS_HOLD).state(ReservationState.EXPIRED).available(5).verdict());
    assertThat(shop.run(shop.confirm(ID, 4)))
        .isEqualTo(
            Expect.accepted()
                .granted(4)
                .late()
                .state(ReservationState.CONFIRMED)
                .available(1)
                .verdict());
    assertThat(shop.run(shop.confirm(ID, 4)))
        .isEqualTo(
            Expect.accepted()
                .granted(4)
                .repeated()
                .late()
                .state(ReservationState.CONFIRMED)
                .available(1)
                .verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 1, 0, 4));
  }

  @Test
  void expiredIsRefundedWhereTheUnitsAreGone() {
    final Shop shop = Shop.selling(5).expired(ID, 5).held(id(2), 1);
    assertThat(shop.run(shop.confirm(ID, ALL)))
        .isEqualTo(
            Expect.code(Code.REFUND_DUE).state(ReservationState.REFUND_DUE).available(4).verdict());
    shop.accepted(shop.release(id(2)));
    assertThat(shop.run(shop.confirm(ID, 1)))
        .as("there is one answer")
        .isEqualTo(
            Expect.code(Code.REFUND_DUE)
                .repeated()
                .state(ReservationState.REFUND_DUE)
                .available(5)
                .verdict());
  }

  @Test
  void expiredIsRefundedInAClosedSale() {
    final Shop shop = Shop.selling(5).expired(ID, 5).close(1);
    assertThat(shop.run(shop.confirm(ID, 1)).code()).isEqualTo(Code.REFUND_DUE);
  }

  @Test
  void heldIsConfirmedInAClosedSale() {
    final Shop shop = Shop.selling(5).held(ID, 5).close(1);
    assertThat(shop.run(shop.confirm(ID, ALL)).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void releasedIsRefundedThoughTheUnitsAreThere() {
    final Shop shop = Shop.selling(5).released(ID, 5);
    assertThat(shop.run(shop.confirm(ID, 6)))
        .isEqualTo(
            Expect.code(Code.EXCEEDS_HOLD).state(ReservationState.RELEASED).available(5).verdict());
    assertThat(shop.run(shop.confirm(ID, 2)))
        .isEqualTo(
            Expect.code(Code.REFUND_DUE).state(ReservationState.REFUND_DUE).available(5).verdict());
  }

  @Test
  void endedHoldsCountAgainOncePaidFor() {
    final Shop shop = new Shop(c -> c.maxReservations = 1).sale(1).stock(1, 1, 5).open(1);
    shop.expired(ID, 1).released(id(2), 1).held(id(3), 1);
    final Expect ceiling = Expect.code(Code.CEILING_RESERVATIONS).available(4);
    assertThat(shop.run(shop.confirm(ID, 1)))
        .isEqualTo(ceiling.state(ReservationState.EXPIRED).verdict());
    assertThat(shop.run(shop.confirm(id(2), 1)))
        .isEqualTo(ceiling.state(ReservationState.RELEASED).verdict());
    shop.accepted(shop.release(id(3)));
    assertThat(shop.run(shop.confirm(id(2), 1)).code()).isEqualTo(Code.REFUND_DUE);
    assertThat(shop.run(shop.confirm(ID, 1)).code()).isEqualTo(Code.CEILING_RESERVATIONS);
  }

  @Test
  void aLineOfABasketIsConfirmedLikeAnyOther() {
    final Shop shop = Shop.selling(5);
    shop.accepted(shop.basket(id(20), new Commands.BasketLine(id(21), 1, 3)));
    assertThat(shop.run(shop.confirm(id(21), ALL)))
        .isEqualTo(
            Expect.accepted().granted(3).state(ReservationState.CONFIRMED).available(2).verdict());
  }
}
