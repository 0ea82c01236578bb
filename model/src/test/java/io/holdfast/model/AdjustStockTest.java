package io.holdfast.model;

import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import org.junit.jupiter.api.Test;

/** AdjustStock, check by check. */
final class AdjustStockTest {
  private static final Id ID = id(1);

  @Test
  void checksComeInTheDocumentedOrder() {
    final Shop shop =
        new Shop(
            c -> {
              c.maxLines = 1;
              c.maxLineUnits = 100;
              c.maxCommandIds = 2;
            });
    shop.sale(1).stock(1, 1, 10);
    final Commands.AdjustStock worst =
        new Commands.AdjustStock()
            .with(
                c -> {
                  c.id = new Id(0, 0);
                  c.sale = 99;
                  c.item = 2;
                  c.delta = 0;
                  c.flags = 2;
                  c.expectedAvailable = 5;
                });
    new Precedence<>(shop, worst)
        .gives(Code.INVALID_ID)
        .then(c -> c.id = new Id(8, 1))
        .gives(Code.ID_DIFFERS_COMMAND)
        .then(c -> c.id = ID)
        .gives(Code.INVALID_QUANTITY)
        .then(c -> c.delta = 91)
        .gives(Code.NOT_OFFERED)
        .then(c -> c.flags = 3)
        .gives(Code.NOT_OFFERED)
        .then(c -> c.flags = 0)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 1)
        .gives(Code.UNKNOWN_LINE)
        .then(c -> c.flags = 1)
        .then(c -> c.delta = -1)
        .gives(Code.UNKNOWN_LINE)
        .then(c -> c.delta = 91)
        .gives(Code.STALE_AVAILABLE)
        .then(c -> c.id = id(2))
        .then(c -> c.expectedAvailable = 0)
        .gives(Code.CEILING_LINES)
        .then(c -> c.item = 1)
        .then(c -> c.delta = -11)
        .gives(Expect.code(Code.STALE_AVAILABLE).available(10))
        .then(c -> c.id = id(3))
        .then(c -> c.expectedAvailable = 10)
        .gives(Expect.code(Code.INSUFFICIENT_AVAILABLE).available(10))
        .then(c -> c.id = id(4))
        .then(c -> c.delta = 91)
        .gives(Expect.code(Code.CEILING_UNITS).available(10))
        .then(c -> c.delta = 90)
        .gives(Expect.code(Code.CEILING_COMMAND_IDS).available(10));
  }

  @Test
  void extremeDeltasAreNothingSpecial() {
    final Shop shop = Shop.selling(10);
    final Commands.AdjustStock command = new Commands.AdjustStock();
    assertThat(shop.run(command.with(c -> c.delta = Long.MAX_VALUE)).code())
        .isEqualTo(Code.CEILING_UNITS);
    assertThat(shop.run(command.with(c -> c.delta = Long.MIN_VALUE)).code())
        .isEqualTo(Code.INSUFFICIENT_AVAILABLE);
  }

  @Test
  void putsUnitsInAndTakesThemOutInEveryState() {
    final Shop shop = new Shop().sale(1).stock(1, 1, 10).open(1).held(ID, 4).close(1);
    final Commands.AdjustStock out =
        new Commands.AdjustStock()
            .with(
                c -> {
                  c.id = id(2);
                  c.delta = -6;
                  c.expectedAvailable = 6;
                });
    assertThat(shop.run(out)).isEqualTo(Expect.accepted().available(0).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 4, 0, 4, 0));
    shop.accepted(shop.release(ID));
    assertThat(shop.run(out)).isEqualTo(Expect.accepted().repeated().available(4).verdict());
  }

  @Test
  void repeatedRejectionTellsWhatIsAvailableNow() {
    final Shop shop = new Shop().sale(1);
    final Commands.AdjustStock stale =
        new Commands.AdjustStock().with(c -> c.expectedAvailable = 5);
    assertThat(shop.run(stale)).isEqualTo(Expect.code(Code.STALE_AVAILABLE).verdict());
    assertThat(shop.run(stale)).isEqualTo(Expect.code(Code.STALE_AVAILABLE).repeated().verdict());
    shop.stock(1, 1, 5);
    assertThat(shop.run(stale))
        .isEqualTo(Expect.code(Code.STALE_AVAILABLE).repeated().available(5).verdict());
  }

  @Test
  void anotherBodyUnderTheSameIdNamesTheFirstFieldThatDiffers() {
    final Shop shop = new Shop().sale(1);
    final Commands.AdjustStock command = new Commands.AdjustStock();
    shop.accepted(command);
    new Precedence<>(shop, command)
        .then(c -> c.reason = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.flags = 2)
        .gives(Code.ID_DIFFERS_FLAGS)
        .then(c -> c.expectedAvailable = 0)
        .gives(Code.ID_DIFFERS_EXPECTED)
        .then(c -> c.delta = 0)
        .gives(Code.ID_DIFFERS_QUANTITY)
        .then(c -> c.item = 2)
        .gives(Code.ID_DIFFERS_ITEM)
        .then(c -> c.sale = 2)
        .gives(Code.ID_DIFFERS_SALE);
  }
}
