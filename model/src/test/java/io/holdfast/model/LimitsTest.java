package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Commands.PARTIAL;
import static io.holdfast.model.Shop.HOLD_MS;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.model.Commands.BasketLine;
import io.holdfast.protocol.codec.Code;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What counts for a limit, and what is answered where it has no room. */
final class LimitsTest {
  private long ids = 100;

  private static Shop selling(final Consumer<Commands.CreateSale> limits) {
    return new Shop().sale(1, limits).stock(1, 1, 50).stock(1, 2, 50).open(1);
  }

  /** Reserves under a new id; buyer, group, item and quantity as given. */
  private PlainVerdict reserve(
      final Shop shop, final long buyer, final long group, final long item, final int quantity) {
    ids++;
    return shop.run(
        shop.reserve(id(ids), quantity)
            .with(
                c -> {
                  c.buyer = buyer;
                  c.group = group;
                  c.item = item;
                }));
  }

  @Test
  void theFirstLimitWithoutRoomIsNamed() {
    final Shop shop =
        selling(
            c -> {
              c.buyerLimit = 6;
              c.buyerLineLimit = 5;
              c.groupLimit = 4;
              c.groupLineLimit = 3;
            });
    assertThat(reserve(shop, 1, 1, 1, 7).code()).isEqualTo(Code.LIMIT_BUYER);
    assertThat(reserve(shop, 1, 1, 1, 6).code()).isEqualTo(Code.LIMIT_BUYER_LINE);
    assertThat(reserve(shop, 1, 1, 1, 5).code()).isEqualTo(Code.LIMIT_GROUP);
    assertThat(reserve(shop, 1, 1, 1, 4).code()).isEqualTo(Code.LIMIT_GROUP_LINE);
    assertThat(reserve(shop, 1, 1, 1, 3).code()).isEqualTo(Code.ACCEPTED);
    assertThat(reserve(shop, 2, 1, 1, 1).code()).as("same group").isEqualTo(Code.LIMIT_GROUP_LINE);
    assertThat(reserve(shop, 2, 1, 2, 2).code()).as("same group").isEqualTo(Code.LIMIT_GROUP);
    assertThat(reserve(shop, 1, 2, 1, 3).code()).as("same buyer").isEqualTo(Code.LIMIT_BUYER_LINE);
    assertThat(reserve(shop, 1, 2, 2, 3).code()).as("to the limit").isEqualTo(Code.ACCEPTED);
    assertThat(reserve(shop, 1, 3, 2, 1).code()).isEqualTo(Code.LIMIT_BUYER);
  }

  @Test
  void groupZeroIsNoGroup() {
    final Shop shop = selling(c -> c.groupLimit = 1);
    assertThat(reserve(shop, 1, 0, 1, 9).code()).isEqualTo(Code.ACCEPTED);
    assertThat(reserve(shop, 2, 0, 1, 9).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void ownHoldBlocksTheBuyerAndIsNamed() {
    final Shop shop = selling(c -> c.buyerLimit = 2).held(id(1), 1).held(id(2), 1);
    final Commands.Reserve refused = shop.reserve(id(3), 1);
    assertThat(shop.run(refused))
        .as("the newest one")
        .isEqualTo(Expect.code(Code.LIMIT_BUYER).available(48).own(id(2)).verdict());
    shop.accepted(shop.release(id(2)));
    assertThat(shop.run(refused))
        .as("repeated: the one of now")
        .isEqualTo(Expect.code(Code.LIMIT_BUYER).repeated().available(49).own(id(1)).verdict());
    assertThat(shop.run(shop.reserve(id(4), 2).with(c -> c.item = 2)))
        .as("none on that line")
        .isEqualTo(Expect.code(Code.LIMIT_BUYER).available(50).verdict());
  }

  @Test
  void whatIsGivenBackIsFreeAgain() {
    final Shop shop = selling(c -> c.buyerLimit = 4).held(id(1), 4).passMs(HOLD_MS);
    shop.held(id(2), 4);
    shop.accepted(shop.confirm(id(2), 3));
    assertThat(reserve(shop, 1, 0, 1, 2).code()).as("3 sold").isEqualTo(Code.LIMIT_BUYER);
    shop.held(id(3), 1);
    shop.accepted(shop.release(id(3)));
    shop.accepted(shop.cancel(id(4), id(2), 2));
    assertThat(reserve(shop, 1, 0, 1, 3).code()).as("1 sold").isEqualTo(Code.ACCEPTED);
  }

  @Test
  void partialIsCutToTheLimit() {
    final Shop shop = selling(c -> c.buyerLimit = 3).held(id(1), 1);
    final PlainVerdict verdict = shop.run(shop.reserve(id(2), 9).with(c -> c.flags = PARTIAL));
    assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
    assertThat(verdict.granted()).isEqualTo(2);
    assertThat(shop.run(shop.reserve(id(3), 9).with(c -> c.flags = PARTIAL)).code())
        .isEqualTo(Code.LIMIT_BUYER);
  }

  @Test
  void aBasketCountsItsLinesTogether() {
    final Shop shop =
        selling(
            c -> {
              c.buyerLimit = 5;
              c.buyerLineLimit = 3;
            });
    assertThat(shop.run(shop.basket(id(1), line(11, 1, 2), line(12, 2, 3), line(13, 1, 1))))
        .isEqualTo(Expect.code(Code.LIMIT_BUYER).line(2).available(50).verdict());
    assertThat(shop.run(shop.basket(id(2), line(11, 1, 2), line(12, 1, 2))))
        .as("the same item twice")
        .isEqualTo(Expect.code(Code.LIMIT_BUYER_LINE).line(1).available(50).verdict());
    shop.accepted(shop.basket(id(3), line(11, 1, 2), line(12, 2, 3)));
  }

  private static BasketLine line(final long id, final long item, final int quantity) {
    return new BasketLine(id(id), item, quantity);
  }

  @Test
  void aLatePaymentNeedsRoomAgain() {
    final Shop shop = selling(c -> c.buyerLimit = 4).expired(id(1), 3).held(id(2), 2);
    assertThat(shop.run(shop.confirm(id(1), ALL)).code()).isEqualTo(Code.REFUND_DUE);
    shop.accepted(shop.release(id(2)));
    shop.passMs(HOLD_MS).expired(id(3), 4);
    assertThat(shop.run(shop.confirm(id(3), ALL)).late()).isTrue();
  }

  @Test
  void whatIsHeldIsNotCountedTwice() {
    final Shop shop = selling(c -> c.buyerLimit = 2).paying(id(1), 2);
    assertThat(shop.run(shop.confirm(id(1), ALL)).code()).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aLowerLimitTakesNothingAway() {
    final Shop shop =
        selling(c -> c.buyerLimit = 4).held(id(1), 4).update(1, c -> c.buyerLimit = 1);
    assertThat(reserve(shop, 1, 0, 1, 1).code()).isEqualTo(Code.LIMIT_BUYER);
    shop.accepted(shop.confirm(id(1), ALL));
    shop.update(1, c -> c.buyerLimit = 0);
    assertThat(reserve(shop, 1, 0, 1, 9).code()).as("no limit for now").isEqualTo(Code.ACCEPTED);
    shop.update(1, c -> c.buyerLimit = 13);
    assertThat(reserve(shop, 1, 0, 1, 1).code()).as("still counted").isEqualTo(Code.LIMIT_BUYER);
  }
}
