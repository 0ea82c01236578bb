package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Commands.BasketLine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What commands find after a burst of deadlines that no single step can settle. */
final class SettlingTest {
  /** One change a step; buyers 1 to 4 hold two units each, all due; one Tick has come. */
  private static Shop burst(final int changesPerStep) {
    final Shop shop = new Shop(c -> c.maxChangesPerStep = changesPerStep);
    shop.sale(
            1,
            c -> {
              c.buyerLimit = 4;
              c.groupLimit = 4;
            })
        .stock(1, 1, 8)
        .stock(1, 2, 8)
        .open(1);
    for (int buyer = 1; buyer <= 4; buyer++) {
      final long number = buyer;
      shop.accepted(
          shop.reserve(id(number), 2)
              .with(c -> c.buyer = number)
              .with(c -> c.group = 6 + (number + 1) / 2));
    }
    shop.passMs(HOLD_MS).tick();
    return shop;
  }

  private static List<Id> expired(final Shop shop) {
    return shop.engine.events().stream()
        .filter(event -> event.kind() == EventKind.EXPIRED)
        .map(PlainEvent::reservation)
        .flatMap(Optional::stream)
        .toList();
  }

  @Test
  void aLapsedHoldShowsAsExpiredBeforeItIsSettled() {
    final Shop shop = burst(1);
    assertThat(shop.state(id(4))).isEqualTo(ReservationState.EXPIRED);
    assertThat(shop.line(1))
        .as("quantities count what is settled")
        .isEqualTo(new LineView(1, 1, 8, 2, 6, 0));
  }

  @Test
  void aRepeatSettlesNothingAndShowsTheHoldAsExpired() {
    final Shop shop = burst(1);
    final PlainVerdict again =
        shop.runAtOnce(shop.reserve(id(4), 2).with(c -> c.buyer = 4).with(c -> c.group = 8));
    assertThat(again)
        .isEqualTo(
            Expect.accepted()
                .repeated()
                .state(ReservationState.EXPIRED)
                .granted(2)
                .available(2)
                .verdict());
    assertThat(shop.engine.events()).isEmpty();
  }

  @Test
  void whatIsNamedIsSettledFirst() {
    final Shop shop = burst(1);
    assertThat(shop.runAtOnce(shop.release(id(4))).code()).isEqualTo(Code.HOLD_EXPIRED);
    assertThat(expired(shop)).containsExactly(id(4));
    assertThat(shop.runAtOnce(shop.confirm(id(3), ALL)).late()).isTrue();
    assertThat(expired(shop)).containsExactly(id(3));
  }

  @Test
  void ownHoldsAreSettledNewestFirstBeyondTheBudget() {
    final Shop slow = new Shop(c -> c.maxChangesPerStep = 1).sale(1).stock(1, 1, 8).open(1);
    slow.held(id(1), 1).held(id(2), 1).held(id(3), 1).passMs(HOLD_MS).tick();
    slow.runAtOnce(slow.reserve(id(4), 8));
    assertThat(expired(slow)).containsExactly(id(3), id(2));
    assertThat(slow.state(id(4))).isEqualTo(ReservationState.HELD);
  }

  @Test
  void theLineIsSettledAsFarAsUnitsAreNeeded() {
    final Shop shop = burst(1);
    final Commands.Reserve needs = shop.reserve(id(10), 4).with(c -> c.buyer = 10);
    assertThat(shop.runAtOnce(needs.with(c -> c.quantity = 2)).code()).isEqualTo(Code.ACCEPTED);
    assertThat(expired(shop)).as("two are free").isEmpty();
    final Commands.Reserve other = needs.with(c -> c.id = id(11)).with(c -> c.buyer = 11);
    assertThat(shop.runAtOnce(other))
        .as("one expiry frees two")
        .isEqualTo(Expect.code(Code.SETTLING).available(2).verdict());
    assertThat(expired(shop)).containsExactly(id(2));
    assertThat(shop.runAtOnce(other).code()).as("the same again").isEqualTo(Code.ACCEPTED);
    assertThat(expired(shop)).containsExactly(id(3));
    assertThat(shop.runAtOnce(other.with(c -> c.id = id(12)).with(c -> c.buyer = 12)).code())
        .as("all is settled now")
        .isEqualTo(Code.SOLD_OUT);
    assertThat(expired(shop)).containsExactly(id(4));
  }

