package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Commands.BasketLine;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** What is remembered, and what a command gets whose id was forgotten. */
final class MemoryTest {
  private static final long RETENTION_MS = 500;

  private static Shop forgetful(final int endedHolds, final int rejections) {
    return new Shop(
            c -> {
              c.maxEndedHolds = endedHolds;
              c.maxRejections = rejections;
              c.memoryRetentionMs = RETENTION_MS;
            })
        .sale(1)
        .stock(1, 1, 10)
        .open(1);
  }

  @Test
  void endedHoldsAreForgottenOldestFirst() {
    final Shop shop = forgetful(2, 9).released(id(1), 1).released(id(2), 1).released(id(3), 1);
    assertThat(shop.engine.reservation(id(1))).isEmpty();
    assertThat(shop.engine.reservation(id(2))).isPresent();
    assertThat(shop.run(shop.release(id(1))).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
    assertThat(shop.run(shop.reserve(id(1), 2)))
        .as("judged anew")
        .matches(verdict -> verdict.code() == Code.ACCEPTED && !verdict.repeated());
  }

  @Test
  void oneThatIsPaidForLateLeavesTheMemoryAndMakesRoom() {
    final Shop shop = forgetful(2, 9).released(id(1), 1).released(id(2), 1);
    assertThat(shop.run(shop.confirm(id(2), 1)).code()).isEqualTo(Code.REFUND_DUE);
    shop.released(id(3), 1);
    assertThat(shop.engine.reservation(id(1))).isPresent();
    shop.released(id(4), 1);
    assertThat(shop.engine.reservation(id(1))).isEmpty();
    shop.passMs(RETENTION_MS).tick();
    assertThat(shop.engine.reservation(id(2)).orElseThrow().state())
        .as("refunds are kept")
        .isEqualTo(ReservationState.REFUND_DUE);
  }

  @Test
  void endedHoldsAreGoneWhenTheirTimeIsUp() {
    final Shop shop = forgetful(9, 9).released(id(1), 1).passMs(RETENTION_MS - 1);
    assertThat(shop.run(shop.release(id(1))).repeated()).isTrue();
    shop.passMs(1);
    assertThat(shop.run(shop.release(id(1))).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
  }

  @Test
  void rejectionsAreForgottenOldestFirst() {
    final Shop shop = forgetful(9, 2);
    for (int i = 1; i <= 3; i++) {
      assertThat(shop.run(shop.reserve(id(i), 11)).code()).isEqualTo(Code.SOLD_OUT);
    }
    assertThat(shop.run(shop.reserve(id(2), 11)).repeated()).isTrue();
    assertThat(shop.run(shop.reserve(id(1), 11)).repeated()).as("judged anew").isFalse();
    assertThat(shop.run(shop.reserve(id(2), 11)).repeated())
        .as("a repeat does not make it younger")
        .isFalse();
  }

  @Test
  void rejectionsAreGoneWhenTheirTimeIsUp() {
    final Shop shop = forgetful(9, 9);
    assertThat(shop.run(shop.reserve(id(1), 11)).code()).isEqualTo(Code.SOLD_OUT);
    shop.passMs(RETENTION_MS - 1);
    assertThat(shop.run(shop.reserve(id(1), 11)).repeated()).isTrue();
    shop.passMs(1);
    assertThat(shop.run(shop.reserve(id(1), 10)).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void rejectionsOfAllCommandsShareOneMemory() {
    final Shop shop = forgetful(9, 1);
    final Commands.OpenSale open = new Commands.OpenSale();
    assertThat(shop.run(open).code()).isEqualTo(Code.ALREADY_OPEN);
    assertThat(shop.run(open).repeated()).isTrue();
    assertThat(shop.run(shop.basket(id(1), new BasketLine(id(2), 1, 11))).code())
        .isEqualTo(Code.SOLD_OUT);
    assertThat(shop.run(open).repeated()).isFalse();
  }

  @Test
  void purchasesAndAcceptedCommandsAreKept() {
    final Shop shop = forgetful(1, 1).confirmed(id(1), 2, 2);
    shop.accepted(shop.cancel(id(2), id(1), ALL));
    shop.passMs(1_000_000);
    assertThat(shop.run(shop.cancel(id(2), id(1), ALL)))
        .isEqualTo(
            Expect.accepted()
                .repeated()
                .granted(2)
                .state(ReservationState.CANCELLED)
                .available(10)
                .verdict());
    assertThat(shop.run(shop.reserve(id(1), 2)).repeated()).isTrue();
  }

  @Test
  void aBasketIsKnownAsLongAsOneOfItsLinesIs() {
    final Shop shop = forgetful(9, 9);
    final Commands.ReserveBasket basket =
        shop.basket(id(1), new BasketLine(id(2), 1, 1), new BasketLine(id(3), 1, 1));
    shop.accepted(basket);
    shop.accepted(shop.release(id(3)));
    shop.passMs(100);
    shop.accepted(shop.release(id(2)));
    shop.passMs(RETENTION_MS - 100);
    assertThat(shop.run(shop.release(id(3))).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
    assertThat(shop.run(shop.confirmBasket(id(1))))
        .isEqualTo(Expect.code(Code.UNKNOWN_BASKET).verdict());
    assertThat(shop.run(basket).repeated()).isTrue();
    shop.passMs(100);
    assertThat(shop.run(basket))
        .as("judged anew")
        .matches(verdict -> verdict.code() == Code.ACCEPTED && !verdict.repeated());
  }

  @Test
  void theIdOfAForgottenLineIsFreeThoughItsBasketIsKnown() {
    final Shop shop = forgetful(1, 9);
    shop.accepted(shop.basket(id(1), new BasketLine(id(2), 1, 1), new BasketLine(id(3), 1, 1)));
    shop.accepted(shop.release(id(2)));
    shop.released(id(4), 1);
    assertThat(shop.run(shop.reserve(id(2), 5)).code()).isEqualTo(Code.ACCEPTED);
    assertThat(shop.run(shop.confirmBasket(id(1))).code())
        .as("the new reservation is no line of the basket")
        .isEqualTo(Code.UNKNOWN_BASKET);
  }
}
