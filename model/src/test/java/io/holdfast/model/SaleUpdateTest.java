package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.START_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** PauseSale, UpdateSale and Outage: what changes a sale that is there. */
final class SaleUpdateTest {
  private static final Id ZERO = new Id(0, 0);

  @Test
  void checksOfPauseSaleComeInTheDocumentedOrder() {
    final Shop shop = new Shop(c -> c.maxCommandIds = 8);
    shop.sale(1).sale(2).open(2).sale(3).open(3).pause(3).sale(4).close(4);
    new Precedence<>(
            shop,
            new Commands.PauseSale()
                .with(
                    c -> {
                      c.id = ZERO;
                      c.graceUntilMs = -1;
                      c.sale = 99;
                    }))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = new Id(8, 1))
        .gives(Code.ID_DIFFERS_COMMAND)
        .then(c -> c.id = id(1))
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.graceUntilMs = Commands.NOT_GIVEN)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 1)
        .gives(Code.NOT_OPEN_YET)
        .then(c -> c.sale = 3)
        .gives(Code.ALREADY_PAUSED)
        .then(c -> c.id = id(2))
        .then(c -> c.sale = 4)
        .gives(Code.SALE_CLOSED)
        .then(c -> c.id = id(3))
        .then(c -> c.sale = 2)
        .gives(Code.CEILING_COMMAND_IDS);
  }

  @Test
  void checksOfUpdateSaleComeInTheDocumentedOrder() {
    final Shop shop = new Shop(c -> c.maxCommandIds = 6);
    shop.sale(1, c -> c.opensAtMs = START_MS + 100).sale(2).open(2).sale(3).close(3);
    new Precedence<>(
            shop,
            new Commands.UpdateSale()
                .with(
                    c -> {
                      c.id = ZERO;
                      c.sale = 99;
                      c.opensAtMs = -1;
                      c.closesAtMs = -1;
                      c.graceUntilMs = -1;
                      c.holdMs = 0;
                      c.buyerLimit = -1;
                      c.maxActive = 0;
                    }))
        .gives(Code.INVALID_ID)
        .then(c -> c.id = id(1))
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.opensAtMs = START_MS + 100)
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.closesAtMs = START_MS)
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.graceUntilMs = 0)
        .gives(Code.INVALID_HOLD_TIME)
        .then(c -> c.holdMs = 1)
        .gives(Code.INVALID_LIMIT)
        .then(c -> c.buyerLimit = 1)
        .gives(Code.INVALID_ADMISSION)
        .then(c -> c.maxActive = 1)
        .gives(Code.UNKNOWN_SALE)
        .then(c -> c.sale = 3)
        .gives(Code.SALE_CLOSED)
        .then(c -> c.id = id(2))
        .then(c -> c.sale = 2)
        .gives(Code.ALREADY_OPEN)
        .then(c -> c.id = id(3))
        .then(c -> c.sale = 1)
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.closesAtMs = START_MS + 100)
        .gives(Code.INVALID_SCHEDULE)
        .then(c -> c.closesAtMs = START_MS + 101)
        .gives(Code.LIMIT_NOT_COUNTED)
        .then(c -> c.buyerLimit = 0)
        .gives(Code.NOT_GATED)
        .then(c -> c.maxActive = Commands.NO_INT)
        .gives(Code.ACCEPTED)
        .then(c -> c.id = id(4))
        .gives(Code.CEILING_COMMAND_IDS);
  }

  @Test
  void whatWouldBeSetIsCheckedAsAWhole() {
    final Shop shop = new Shop().sale(1, c -> c.opensAtMs = START_MS + 100);
    final Commands.UpdateSale closes =
        new Commands.UpdateSale().with(c -> c.closesAtMs = START_MS + 50);
    assertThat(shop.run(closes).code()).isEqualTo(Code.INVALID_SCHEDULE);
    shop.accepted(closes.with(c -> c.opensAtMs = 0));
    assertThat(shop.engine.nextDueMs()).isEqualTo(START_MS + 50);
    shop.update(1, c -> c.closesAtMs = 0);
    assertThat(shop.engine.nextDueMs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void anOpeningThatIsDueHappensInTheSameStep() {
    final Shop shop = new Shop().sale(1).update(1, c -> c.opensAtMs = START_MS);
    assertThat(shop.engine.sales().get(0).state()).isEqualTo(SaleState.OPEN);
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind)
        .containsExactly(EventKind.SALE_UPDATED, EventKind.SALE_OPENED);
  }

  @Test
  void actsOnLaterHoldsOnly() {
    final Shop shop = Shop.selling(9).held(id(1), 1).update(1, c -> c.holdMs = 10).held(id(2), 1);
    shop.passMs(10).settle();
    assertThat(shop.state(id(1))).isEqualTo(ReservationState.HELD);
    assertThat(shop.state(id(2))).isEqualTo(ReservationState.EXPIRED);
  }

  @Test
  void aPauseKeepsTheGraceUnlessOneIsGiven() {
    final Shop shop = Shop.selling(9).held(id(1), 1);
    final Commands.PauseSale pause = new Commands.PauseSale().with(c -> c.graceUntilMs = 90_000);
    shop.accepted(pause);
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind, PlainEvent::deadlineMs)
        .containsExactly(
            tuple(EventKind.GRACE_GIVEN, OptionalLong.of(90_000)),
            tuple(EventKind.SALE_PAUSED, OptionalLong.empty()));
    shop.open(1).pause(1);
    assertThat(shop.engine.sales().get(0).graceUntilMs()).hasValue(90_000);
    shop.passMs(90_000 - START_MS - 1);
    assertThat(shop.settle()).isZero();
    assertThat(shop.state(id(1))).isEqualTo(ReservationState.HELD);
    shop.passMs(1).settle();
    assertThat(shop.state(id(1))).isEqualTo(ReservationState.EXPIRED);
    shop.open(1);
    shop.accepted(pause.with(c -> c.id = id(60)).with(c -> c.graceUntilMs = 0));
    assertThat(shop.engine.sales().get(0).graceUntilMs()).isEmpty();
  }

  @Test
  void graceTakenBackMakesDueWhatItKept() {
    final Shop shop = Shop.selling(9).held(id(1), 1).update(1, c -> c.graceUntilMs = 90_000);
    shop.passMs(HOLD_MS + 5);
    assertThat(shop.settle()).isZero();
    shop.update(1, c -> c.graceUntilMs = 0);
    assertThat(shop.engine.isDue(shop.now())).isTrue();
    assertThat(shop.runAtOnce(shop.confirm(id(1), ALL)).late()).isTrue();
  }

  @Test
  void anOutageGivesEverySaleTheGraceThatIsLater() {
    final Shop shop = new Shop().sale(1).sale(2, c -> c.graceUntilMs = 90_000).sale(3).close(3);
    final PlainVerdict verdict = shop.outage(1, 60_000);
    assertThat(verdict).isEqualTo(Expect.accepted().granted(2).verdict());
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind, PlainEvent::sale)
        .containsExactly(tuple(EventKind.GRACE_GIVEN, 1L), tuple(EventKind.GRACE_GIVEN, 3L));
    assertThat(shop.engine.sales().get(1).graceUntilMs()).hasValue(90_000);
  }

  @Test
  void anOutageComesBeforeTheDeadlinesThatItKeeps() {
    final Shop shop = Shop.selling(9).held(id(1), 9);
    shop.outage(5 * HOLD_MS, 1_000);
    assertThat(shop.engine.isDue(shop.now())).isFalse();
    assertThat(shop.run(shop.confirm(id(1), ALL)).late()).isFalse();
  }

  @Test
  void repeatsChangeNothingAndDifferencesAreNamed() {
    final Shop shop = Shop.selling(9);
    final Commands.PauseSale pause = new Commands.PauseSale();
    shop.accepted(pause);
    shop.open(1);
    assertThat(shop.run(pause)).isEqualTo(Expect.accepted().repeated().verdict());
    assertThat(shop.engine.sales().get(0).state()).isEqualTo(SaleState.OPEN);
    new Precedence<>(shop, pause)
        .then(c -> c.reason = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.graceUntilMs = 0)
        .gives(Code.ID_DIFFERS_POLICY)
        .then(c -> c.sale = 2)
        .gives(Code.ID_DIFFERS_SALE);
    final Commands.UpdateSale update = new Commands.UpdateSale().with(c -> c.holdMs = 7);
    shop.accepted(update);
    shop.update(1, c -> c.holdMs = 8);
    assertThat(shop.run(update)).isEqualTo(Expect.accepted().repeated().verdict());
    assertThat(shop.engine.sales().get(0).holdMs()).isEqualTo(8);
    new Precedence<>(shop, update)
        .then(c -> c.operatorName = "another")
        .gives(Code.ID_DIFFERS_TEXT)
        .then(c -> c.unitsPerBuyer = 1)
        .gives(Code.ID_DIFFERS_POLICY)
        .then(c -> c.sale = 2)
        .gives(Code.ID_DIFFERS_SALE);
  }
}