  @Test
  void aGroupsLimitIsNotExactWhileAnyHoldHasLapsed() {
    final Shop shop = burst(1);
    final Commands.Reserve needs =
        shop.reserve(id(10), 2).with(c -> c.buyer = 10).with(c -> c.group = 8);
    assertThat(shop.runAtOnce(needs).code()).isEqualTo(Code.SETTLING);
    shop.settle();
    assertThat(shop.runAtOnce(needs).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aBasketNamesTheLineThatIsNotSettled() {
    final Shop shop = burst(1);
    shop.runAtOnce(new Commands.UpdateSale().with(c -> c.buyerLimit = 9));
    final Commands.ReserveBasket basket =
        shop.basket(id(20), new BasketLine(id(21), 2, 1), new BasketLine(id(22), 1, 6))
            .with(c -> c.buyer = 10);
    assertThat(shop.runAtOnce(basket)).isEqualTo(Expect.code(Code.SETTLING).line(1).verdict());
    assertThat(shop.runAtOnce(basket).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void stockIsSettledWhollyToCompareAndAsNeededToTakeOut() {
    final Shop slow = burst(1);
    final Commands.AdjustStock compare =
        new Commands.AdjustStock()
            .with(
                c -> {
                  c.id = id(30);
                  c.delta = 1;
                  c.expectedAvailable = 8;
                });
    assertThat(slow.runAtOnce(compare))
        .isEqualTo(Expect.code(Code.SETTLING).available(4).verdict());
    final Commands.AdjustStock out =
        new Commands.AdjustStock()
            .with(
                c -> {
                  c.id = id(31);
                  c.delta = -7;
                });
    assertThat(slow.runAtOnce(out)).isEqualTo(Expect.code(Code.SETTLING).available(6).verdict());
    assertThat(slow.runAtOnce(compare)).isEqualTo(Expect.accepted().available(9).verdict());
    assertThat(slow.runAtOnce(out)).isEqualTo(Expect.accepted().available(2).verdict());
  }

  @Test
  void whatEndsMayPushOutWhatIsJudged() {
    final Shop shop =
        new Shop(
            c -> {
              c.maxChangesPerStep = 1;
              c.maxEndedHolds = 1;
            });
    shop.sale(1).stock(1, 1, 9).stock(1, 2, 9).open(1).held(id(1), 2);
    shop.accepted(shop.reserve(id(2), 2).with(c -> c.item = 2));
    shop.passMs(HOLD_MS).tick();
    assertThat(shop.runAtOnce(shop.confirm(id(1), ALL)))
        .as("the buyer's other hold expires, and only one that ended is kept")
        .isEqualTo(Expect.code(Code.UNKNOWN_RESERVATION).verdict());
    shop.accepted(shop.basket(id(3), new BasketLine(id(4), 1, 1), new BasketLine(id(5), 1, 1)));
    shop.passMs(HOLD_MS).tick();
    assertThat(shop.runAtOnce(shop.confirmBasket(id(3))))
        .isEqualTo(Expect.code(Code.UNKNOWN_BASKET).verdict());
  }

  @Test
  void deadlinesPassOnAnIdleEngine() {
    final Shop shop = Shop.selling(5).held(id(1), 5).passMs(1_000_000);
    assertThat(shop.runAtOnce(shop.reserve(id(2), 5).with(c -> c.buyer = 2)).code())
        .isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aDuplicateClickDoesNotBurnStock() {
    final Shop shop = Shop.selling(5);
    for (int click = 0; click < 5; click++) {
      shop.accepted(shop.reserve(id(1), 2));
    }
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 5, 3, 2, 0));
  }
}
