package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** OperatorRelease and OperatorCancel, check by check. */
final class OperatorReservationsTest {
  private static final Id ZERO = new Id(0, 0);

  @Test
  void checksOfOperatorReleaseComeInTheDocumentedOrder() {
    final Shop shop = new Shop(c -> c.maxCommandIds = 4).sale(1).stock(1, 1, 9).open(1);
    shop.released(id(1), 1).held(id(2), 2).held(id(3), 3);
    final Expect released =
        Expect.accepted().state(ReservationState.RELEASED).granted(2).available(6);
    new Precedence<>(shop, shop.releaseByOperator(ZERO, ZERO))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = id(10))
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = id(99))
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = id(1))
        .gives(Expect.code(Code.HOLD_RELEASED).state(ReservationState.RELEASED).available(4))
        .gives(
            Expect.code(Code.HOLD_RELEASED)
                .repeated()
                .state(ReservationState.RELEASED)
                .available(4))
        .then(c -> c.id = id(11))
        .then(c -> c.reservation = id(2))
        .gives(released)
        .gives(released.repeated())
        .then(c -> c.reason = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.reservation = id(3))
        .gives(Code.ID_DIFFERS_RESERVATION)
        .then(c -> c.id = id(3))
        .gives(Code.ID_DIFFERS_COMMAND)
        .then(c -> c.id = id(12))
        .gives(Expect.code(Code.CEILING_COMMAND_IDS).state(ReservationState.HELD).available(6));
  }

  @Test
  void checksOfOperatorCancelComeInTheDocumentedOrder() {
    final Shop shop = new Shop(c -> c.maxCommandIds = 4).sale(1).stock(1, 1, 9).open(1);
    shop.held(id(1), 1).confirmed(id(2), 4, 4);
    final Expect cancelled =
        Expect.accepted().state(ReservationState.CONFIRMED).granted(3).available(7);
    new Precedence<>(shop, shop.cancelByOperator(ZERO, ZERO, 0))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = id(10))
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = id(99))
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = 5)
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = id(1))
        .gives(Expect.code(Code.NOT_CONFIRMED).state(ReservationState.HELD).available(4))
        .then(c -> c.reservation = id(2))
        .gives(Expect.code(Code.EXCEEDS_PURCHASE).state(ReservationState.CONFIRMED).available(4))
        .then(c -> c.id = id(11))
        .then(c -> c.quantity = 3)
        .gives(cancelled)
        .gives(cancelled.repeated())
        .then(c -> c.operatorName = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.quantity = ALL)
        .gives(Code.ID_DIFFERS_QUANTITY)
        .then(c -> c.reservation = id(1))
        .gives(Code.ID_DIFFERS_RESERVATION)
        .then(c -> c.id = id(12))
        .then(c -> c.reservation = id(2))
        .gives(
            Expect.code(Code.CEILING_COMMAND_IDS).state(ReservationState.CONFIRMED).available(7));
  }

  @Test
  void aWaitingEntryIsReleasedWithNothingFreed() {
    final Shop shop = Shop.selling(1).held(id(1), 1).waiting(id(2), 1, 2);
    assertThat(shop.run(shop.releaseByOperator(id(9), id(2))))
        .isEqualTo(Expect.accepted().state(ReservationState.RELEASED).available(0).verdict());
    assertThat(shop.run(shop.confirm(id(2), ALL)).code())
        .as("whoever paid for it is refunded")
        .isEqualTo(Code.REFUND_DUE);
  }
}
