package io.holdfast.engine.rules;

import static io.holdfast.engine.TestCommands.RESERVATION;
import static io.holdfast.engine.rules.Commands.adjust;
import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.closeSale;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.leave;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.SALE;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.TestOperatorCommands;
import io.holdfast.engine.TestPolicy;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Reserve and ReserveBasket with everything wrong at once. Row by row the first check that fails
 * gives the code, and what it found is mended before the next row.
 */
final class ReservePrecedenceTest {
  private static final long BUYER = 1;
  private static final long GROUP = 7;
  private static final long SCHEDULED = 2;
  private static final long CLOSED = 3;
  private static final long MISSING = 9;
  private static final long TOKEN_MS = 1_000;
  private static final int MAX_UNITS = 5;

  private final Shop shop = new Shop(ceilings());
  private long ids = 100;

  private static Ceilings ceilings() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = 2;
    ceilings.maxBuyerHolds = 1;
    ceilings.maxReservationUnits = MAX_UNITS;
    return ceilings;
  }

  private static TestPolicy policy() {
    return Shop.policy(
        policy -> {
          Shop.gated(1).accept(policy);
          policy.holdMs = 1_000_000L;
          policy.finishMs = 1_000_000L;
          limit(2).accept(policy);
        });
  }

  private static Consumer<TestPolicy> limit(final int units) {
    return policy -> {
      policy.buyerLimit = units;
      policy.buyerLineLimit = units;
      policy.groupLimit = units;
      policy.groupLineLimit = units;
    };
  }

  /**
   * Sale 1 is paused and sold out, the buyer has left after reserving what the limits allow, and
   * the node is full; sale 2 is scheduled, sale 3 closed, neither with enough units.
   */
  @BeforeEach
  void breakEverything() {
    for (long sale = SALE; sale <= CLOSED; sale++) {
      shop.accept(createSale(shop.nextSetupId(), sale, policy()));
      for (long item = ITEM; item <= OTHER_ITEM; item++) {
        final long units = sale == SALE ? 3 : 1;
        final int flags = TestOperatorCommands.CREATE_LINE;
        shop.accept(adjust(shop.nextSetupId(), sale, item, units, Commands.ANY, flags));
      }
    }
    shop.accept(closeSale(shop.nextSetupId(), CLOSED));
    shop.resume();
    shop.accept(join(BUYER));
    shop.accept(join(2));
    shop.pass(TOKEN_MS);
    shop.pass(TOKEN_MS);
    shop.accept(reserve(1).buyer(BUYER).group(GROUP).units(2));
    shop.accept(reserve(2).buyer(2));
    shop.accept(leave(BUYER));
    shop.pause();
  }

  /** Final codes bind their ids, so each try has a new one. */
  private Answer tried(final Code code, final Reserve reserve) {
    return shop.expect(code, reserve.id(++ids)).repeated(false).line(Verdict.NO_LINE);
  }

  @Test
  void ofReserve() {
    final Reserve wrong =
        reserve(0).sale(MISSING).item(MISSING).buyer(BUYER).group(GROUP).units(0).tier(8).flags(4);
    shop.expect(Code.INVALID_ID, wrong).nothingElse();
    shop.expect(Code.ID_DIFFERS_SALE, wrong.id(1)).nothingElse();
    tried(Code.INVALID_QUANTITY, wrong).nothingElse();
    tried(Code.INVALID_QUANTITY, wrong.units(-1)).nothingElse();
    tried(Code.INVALID_QUANTITY, wrong.units(MAX_UNITS + 1)).nothingElse();
    final Reserve quantity = wrong.units(2);
    tried(Code.INVALID_TIER, quantity).nothingElse();
    tried(Code.NOT_OFFERED, quantity.tier(7)).nothingElse();
    final Reserve flags = quantity.tier(7).flags(0);
    tried(Code.UNKNOWN_SALE, flags).nothingElse();
    tried(Code.UNKNOWN_LINE, flags.sale(SCHEDULED)).nothingElse();
    tried(Code.NOT_OPEN_YET, flags.sale(SCHEDULED).item(ITEM)).available(1);
    tried(Code.SALE_CLOSED, flags.sale(CLOSED).item(ITEM)).available(1);
    final Reserve known = flags.sale(SALE).item(ITEM);
    tried(Code.SALE_PAUSED, known).available(0);
    shop.resume();
    tried(Code.NOT_ADMITTED, known);
    admitBuyer();
    tried(Code.LIMIT_BUYER, known).own(1);
    shop.update(policy -> policy.buyerLimit = 0);
    tried(Code.LIMIT_BUYER_LINE, known).own(1);
    shop.update(policy -> policy.buyerLineLimit = 0);
    tried(Code.LIMIT_GROUP, known).own(1);
    shop.update(policy -> policy.groupLimit = 0);
    tried(Code.LIMIT_GROUP_LINE, known).own(1);
    shop.update(policy -> policy.groupLineLimit = 0);
    tried(Code.SOLD_OUT, known).own(1).available(0);
    shop.restock(ITEM, 2);
    tried(Code.CEILING_RESERVATIONS, known).available(2).own(0);
    shop.accept(release(2));
    tried(Code.CEILING_BUYER_HOLDS, known).available(3).own(0);
    shop.accept(release(1));
    tried(Code.ACCEPTED, known).granted(2).available(3).state(ReservationState.HELD);
  }

  /** The limits come before the waiting, the waiting before the ceilings. */
  @Test
  void ofAReserveThatWouldWait() {
    final Reserve known = reserve(0).buyer(BUYER).group(GROUP).orWait();
    shop.resume();
    admitBuyer();
    tried(Code.LIMIT_BUYER, known).own(1);
    shop.update(limit(3));
    tried(Code.CEILING_RESERVATIONS, known);
    final Shop waiting = Shop.open(ceilings(), 1, policy -> {});
    waiting.accept(reserve(1));
    waiting.accept(reserve(2).orWait());
    waiting.expect(Code.ALREADY_WAITING, reserve(3).buyer(2).orWait()).own(2);
    waiting.expect(Code.CEILING_RESERVATIONS, reserve(4).orWait());
  }

  private void admitBuyer() {
    shop.accept(join(BUYER));
    shop.pass(TOKEN_MS);
  }

  private Answer tried(final Code code, final Basket basket, final int line) {
    return shop.expect(code, basket.id(++ids)).repeated(false).line(line);
  }

  @Test
  void ofReserveBasket() {
    final int none = Verdict.NO_LINE;
    final Basket empty = basket(0).sale(MISSING).buyer(BUYER).group(GROUP).tier(8);
    shop.expect(Code.INVALID_ID, empty).nothingElse();
    shop.expect(Code.ID_DIFFERS_COMMAND, empty.underId(RESERVATION, 1)).nothingElse();
    tried(Code.INVALID_BASKET, empty, none).available(Verdict.NONE);
    final Basket start = empty.line(1, ITEM, 0);
    tried(Code.INVALID_ID, start.line(1, MISSING, 0).line(0, MISSING, 0), 2);
    tried(Code.INVALID_BASKET, start.line(1, MISSING, 0), 1).available(Verdict.NONE);
    shop.expect(Code.INVALID_BASKET, start.line(30, MISSING, 0).underId(RESERVATION, 30)).line(1);
    tried(Code.INVALID_QUANTITY, start.line(20, MISSING, 0), 0).available(Verdict.NONE);
    final Basket first = empty.line(1, ITEM, 1);
    tried(Code.INVALID_QUANTITY, first.line(20, MISSING, MAX_UNITS + 1), 1);
    final Basket quantity = first.line(20, MISSING, 1);
    tried(Code.INVALID_TIER, quantity, none);
    tried(Code.UNKNOWN_SALE, quantity.tier(7), none);
    tried(Code.UNKNOWN_LINE, quantity.tier(7).sale(SCHEDULED), 1).available(Verdict.NONE);
    final Basket lines =
        empty.tier(7).line(20, OTHER_ITEM, 1).line(1, ITEM, 1).line(21, ITEM, MAX_UNITS);
    tried(Code.NOT_OPEN_YET, lines.sale(SCHEDULED), none);
    tried(Code.SALE_CLOSED, lines.sale(CLOSED), none).available(Verdict.NONE);
    final Basket known = lines.sale(SALE);
    tried(Code.SALE_PAUSED, known, none).available(Verdict.NONE);
    shop.resume();
    tried(Code.NOT_ADMITTED, known, none);
    admitBuyer();
    tried(Code.LINE_ID_IN_USE, known, 1).available(Verdict.NONE).own(0);
    final Basket fresh =
        empty.tier(7).sale(SALE).line(20, OTHER_ITEM, 1).line(21, ITEM, 1).line(22, ITEM, 1);
    tried(Code.LIMIT_BUYER, fresh, 0).available(3).own(0);
    shop.update(policy -> policy.buyerLimit = 0);
    tried(Code.LIMIT_GROUP, fresh, 0).available(3);
    shop.update(policy -> policy.groupLimit = 0);
    tried(Code.LIMIT_BUYER_LINE, fresh, 1).available(0).own(1);
    shop.update(policy -> policy.buyerLineLimit = 0);
    tried(Code.LIMIT_GROUP_LINE, fresh, 1).available(0).own(1);
    shop.update(policy -> policy.groupLineLimit = 0);
    tried(Code.SOLD_OUT, fresh, 1).available(0).own(1);
    shop.restock(ITEM, 1);
    tried(Code.SOLD_OUT, fresh, 2).available(1).own(1);
    shop.restock(ITEM, 1);
    tried(Code.CEILING_RESERVATIONS, fresh, none).available(Verdict.NONE).own(0);
    final Basket two = fresh.lines(fresh.lines().subList(0, 2));
    shop.accept(release(2));
    tried(Code.CEILING_RESERVATIONS, two, none);
    shop.accept(release(1));
    tried(Code.CEILING_BUYER_HOLDS, two, none);
    final Basket one = fresh.lines(fresh.lines().subList(0, 1));
    tried(Code.ACCEPTED, one, none).granted(1).state(ReservationState.HELD);
  }
}
