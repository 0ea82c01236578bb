package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.TicketState;
import org.junit.jupiter.api.Test;

/** A sale is over, and its number free again. */
final class ForgettingTest {
  private static final long RETENTION_MS = 5_000;

  private static Shop selling(final Shop shop) {
    return shop.sale(1, c -> c.retentionMs = RETENTION_MS).stock(1, 1, 9).open(1);
  }

  @Test
  void everythingOfTheSaleIsUnknownOnceItsTimeIsUp() {
    final Shop shop = selling(new Shop()).confirmed(id(1), 2, 2).released(id(2), 1);
    shop.accepted(shop.cancel(id(3), id(1), 1));
    shop.run(shop.cancel(id(4), id(1), 9));
    shop.run(shop.reserve(id(5), 99));
    shop.close(1).passMs(RETENTION_MS - 1).settle();
    assertThat(shop.run(shop.reserve(id(5), 99)).repeated()).isTrue();
    shop.passMs(1).settle();
    assertThat(shop.engine.events())
        .extracting(PlainEvent::kind)
        .containsExactly(EventKind.SALE_FORGOTTEN);
    assertThat(shop.engine.sales()).isEmpty();
    assertThat(shop.run(shop.confirm(id(1), ALL)).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
    assertThat(shop.run(shop.confirm(id(2), ALL)).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
    assertThat(shop.run(shop.cancel(id(3), id(1), 1)).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
    assertThat(shop.run(shop.cancel(id(4), id(1), 9)).code()).isEqualTo(Code.UNKNOWN_RESERVATION);
    assertThat(shop.run(shop.reserve(id(5), 99)).code()).isEqualTo(Code.UNKNOWN_SALE);
  }

  @Test
  void itWaitsForTheLastLiveReservation() {
    final Shop shop = selling(new Shop()).update(1, c -> c.paymentMs = 9_000).paying(id(1), 2);
    shop.close(1).passMs(RETENTION_MS).settle();
    assertThat(shop.engine.sales()).as("its payment lasts").isNotEmpty();
    shop.passMs(9_000 - RETENTION_MS).tick();
    assertThat(shop.engine.sales()).as("the hold expired in this step").isNotEmpty();
    assertThat(shop.engine.isDue(shop.now())).isTrue();
    shop.tick();
    assertThat(shop.engine.sales()).isEmpty();
  }

  @Test
  void theNumberCanBeUsedAgainWithEverythingNew() {
    final Shop shop = selling(new Shop()).confirmed(id(1), 2, 2).close(1).passMs(RETENTION_MS);
    selling(shop);
    assertThat(shop.line(1)).isEqualTo(new LineView(1, 1, 9, 9, 0, 0));
    assertThat(shop.run(shop.reserve(id(1), 3)))
        .as("the id is free as well")
        .matches(verdict -> verdict.code() == Code.ACCEPTED && !verdict.repeated());
  }

  @Test
  void nothingOfItCountsForACeilingAnyMore() {
    final Shop shop =
        new Shop(
            c -> {
              c.maxSales = 1;
              c.maxLines = 1;
              c.maxReservations = 1;
              c.maxCommandIds = 4;
              c.maxTickets = 1;
            });
    for (int round = 0; round < 3; round++) {
      shop.sale(
          1,
          c -> {
            Shop.gate(c);
            c.retentionMs = 0;
          });
      shop.stock(1, 1, 1).open(1).passMs(10).joined(1, 1).settle();
      shop.confirmed(id(1), 1, 1).close(1);
      assertThat(shop.run(shop.join(1, 1)).code()).isEqualTo(Code.UNKNOWN_SALE);
    }
  }

  @Test
  void endedReservationsKeepTheirPlacesInMemory() {
    final Shop shop = selling(new Shop(c -> c.maxEndedHolds = 2));
    shop.sale(2).stock(2, 1, 9).open(2);
    shop.accepted(shop.reserve(id(1), 1).with(c -> c.sale = 2));
    shop.accepted(shop.release(id(1)));
    shop.released(id(2), 1).close(1).passMs(RETENTION_MS).settle();
    assertThat(shop.engine.reservation(id(2))).isEmpty();
    assertThat(shop.engine.reservation(id(1))).isPresent();
    shop.accepted(shop.reserve(id(3), 1).with(c -> c.sale = 2));
    shop.accepted(shop.release(id(3)));
    assertThat(shop.engine.reservation(id(1))).as("two places, both younger").isEmpty();
  }

  @Test
  void aClosedSaleAnswersUntilItIsForgotten() {
    final Shop shop = new Shop();
    shop.sale(
        1,
        c -> {
          Shop.gate(c);
          c.retentionMs = 0;
        });
    shop.joined(1, 1);
    shop.runAtOnce(new Commands.CloseSale());
    assertThat(shop.engine.isDue(shop.now())).isTrue();
    assertThat(shop.runAtOnce(shop.leave(1, 1)))
        .as("nobody has to wait for the next Tick")
        .isEqualTo(Expect.accepted().repeated().ticket(TicketState.EXPIRED, 0).verdict());
    shop.settle();
    assertThat(shop.run(shop.leave(1, 1)).code()).isEqualTo(Code.UNKNOWN_SALE);
  }
}
