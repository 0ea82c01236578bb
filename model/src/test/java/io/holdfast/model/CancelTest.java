package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cancel, check by check. */
final class CancelTest {
  private static final Id ZERO = new Id(0, 0);
  private static final Id ID = id(1);
  private static final Id PURCHASE = id(2);

  @Test
  void checksComeInTheDocumentedOrder() {
    // Three operator commands make the sale; there is room for one more.
    final Shop shop = new Shop(c -> c.maxCommandIds = 4).sale(1).stock(1, 1, 9).open(1);
    shop.held(id(3), 1).confirmed(PURCHASE, 5, 4);
    new Precedence<>(shop, shop.cancel(ZERO, id(99), 0))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = ID)
        .then(c -> c.reservation = ZERO)
        .gives(Code.INVALID_ID)
        .then(c -> c.reservation = id(99))
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = -1)
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = 5)
        .gives(Code.UNKNOWN_RESERVATION)
        .then(c -> c.reservation = id(3))
        .gives(Expect.code(Code.NOT_CONFIRMED).state(ReservationState.HELD).available(4))
        .then(c -> c.reservation = PURCHASE)
        .gives(Expect.code(Code.EXCEEDS_PURCHASE).state(ReservationState.CONFIRMED).available(4))
        .then(c -> c.id = id(4))
        .then(c -> c.quantity = 3)
        .gives(Expect.accepted().granted(3).state(ReservationState.CONFIRMED).available(7))
        .then(c -> c.id = id(5))
        .then(c -> c.quantity = ALL)
        .gives(
            Expect.code(Code.CEILING_COMMAND_IDS).state(ReservationState.CONFIRMED).available(7));
  }

  @Test
  void partsAddUp() {
    final Shop shop = Shop.selling(9).confirmed(PURCHASE, 5, 4);
    assertThat(shop.run(shop.cancel(ID, PURCHASE, 1)))
        .isEqualTo(
            Expect.accepted().granted(1).state(ReservationState.CONFIRMED).available(6).verdict());
    assertThat(shop.run(shop.cancel(id(3), PURCHASE, ALL)))
        .isEqualTo(
            Expect.accepted().granted(3).state(ReservationState.CANCELLED).available(9).verdict());
    assertThat(shop.run(shop.cancel(id(4), PURCHASE, ALL)))
        .as("nothing is left")
        .isEqualTo(
            Expect.code(Code.EXCEEDS_PURCHASE)
                .state(ReservationState.CANCELLED)
                .available(9)
                .verdict());
  }

  @Test
  void onlyPurchasesCanBeCancelled() {
    final Shop shop = Shop.selling(9).expired(id(10), 1).released(id(11), 1).refundDue(id(12), 1);
    final List<ReservationState> states =
        List.of(ReservationState.EXPIRED, ReservationState.RELEASED, ReservationState.REFUND_DUE);
    for (int i = 0; i < states.size(); i++) {
      assertThat(shop.run(shop.cancel(ID, id(10 + i), 1)))
          .isEqualTo(Expect.code(Code.NOT_CONFIRMED).state(states.get(i)).available(9).verdict());
    }
  }

  @Test
  void worksInAClosedSale() {
    final Shop shop = Shop.selling(9).confirmed(PURCHASE, 5, 4).close(1);
    assertThat(shop.run(shop.cancel(ID, PURCHASE, ALL)).granted()).isEqualTo(4);
  }

  @Test
  void repeatIsTheFirstVerdictWithTheStateOfNow() {
    final Shop shop = Shop.selling(9).confirmed(PURCHASE, 5, 4);
    shop.accepted(shop.cancel(ID, PURCHASE, 1));
    assertThat(shop.run(shop.cancel(id(3), PURCHASE, 4)).code()).isEqualTo(Code.EXCEEDS_PURCHASE);
    shop.accepted(shop.cancel(id(4), PURCHASE, 3));
    assertThat(shop.run(shop.cancel(ID, PURCHASE, 1)))
        .isEqualTo(
            Expect.accepted()
                .repeated()
                .granted(1)
                .state(ReservationState.CANCELLED)
                .available(9)
                .verdict());
    assertThat(shop.run(shop.cancel(id(3), PURCHASE, 4)))
        .isEqualTo(
            Expect.code(Code.EXCEEDS_PURCHASE)
                .repeated()
                .state(ReservationState.CANCELLED)
                .available(9)
                .verdict());
  }

  @Test
  void anotherBodyUnderTheSameIdNamesTheFirstFieldThatDiffers() {
    final Shop shop = Shop.selling(9).confirmed(PURCHASE, 5, 4);
    shop.accepted(shop.cancel(ID, PURCHASE, 4));
    new Precedence<>(shop, shop.cancel(ID, PURCHASE, ALL))
        .gives(Code.ID_DIFFERS_QUANTITY)
        .then(c -> c.quantity = 0)
        .gives(Code.ID_DIFFERS_QUANTITY)
        .then(c -> c.reservation = id(99))
        .gives(Code.ID_DIFFERS_RESERVATION)
        .then(c -> c.id = PURCHASE)
        .gives(Code.ID_DIFFERS_COMMAND)
        .then(c -> c.id = new Id(8, 1))
        .gives(Code.ID_DIFFERS_COMMAND);
  }
}
