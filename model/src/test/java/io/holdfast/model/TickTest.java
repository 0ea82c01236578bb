package io.holdfast.model;

import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.START_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.holdfast.model.Commands.BasketLine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.SaleState;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is due, when, and in which order. */
final class TickTest {
  @Test
  void nothingIsDueBeforeItsTime() {
    final Shop shop = Shop.selling(5).held(id(1), 2).passMs(HOLD_MS - 1);
    assertThat(shop.engine.nextDueMs()).isEqualTo(START_MS + HOLD_MS);
    assertThat(shop.engine.isDue(shop.now())).isFalse();
    assertThat(shop.tick()).isEqualTo(Expect.accepted().verdict());
    shop.passMs(1);
    assertThat(shop.engine.isDue(shop.now())).isTrue();
    assertThat(shop.tick()).isEqualTo(Expect.accepted().granted(1).verdict());
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 5, 0, 0));
    assertThat(shop.engine.nextDueMs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void unitsAreAvailableAgainAtTheInstantAHoldIsDue() {
    final Shop shop = Shop.selling(5).held(id(1), 5).passMs(HOLD_MS);
    assertThat(shop.run(shop.reserve(id(2), 5)).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aTickMakesAtMostItsChangesAndTheNextGoesOn() {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = 2).sale(1).stock(1, 1, 9).open(1);
    shop.held(id(1), 1).held(id(2), 2).held(id(3), 3).passMs(HOLD_MS);
    assertThat(shop.tick().granted()).isEqualTo(2);
    assertThat(shop.line(1).available()).isEqualTo(6);
    assertThat(shop.engine.isDue(shop.now())).isTrue();
    assertThat(shop.tick().granted()).isEqualTo(1);
    assertThat(shop.engine.isDue(shop.now())).isFalse();
  }

  @Test
  void holdsEndInOrderOfDueTimeThenLineThenDeadlineThenAsTheyWereGiven() {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = 1);
    shop.sale(1).stock(1, 1, 9).stock(1, 2, 9).open(1);
    shop.accepted(shop.reserve(id(1), 1).with(c -> c.item = 2));
    shop.accepted(shop.basket(id(2), new BasketLine(id(3), 1, 1), new BasketLine(id(4), 1, 1)));
    shop.held(id(5), 1);
    shop.accepted(shop.extend(id(3), shop.now() + HOLD_MS + 1));
    shop.passMs(1);
    shop.held(id(6), 1);
    shop.passMs(HOLD_MS - 1);
    assertNextToExpire(shop, id(4));
    assertNextToExpire(shop, id(5));
    assertNextToExpire(shop, id(1));
    shop.passMs(1);
    assertNextToExpire(shop, id(3));
    assertNextToExpire(shop, id(6));
    assertThat(shop.settle()).isZero();
  }

  @Test
  void graceMakesHoldsDueAtOnceInOrderOfTheirLinesCreation() {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = 1);
    shop.sale(1, c -> c.graceUntilMs = START_MS + 9 * HOLD_MS);
    shop.stock(1, 1, 9).stock(1, 2, 9).open(1);
    shop.accepted(shop.reserve(id(1), 1).with(c -> c.item = 2));
    shop.passMs(1).held(id(2), 1).passMs(HOLD_MS);
    assertThat(shop.settle()).as("the grace keeps them").isZero();
    assertThat(shop.engine.nextDueMs()).isEqualTo(START_MS + 9 * HOLD_MS);
    shop.passMs(8 * HOLD_MS);
    assertNextToExpire(shop, id(2));
    assertNextToExpire(shop, id(1));
  }

  private static void assertNextToExpire(final Shop shop, final Id id) {
    assertThat(shop.tick().granted()).isEqualTo(1);
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind, PlainEvent::reservation)
        .containsExactly(tuple(EventKind.EXPIRED, Optional.of(id)));
  }

  @Test
  void turnsAreNeverPutOffAndComeInOrderOfTimeThenCreation() {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = 1);
    final long dueMs = START_MS + HOLD_MS;
    shop.sale(1).stock(1, 1, 9).open(1).held(id(1), 1);
    shop.sale(5, c -> c.closesAtMs = dueMs);
    shop.sale(4, c -> c.opensAtMs = dueMs);
    shop.sale(3, c -> c.opensAtMs = dueMs - 1);
    shop.passMs(HOLD_MS);
    assertThat(shop.tick().granted()).as("beyond the one change of a step").isEqualTo(3);
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind, PlainEvent::sale)
        .containsExactly(
            tuple(EventKind.SALE_OPENED, 3L),
            tuple(EventKind.SALE_CLOSED, 5L),
            tuple(EventKind.SALE_OPENED, 4L));
    assertThat(states(shop)).isEqualTo("OPEN CLOSED OPEN OPEN");
    assertNextToExpire(shop, id(1));
  }

  private static String states(final Shop shop) {
    return String.join(" ", shop.engine.sales().stream().map(sale -> sale.state().name()).toList());
  }

  @Test
  void aSaleThatOpensAndClosesInOneJumpDoesBothInTurn() {
    final Shop shop = new Shop();
    shop.sale(
        1,
        c -> {
          c.opensAtMs = START_MS + 5;
          c.closesAtMs = START_MS + 6;
        });
    shop.passMs(10);
    assertThat(shop.tick().granted()).isEqualTo(2);
    assertThat(shop.engine.sales().get(0).state()).isEqualTo(SaleState.CLOSED);
  }

  @Test
  void anOpeningThatWasOvertakenIsNoLongerDue() {
    final Shop shop = new Shop();
    shop.sale(1, c -> c.opensAtMs = START_MS + 5).open(1);
    assertThat(shop.engine.nextDueMs()).isEqualTo(Long.MAX_VALUE);
    shop.sale(
        2,
        c -> {
          c.opensAtMs = START_MS + 5;
          c.closesAtMs = START_MS + 6;
        });
    shop.close(2);
    assertThat(shop.engine.nextDueMs())
        .as("nothing but that it is forgotten")
        .isGreaterThan(START_MS + 6);
    shop.sale(3, c -> c.closesAtMs = START_MS + 6).open(3);
    assertThat(shop.engine.nextDueMs()).isEqualTo(START_MS + 6);
  }

  @Test
  void anOpeningInThePastIsDoneAtOnce() {
    final Shop shop = new Shop().sale(1, c -> c.opensAtMs = 0);
    assertThat(shop.engine.isDue(shop.now())).isFalse();
    assertThat(shop.engine.sales().get(0).state()).isEqualTo(SaleState.OPEN);
  }

  @Test
  void holdsOfAClosedSaleKeepTheirDeadlines() {
    final Shop shop = Shop.selling(5).held(id(1), 2).close(1).passMs(HOLD_MS);
    assertThat(shop.settle()).isEqualTo(1);
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 5, 0, 0));
  }
}
