package io.holdfast.model;

import static io.holdfast.model.Shop.START_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** CreateSale, OpenSale and CloseSale, check by check. */
final class SaleCommandsTest {
  private static final long YEAR_MS = 366L * 24 * 60 * 60 * 1_000;
  private static final Id ID = id(1);

  @Test
  void checksOfCreateSaleComeInTheDocumentedOrder() {
    final Shop shop =
        new Shop(
            c -> {
              c.maxSales = 2;
              c.maxCommandIds = 2;
            });
    shop.sale(1).sale(2);
    final Commands.CreateSale worst =
        new Commands.CreateSale()
            .with(
                c -> {
                  c.id = new Id(0, 0);
                  c.sale = 0;
                  c.opensAtMs = -1;
                  c.holdMs = 0;
                  c.paymentMs = 0;
                  c.maxHoldMs = 0;
                  c.retentionMs = -1;
                  c.graceUntilMs = -1;
                  c.buyerLimit = -1;
                  c.gated = 2;
                  c.unitsPerBuyer = 0;
                });
    new Precedence<>(shop, worst)
        .gives(Code.INVALID_ID)
        .then(c -> c.id = ID)
        .gives(Code.INVALID_ID)
        .then(c -> c.sale = 1)
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.opensAtMs = START_MS + 5)
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.graceUntilMs = 0)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.holdMs = YEAR_MS + 1)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.holdMs = YEAR_MS)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.paymentMs = YEAR_MS)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.maxHoldMs = 1)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.retentionMs = YEAR_MS + 1)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.retentionMs = 0)
        .gives(Code.INVALID_LIMIT)
        .then(c -> c.buyerLimit = 1)
        .gives(Code.INVALID_ADMISSION)
        .then(c -> c.gated = 0)
        .gives(Code.SALE_EXISTS)
        .then(c -> c.sale = 3)
        .gives(Code.ID_DIFFERS_SALE)
        .then(c -> c.id = id(2))
        .gives(Code.CEILING_SALES);
  }

  @Test
  void everyFieldHasItsRange() {
    outOfRange(
        Code.INVALID_LIMIT,
        c -> c.buyerLimit = -1,
        c -> c.buyerLineLimit = -1,
        c -> c.groupLimit = -1,
        c -> c.groupLineLimit = -1);
    outOfRange(
        Code.INVALID_ADMISSION,
        c -> c.gated = 2,
        c -> c.seed = 0,
        c -> c.admissionPerSecond = -1,
        c -> c.admissionPerSecond = 1_000_001,
        c -> c.maxActive = 0,
        c -> c.finishMs = 0,
        c -> c.finishMs = YEAR_MS + 1,
        c -> c.admitPermille = -1,
        c -> c.admitPermille = 1_000_001,
        c -> c.returnPermille = -1,
        c -> c.returnPermille = 1_001,
        c -> c.unitsPerBuyer = 0);
  }

  @SafeVarargs
  private static void outOfRange(final Code code, final Consumer<Commands.CreateSale>... changes) {
    for (final Consumer<Commands.CreateSale> change : changes) {
      final Commands.CreateSale create = new Commands.CreateSale().with(Shop::gate).with(change);
      assertThat(new Shop().run(create)).isEqualTo(Expect.code(code).verdict());
    }
  }

  @Test
  void withoutAGateTheFieldsOfTheWaitingRoomAreFree() {
    new Shop().accepted(new Commands.CreateSale().with(c -> c.maxActive = -1));
  }

  @Test
  void schedules() {
    final long none = Commands.NOT_GIVEN;
    assertThat(schedule(none, none)).isEqualTo(Code.ACCEPTED);
    assertThat(schedule(0, none)).isEqualTo(Code.ACCEPTED);
    assertThat(schedule(START_MS, START_MS + 1)).isEqualTo(Code.ACCEPTED);
    assertThat(schedule(none, START_MS + 1)).isEqualTo(Code.ACCEPTED);
    assertThat(schedule(none, START_MS)).isEqualTo(Code.INVALID_SCHEDULE);
    assertThat(schedule(none, -1)).isEqualTo(Code.INVALID_SCHEDULE);
    assertThat(schedule(-1, none)).isEqualTo(Code.INVALID_SCHEDULE);
    assertThat(schedule(START_MS + 2, START_MS + 2)).isEqualTo(Code.INVALID_SCHEDULE);
    assertThat(schedule(START_MS + 2, START_MS + 1)).isEqualTo(Code.INVALID_SCHEDULE);
    assertThat(schedule(5, 6)).isEqualTo(Code.INVALID_SCHEDULE);
  }

  private static Code schedule(final long opensAtMs, final long closesAtMs) {
    return new Shop()
        .run(
            new Commands.CreateSale()
                .with(
                    c -> {
                      c.opensAtMs = opensAtMs;
                      c.closesAtMs = closesAtMs;
                    }))
        .code();
  }

  @Test
  void aSaleIsScheduledOpenAndClosed() {
    final Shop shop = new Shop().sale(1);
    assertThat(state(shop)).isEqualTo(SaleState.SCHEDULED);
    shop.open(1);
    assertThat(state(shop)).isEqualTo(SaleState.OPEN);
    shop.close(1);
    assertThat(state(shop)).isEqualTo(SaleState.CLOSED);
    shop.sale(2).close(2);
    assertThat(shop.engine.sales()).extracting(SaleView::sale).containsExactly(1L, 2L);
    assertThat(shop.engine.sales().get(1).state()).isEqualTo(SaleState.CLOSED);
  }

  private static SaleState state(final Shop shop) {
    return shop.engine.sales().get(0).state();
  }

  @Test
  void checksOfOpenSaleComeInTheDocumentedOrder() {
    final Shop shop = new Shop(c -> c.maxCommandIds = 6);
    shop.sale(1).sale(2).sale(3).open(2).open(3).close(3);
    new Precedence<>(shop, new Commands.OpenSale().with(c -> c.id = new Id(0, 0)))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = new Id(8, 1))
        .gives(Code.ID_DIFFERS_COMMAND)
        .then(c -> c.id = ID)
        .then(c -> c.sale = 99)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 2)
        .gives(Code.ALREADY_OPEN)
        .gives(Expect.code(Code.ALREADY_OPEN).repeated())
        .then(c -> c.id = id(2))
        .then(c -> c.sale = 3)
        .gives(Code.SALE_CLOSED)
        .then(c -> c.id = id(3))
        .then(c -> c.sale = 1)
        .gives(Code.CEILING_COMMAND_IDS);
  }

  @Test
  void checksOfCloseSaleComeInTheDocumentedOrder() {
    final Shop shop = new Shop(c -> c.maxCommandIds = 3);
    shop.sale(1).sale(2).close(2);
    new Precedence<>(shop, new Commands.CloseSale().with(c -> c.id = new Id(0, 0)))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = new Id(8, 1))
        .gives(Code.ID_DIFFERS_COMMAND)
        .then(c -> c.id = ID)
        .then(c -> c.sale = 99)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 2)
        .gives(Code.SALE_CLOSED)
        .then(c -> c.id = id(3))
        .then(c -> c.sale = 1)
        .gives(Code.CEILING_COMMAND_IDS);
  }

  @Test
  void repeatsChangeNothing() {
    final Shop shop = new Shop();
    final Commands.CreateSale create = new Commands.CreateSale();
    final Commands.OpenSale open = new Commands.OpenSale();
    final Commands.CloseSale close = new Commands.CloseSale();
    for (final Commands.Spec<?> command : List.of(create, open, close)) {
      assertThat(shop.run(command)).isEqualTo(Expect.accepted().verdict());
    }
    for (final Commands.Spec<?> command : List.of(create, open, close)) {
      assertThat(shop.run(command)).isEqualTo(Expect.accepted().repeated().verdict());
    }
    assertThat(state(shop)).isEqualTo(SaleState.CLOSED);
  }

  @Test
  void anotherBodyUnderTheSameIdNamesTheFirstFieldThatDiffers() {
    final Shop shop = new Shop();
    final Commands.CreateSale create = new Commands.CreateSale();
    final Commands.OpenSale open = new Commands.OpenSale();
    final Commands.CloseSale close = new Commands.CloseSale();
    for (final Commands.Spec<?> command : List.of(create, open, close)) {
      shop.accepted(command);
    }
    new Precedence<>(shop, create)
        .then(c -> c.operatorName = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.name = "another")
        .gives(Code.ID_DIFFERS_POLICY)
        .then(c -> c.sale = 2)
        .gives(Code.ID_DIFFERS_SALE);
    new Precedence<>(shop, open)
        .then(c -> c.reason = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.sale = 2)
        .gives(Code.ID_DIFFERS_SALE);
    new Precedence<>(shop, close)
        .then(c -> c.operatorName = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.sale = 2)
        .gives(Code.ID_DIFFERS_SALE);
  }

  @Test
  void everyFieldOfThePolicyIsCompared() {
    final Shop shop = new Shop();
    final Commands.CreateSale create = new Commands.CreateSale();
    shop.accepted(create);
    final List<Consumer<Commands.CreateSale>> changes =
        List.of(
            c -> c.opensAtMs = 0,
            c -> c.closesAtMs = 0,
            c -> c.graceUntilMs = 0,
            c -> c.holdMs++,
            c -> c.paymentMs++,
            c -> c.maxHoldMs++,
            c -> c.retentionMs++,
            c -> c.buyerLimit++,
            c -> c.buyerLineLimit++,
            c -> c.groupLimit++,
            c -> c.groupLineLimit++,
            c -> c.admissionPerSecond++,
            c -> c.maxActive++,
            c -> c.finishMs++,
            c -> c.admitPermille++,
            c -> c.returnPermille++,
            c -> c.unitsPerBuyer++,
            c -> c.gated++,
            c -> c.seed++,
            c -> c.name = "");
    for (final Consumer<Commands.CreateSale> change : changes) {
      assertThat(shop.run(create.with(change)))
          .isEqualTo(Expect.code(Code.ID_DIFFERS_POLICY).verdict());
    }
  }
}
