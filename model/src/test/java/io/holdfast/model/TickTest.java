package io.holdfast.model;

import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.START_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
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
  void holdsEndInOrderOfDeadlineThenSequenceThenLine() {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = 1);
    shop.sale(1, c -> c.holdMs = 20).stock(1, 1, 9).open(1);
    shop.sale(2, c -> c.holdMs = 10).stock(2, 1, 9).open(2);
    shop.held(id(1), 1);
    shop.accepted(shop.reserve(id(2), 1).with(c -> c.sale = 2));
    shop.passMs(10 - 1);
    shop.settle();
    shop.passMs(1);
    assertNextToExpire(shop, id(2));
    shop.accepted(
        shop.basket(
            id(3), new Commands.BasketLine(id(4), 1, 1), new Commands.BasketLine(id(5), 1, 1)));
    shop.accepted(shop.reserve(id(6), 1));
    shop.passMs(20);
    assertNextToExpire(shop, id(1));
    assertNextToExpire(shop, id(4));
    assertNextToExpire(shop, id(5));
    assertNextToExpire(shop, id(6));
    assertThat(shop.settle()).isZero();
  }

  private static void assertNextToExpire(final Shop shop, final Id id) {
    assertThat(shop.engine.reservation(id).orElseThrow().state()).isEqualTo(ReservationState.HELD);
    assertThat(shop.tick().granted()).isEqualTo(1);
    assertThat(shop.engine.reservation(id).orElseThrow().state())
        .isEqualTo(ReservationState.EXPIRED);
  }

  @Test
  void atTheSameTimeSalesComeBeforeHoldsInOrderOfCreation() {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = 1);
    final long dueMs = START_MS + HOLD_MS;
    shop.sale(1).stock(1, 1, 9).open(1).held(id(1), 1);
    shop.sale(5, c -> c.closesAtMs = dueMs);
    shop.sale(4, c -> c.opensAtMs = dueMs);
    shop.sale(3, c -> c.opensAtMs = dueMs - 1);
    shop.passMs(HOLD_MS);
    shop.tick();
    assertThat(states(shop)).isEqualTo("OPEN SCHEDULED SCHEDULED OPEN");
    shop.tick();
    assertThat(states(shop)).isEqualTo("OPEN CLOSED SCHEDULED OPEN");
    shop.tick();
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
    assertThat(shop.engine.nextDueMs()).isEqualTo(Long.MAX_VALUE);
    shop.sale(3, c -> c.closesAtMs = START_MS + 6).open(3);
    assertThat(shop.engine.nextDueMs()).isEqualTo(START_MS + 6);
  }

  @Test
  void anOpeningInThePastIsDueAtOnce() {
    final Shop shop = new Shop().sale(1, c -> c.opensAtMs = 0);
    assertThat(shop.engine.isDue(shop.now())).isTrue();
    assertThat(shop.settle()).isEqualTo(1);
    assertThat(shop.engine.sales().get(0).state()).isEqualTo(SaleState.OPEN);
  }

  @Test
  void holdsOfAClosedSaleKeepTheirDeadlines() {
    final Shop shop = Shop.selling(5).held(id(1), 2).close(1).passMs(HOLD_MS);
    assertThat(shop.settle()).isEqualTo(1);
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 5, 0, 0));
  }
}
