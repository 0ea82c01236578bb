package io.holdfast.model;

import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Commands.BasketLine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;
import org.junit.jupiter.api.Test;

/** ReserveBasket, check by check. */
final class ReserveBasketTest {
  private static final Id ZERO = new Id(0, 0);
  private static final Id BASKET = id(1);

  @Test
  void checksComeInTheDocumentedOrder() {
    final Shop shop =
        new Shop(
            c -> {
              c.maxReservations = 3;
              c.maxBuyerHolds = 2;
            });
    shop.sale(1).stock(1, 1, 5).stock(1, 2, 5);
    shop.sale(2).open(2).stock(2, 1, 5).stock(2, 2, 5).close(2);
    shop.sale(3, c -> c.buyerLimit = 7).stock(3, 1, 5).stock(3, 2, 5).open(3);
    shop.sale(4).stock(4, 1, 5).stock(4, 2, 5).open(4).pause(4);
    shop.sale(5, Shop::gate).stock(5, 1, 5).stock(5, 2, 5).open(5);
    shop.accepted(shop.reserve(id(100), 1).with(c -> c.sale = 3));
    shop.accepted(
        shop.reserve(id(101), 1)
            .with(
                c -> {
                  c.sale = 3;
                  c.buyer = 2;
                }));
    final Commands.ReserveBasket worst =
        new Commands.ReserveBasket()
            .with(
                c -> {
                  c.id = ZERO;
                  c.sale = 99;
                  c.tier = 8;
                });
    new Precedence<>(shop, worst)
        .gives(Code.INVALID_ID)
        .then(c -> c.id = BASKET)
        .gives(Code.INVALID_BASKET)
        .then(c -> c.lines = List.of(line(1, 99, 0), line(1, 1, 0), line(ZERO, 1, 0)))
        .gives(Expect.code(Code.INVALID_ID).line(2))
        .then(c -> c.lines = List.of(line(10, 1, 1), line(BASKET, 99, 0), line(10, 1, 0)))
        .gives(Expect.code(Code.INVALID_BASKET).line(1))
        .then(c -> c.lines = List.of(line(100, 1, 1), line(10, 99, 0), line(10, 1, 1_001)))
        .gives(Expect.code(Code.INVALID_BASKET).line(2))
        .then(c -> c.lines = List.of(line(100, 1, 1), line(10, 99, 0), line(11, 1, 1_001)))
        .gives(Expect.code(Code.INVALID_QUANTITY).line(1))
        .then(c -> c.lines = List.of(line(100, 1, 1), line(10, 99, 1), line(11, 1, 1_001)))
        .gives(Expect.code(Code.INVALID_QUANTITY).line(2))
        .then(c -> c.lines = List.of(line(100, 1, 1), line(10, 99, 1), line(11, 1, 1_000)))
        .gives(Code.INVALID_TIER)
        .then(c -> c.tier = 7)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 1)
        .gives(Expect.code(Code.UNKNOWN_LINE).line(1))
        .then(c -> c.lines = List.of(line(10, 2, 1), line(100, 1, 1), line(11, 1, 1_000)))
        .gives(Code.NOT_OPEN_YET)
        .then(c -> c.sale = 4)
        .gives(Code.SALE_PAUSED)
        .then(c -> c.sale = 5)
        .gives(Code.NOT_ADMITTED)
        .then(c -> c.sale = 2)
        .gives(Code.SALE_CLOSED)
        .then(c -> c.sale = 3)
        .then(c -> c.id = id(2))
        .gives(Expect.code(Code.LINE_ID_IN_USE).line(1))
        .then(c -> c.id = id(3))
        .then(c -> c.lines = List.of(line(10, 2, 1), line(11, 1, 1_000)))
        .gives(Expect.code(Code.LIMIT_BUYER).line(1).available(3).own(id(100)))
        .then(c -> c.id = id(5))
        .then(c -> c.lines = List.of(line(10, 2, 1), line(11, 1, 4)))
        .gives(Expect.code(Code.SOLD_OUT).line(1).available(3).own(id(100)))
        .then(c -> c.id = id(4))
        .then(c -> c.lines = List.of(line(10, 2, 1), line(11, 1, 2)))
        .gives(Code.CEILING_RESERVATIONS)
        .after(() -> shop.accepted(shop.release(id(101))))
        .gives(Code.CEILING_BUYER_HOLDS)
        .after(() -> shop.accepted(shop.release(id(100))))
        .gives(
            Expect.accepted()
                .state(ReservationState.HELD)
                .granted(3)
                .deadline(shop.now() + HOLD_MS));
  }

  @Test
  void anItemNamedTwiceCountsAsTheSum() {
    final Shop shop = Shop.selling(5).stock(1, 2, 5);
    final Commands.ReserveBasket command =
        shop.basket(BASKET, line(10, 1, 3), line(11, 2, 5), line(12, 1, 3), line(13, 2, 1));
    assertThat(shop.run(command))
        .isEqualTo(Expect.code(Code.SOLD_OUT).line(2).available(5).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 5, 0, 0));
    shop.stock(1, 1, 1);
    assertThat(shop.run(command))
        .as("what was rejected for good stays so")
        .isEqualTo(Expect.code(Code.SOLD_OUT).repeated().line(2).available(6).verdict());
    shop.accepted(shop.basket(id(2), line(10, 1, 3), line(11, 2, 5), line(12, 1, 3)));
    assertThat(shop.engine.lines(1))
        .containsExactly(new LineView(1, 1, 6, 0, 6, 0), new LineView(1, 2, 5, 0, 5, 0));
  }

  @Test
  void repeatIsTheFirstVerdictWithTheStateOfTheFirstLine() {
    final Shop shop = Shop.selling(9);
    final long deadlineMs = shop.now() + HOLD_MS;
    final Commands.ReserveBasket command = shop.basket(BASKET, line(10, 1, 3), line(11, 1, 2));
    shop.accepted(command);
    shop.accepted(shop.confirm(id(11), 2));
    assertThat(shop.run(command))
        .isEqualTo(
            Expect.accepted()
                .repeated()
                .granted(5)
                .deadline(deadlineMs)
                .state(ReservationState.HELD)
                .verdict());
    final Expect first = Expect.accepted().repeated().granted(5);
    shop.accepted(shop.release(id(10)));
    assertThat(shop.run(command)).isEqualTo(first.state(ReservationState.RELEASED).verdict());
    shop.passMs(60_000);
    assertThat(shop.run(command))
        .as("the first line is forgotten, the second is a purchase")
        .isEqualTo(first.state(ReservationState.NONE).verdict());
  }

  @Test
  void anotherBodyUnderTheSameIdNamesTheFirstFieldThatDiffers() {
    final Shop shop = Shop.selling(9);
    final Commands.ReserveBasket command = shop.basket(BASKET, line(10, 1, 3), line(11, 1, 2));
    shop.accepted(command);
    new Precedence<>(shop, command)
        .then(c -> c.lines = List.of(line(11, 1, 2), line(10, 1, 3)))
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.lines = List.of(line(10, 1, 3)))
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.lines = List.of(line(10, 1, 3), line(11, 1, 2), line(12, 1, 1)))
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.lines = List.of(line(10, 1, 3), line(12, 1, 2)))
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.lines = List.of(line(10, 1, 3), line(11, 2, 2)))
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.lines = List.of(line(10, 1, 3), line(11, 1, 1)))
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.lines = List.of())
        .gives(Code.ID_DIFFERS_LINES)
        .then(c -> c.tier = 8)
        .gives(Code.ID_DIFFERS_TIER)
        .then(c -> c.group = 8)
        .gives(Code.ID_DIFFERS_GROUP)
        .then(c -> c.buyer = 8)
        .gives(Code.ID_DIFFERS_BUYER)
        .then(c -> c.sale = 8)
        .gives(Code.ID_DIFFERS_SALE);
  }

  @Test
  void idOfAnythingButABasketDiffersInTheCommand() {
    final Shop shop = Shop.selling(9).held(id(20), 1);
    shop.accepted(shop.basket(BASKET, line(10, 1, 3)));
    shop.run(shop.reserve(id(21), 99));
    for (final Id known : List.of(id(20), id(10), id(21), new Id(8, 1))) {
      assertThat(shop.run(shop.basket(known, line(30, 1, 1))))
          .isEqualTo(Expect.code(Code.ID_DIFFERS_COMMAND).verdict());
    }
  }

  private static BasketLine line(final long id, final long item, final int quantity) {
    return line(id(id), item, quantity);
  }

  private static BasketLine line(final Id id, final long item, final int quantity) {
    return new BasketLine(id, item, quantity);
  }
}
