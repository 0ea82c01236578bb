package io.holdfast.model;

import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Reserve, check by check. */
final class ReserveTest {
  private static final Id ID = id(1);

  @Test
  void checksComeInTheDocumentedOrder() {
    final Shop shop =
        new Shop(
            c -> {
              c.maxReservations = 2;
              c.maxBuyerHolds = 1;
            });
    shop.sale(1).stock(1, 1, 10);
    shop.sale(2).open(2).stock(2, 1, 10).close(2);
    shop.sale(3, c -> c.buyerLimit = 3).stock(3, 1, 3).open(3);
    shop.sale(4).stock(4, 1, 10).open(4).pause(4);
    shop.sale(5, Shop::gate).stock(5, 1, 10).open(5);
    shop.accepted(shop.reserve(id(100), 1).with(c -> c.sale = 3));
    shop.accepted(inSale3(id(101)));
    final Commands.Reserve worst =
        new Commands.Reserve()
            .with(
                c -> {
                  c.id = new Id(0, 0);
                  c.sale = 99;
                  c.item = 99;
                  c.quantity = 0;
                  c.tier = 8;
                  c.flags = 4;
                });
    new Precedence<>(shop, worst)
        .gives(Code.INVALID_ID)
        .then(c -> c.id = ID)
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = -1)
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = 1_001)
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.quantity = 1_000)
        .gives(Code.INVALID_TIER)
        .then(c -> c.tier = 255)
        .gives(Code.INVALID_TIER)
        .then(c -> c.tier = 7)
        .gives(Code.NOT_OFFERED)
        .then(c -> c.flags = 0x83)
        .gives(Code.NOT_OFFERED)
        .then(c -> c.flags = 0)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 1)
        .gives(Code.UNKNOWN_LINE)
        .then(c -> c.item = 1)
        .gives(Expect.code(Code.NOT_OPEN_YET).available(10))
        .then(c -> c.sale = 4)
        .gives(Expect.code(Code.SALE_PAUSED).available(10))
        .then(c -> c.sale = 5)
        .gives(Expect.code(Code.NOT_ADMITTED).available(10))
        .then(c -> c.sale = 2)
        .gives(Expect.code(Code.SALE_CLOSED).available(10))
        .then(
            c -> {
              c.id = id(2);
              c.sale = 3;
              c.quantity = 3;
            })
        .gives(Expect.code(Code.LIMIT_BUYER).available(1).own(id(100)))
        .then(
            c -> {
              c.id = id(3);
              c.quantity = 2;
            })
        .gives(Expect.code(Code.SOLD_OUT).available(1).own(id(100)))
        .then(
            c -> {
              c.id = id(4);
              c.quantity = 1;
            })
        .gives(Expect.code(Code.CEILING_RESERVATIONS).available(1))
        .after(() -> shop.accepted(shop.release(id(101))))
        .gives(Expect.code(Code.CEILING_BUYER_HOLDS).available(2))
        .after(() -> shop.accepted(shop.release(id(100))))
        .gives(
            Expect.accepted()
                .state(ReservationState.HELD)
                .granted(1)
                .available(2)
                .deadline(shop.now() + HOLD_MS));
  }

  private static Commands.Reserve inSale3(final Id id) {
    return new Commands.Reserve()
        .with(
            c -> {
              c.id = id;
              c.sale = 3;
              c.buyer = 2;
            });
  }

  @Test
  void holdsAllUnitsThatAreThere() {
    final Shop shop = Shop.selling(5);
    assertThat(shop.run(shop.reserve(ID, 5)))
        .isEqualTo(
            Expect.accepted()
                .state(ReservationState.HELD)
                .granted(5)
                .available(0)
                .deadline(shop.now() + HOLD_MS)
                .verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 0, 5, 0));
  }

  @Test
  void repeatIsTheFirstVerdictWithTheStateOfNow() {
    final Shop shop = Shop.selling(5);
    final long deadlineMs = shop.now() + HOLD_MS;
    final Commands.Reserve command = shop.reserve(ID, 2);
    shop.accepted(command);
    assertThat(shop.run(command))
        .isEqualTo(
            Expect.accepted()
                .repeated()
                .granted(2)
                .deadline(deadlineMs)
                .state(ReservationState.HELD)
                .available(3)
                .verdict());
    final Expect first = Expect.accepted().repeated().granted(2);
    shop.accepted(shop.confirm(ID, 1));
    assertThat(shop.run(command))
        .isEqualTo(first.state(ReservationState.CONFIRMED).available(4).verdict());
    shop.accepted(shop.cancel(id(2), ID, 1));
    assertThat(shop.run(command))
        .isEqualTo(first.state(ReservationState.CANCELLED).available(5).verdict());
  }

  @Test
  void repeatOfARejectionIsThatRejectionThoughItCouldBeAcceptedNow() {
    final Shop shop = Shop.selling(1);
    final Commands.Reserve command = shop.reserve(ID, 2);
    assertThat(shop.run(command).code()).isEqualTo(Code.SOLD_OUT);
    shop.stock(1, 1, 9);
    assertThat(shop.run(command))
        .isEqualTo(Expect.code(Code.SOLD_OUT).repeated().available(10).verdict());
  }

  @Test
  void whatIsNotFinalBindsNoId() {
    final Shop shop = new Shop().sale(1).stock(1, 1, 1);
    final Commands.Reserve command = shop.reserve(ID, 1);
    assertThat(shop.run(command).code()).isEqualTo(Code.NOT_OPEN_YET);
    shop.open(1);
    assertThat(shop.run(command.with(c -> c.buyer = 2)).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void anotherBodyUnderTheSameIdNamesTheFirstFieldThatDiffers() {
    final List<Consumer<Commands.Reserve>> fromTheLastField =
        List.of(
            c -> c.flags = 1,
            c -> c.tier = 9,
            c -> c.quantity = 0,
            c -> c.group = 5,
            c -> c.buyer = 5,
            c -> c.item = 5,
            c -> c.sale = 5);
    final List<Code> codes =
        List.of(
            Code.ID_DIFFERS_FLAGS,
            Code.ID_DIFFERS_TIER,
            Code.ID_DIFFERS_QUANTITY,
            Code.ID_DIFFERS_GROUP,
            Code.ID_DIFFERS_BUYER,
            Code.ID_DIFFERS_ITEM,
            Code.ID_DIFFERS_SALE);
    final Shop shop = Shop.selling(5);
    Commands.Reserve command = shop.reserve(ID, 2);
    shop.accepted(command);
    for (int i = 0; i < codes.size(); i++) {
      command = command.with(fromTheLastField.get(i));
      assertThat(shop.run(command)).isEqualTo(Expect.code(codes.get(i)).verdict());
    }
  }

  @Test
  void idOfAnythingButAReserveDiffersInTheCommand() {
    final Shop shop = Shop.selling(9);
    shop.accepted(shop.basket(id(10), new Commands.BasketLine(id(11), 1, 1)));
    shop.confirmed(id(12), 1, 1);
    shop.accepted(shop.cancel(id(13), id(12), 1));
    shop.run(shop.basket(id(14), new Commands.BasketLine(id(15), 1, 99)));
    for (final Id known : List.of(id(10), id(11), id(13), id(14), new Id(8, 1))) {
      assertThat(shop.run(shop.reserve(known, 1)))
          .isEqualTo(Expect.code(Code.ID_DIFFERS_COMMAND).verdict());
    }
    assertThat(shop.run(shop.reserve(id(15), 1)).code())
        .as("lines of a rejected basket bind no id")
        .isEqualTo(Code.ACCEPTED);
  }
}
