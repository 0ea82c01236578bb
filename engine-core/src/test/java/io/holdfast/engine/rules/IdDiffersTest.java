package io.holdfast.engine.rules;

import static io.holdfast.engine.TestCommands.BASKET;
import static io.holdfast.engine.TestCommands.CANCEL;
import static io.holdfast.engine.TestCommands.OPERATOR;
import static io.holdfast.engine.TestCommands.RESERVATION;
import static io.holdfast.engine.rules.Commands.ALL;
import static io.holdfast.engine.rules.Commands.ANY;
import static io.holdfast.engine.rules.Commands.adjust;
import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.closeSale;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.openSale;
import static io.holdfast.engine.rules.Commands.operatorCancel;
import static io.holdfast.engine.rules.Commands.operatorRelease;
import static io.holdfast.engine.rules.Commands.pauseSale;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Commands.updateSale;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.SALE;

import io.holdfast.engine.TestPolicy;
import io.holdfast.protocol.codec.Code;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A known id with other fields: each row differs in the field of its code and in all that are
 * compared later, the last row in nothing. What was remembered is not touched by any of it.
 */
final class IdDiffersTest {
  private static final long UNKNOWN_SALE = 9;
  private static final int STOCK = 5;

  private final Shop shop = Shop.open(STOCK);

  /** One command of each kind under a known id: reservation 90, basket 90, and so on. */
  @BeforeEach
  void knowOneOfEachKind() {
    shop.accept(reserve(90));
    shop.accept(confirm(90));
    shop.accept(basket(90).line(91, ITEM, 1));
    shop.accept(cancel(90, 90));
    shop.accept(adjust(90, SALE, ITEM, 1));
  }

  private void differs(final Code code, final Command command) {
    shop.expect(code, command).nothingElse();
  }

  /** Whatever the fields are, and also where the fields are those of a line of a basket. */
  @Test
  void theKindOfCommandComesBeforeAllFields() {
    final Code code = Code.ID_DIFFERS_COMMAND;
    differs(code, reserve(1).sale(UNKNOWN_SALE).units(0).underId(BASKET, 90));
    differs(code, reserve(1).units(0).underId(CANCEL, 90));
    differs(code, reserve(1).units(0).underId(OPERATOR, 90));
    differs(code, reserve(91).buyer(90));
    differs(code, basket(1).sale(UNKNOWN_SALE).underId(RESERVATION, 90));
    differs(code, basket(1).underId(CANCEL, 90));
    differs(code, basket(1).underId(OPERATOR, 90));
    differs(code, cancel(1, 404, 0).underId(RESERVATION, 90));
    differs(code, cancel(1, 404, 0).underId(BASKET, 90));
    differs(code, cancel(1, 404, 0).underId(OPERATOR, 90));
    for (final Command operators : operatorCommands(90)) {
      differs(code, operators.underId(RESERVATION, 90));
      differs(code, operators.underId(BASKET, 90));
      differs(code, operators.underId(CANCEL, 90));
      differs(code, operators);
    }
  }

  /** All but AdjustStock, with fields that are wrong. */
  private static Command[] operatorCommands(final long id) {
    return new Command[] {
      createSale(id, UNKNOWN_SALE, new TestPolicy()),
      openSale(id, UNKNOWN_SALE),
      pauseSale(id, UNKNOWN_SALE, -1),
      closeSale(id, UNKNOWN_SALE),
      updateSale(id, UNKNOWN_SALE, policy -> policy.holdMs = -1L),
      operatorRelease(id, 404),
      operatorCancel(id, 404, 0)
    };
  }

  @ParameterizedTest
  @ValueSource(ints = {1, STOCK + 1})
  void ofAReserve(final int quantity) {
    final Reserve first = reserve(1).group(2).tier(3).units(quantity);
    final Code code = quantity > STOCK ? Code.SOLD_OUT : Code.ACCEPTED;
    shop.expect(code, first).repeated(false);
    final Reserve flags = first.flags(4);
    final Reserve tier = flags.tier(8);
    final Reserve units = tier.units(0);
    final Reserve group = units.group(9);
    final Reserve buyer = group.buyer(9);
    final Reserve item = buyer.item(9);
    differs(Code.ID_DIFFERS_SALE, item.sale(UNKNOWN_SALE));
    differs(Code.ID_DIFFERS_ITEM, item);
    differs(Code.ID_DIFFERS_BUYER, buyer);
    differs(Code.ID_DIFFERS_GROUP, group);
    differs(Code.ID_DIFFERS_QUANTITY, units);
    differs(Code.ID_DIFFERS_TIER, tier);
    differs(Code.ID_DIFFERS_FLAGS, flags);
    shop.expect(code, first).repeated();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, STOCK + 1})
  void ofAReserveBasket(final int quantity) {
    final Basket empty = basket(1).group(2).tier(3);
    final Basket first = empty.line(1, ITEM, 1).line(2, OTHER_ITEM, quantity);
    final Code code = quantity > STOCK ? Code.SOLD_OUT : Code.ACCEPTED;
    shop.expect(code, first).repeated(false);
    final Basket tier = empty.tier(8);
    final Basket group = tier.group(9);
    final Basket buyer = group.buyer(9);
    differs(Code.ID_DIFFERS_SALE, buyer.sale(UNKNOWN_SALE));
    differs(Code.ID_DIFFERS_BUYER, buyer);
    differs(Code.ID_DIFFERS_GROUP, group);
    differs(Code.ID_DIFFERS_TIER, tier);
    differs(Code.ID_DIFFERS_LINES, empty);
    differs(Code.ID_DIFFERS_LINES, empty.line(1, ITEM, 1));
    differs(Code.ID_DIFFERS_LINES, first.line(3, ITEM, 1));
    differs(Code.ID_DIFFERS_LINES, empty.line(2, OTHER_ITEM, quantity).line(1, ITEM, 1));
    differs(Code.ID_DIFFERS_LINES, empty.line(1, ITEM, 1).line(3, OTHER_ITEM, quantity));
    differs(Code.ID_DIFFERS_LINES, empty.line(1, ITEM, 1).line(2, ITEM, quantity));
    differs(Code.ID_DIFFERS_LINES, empty.line(1, ITEM, 1).line(2, OTHER_ITEM, quantity + 1));
    shop.expect(code, first).repeated();
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void ofACancel(final int quantity) {
    shop.accept(reserve(1).units(2));
    shop.accept(confirm(1));
    final Code code = quantity > 2 ? Code.EXCEEDS_PURCHASE : Code.ACCEPTED;
    shop.expect(code, cancel(1, 1, quantity)).repeated(false);
    differs(Code.ID_DIFFERS_RESERVATION, cancel(1, 404, 0));
    differs(Code.ID_DIFFERS_QUANTITY, cancel(1, 1, 0));
    differs(Code.ID_DIFFERS_QUANTITY, cancel(1, 1, ALL));
    shop.expect(code, cancel(1, 1, quantity)).repeated();
  }

  @ParameterizedTest
  @ValueSource(longs = {2, SALE})
  void ofACreateSale(final long sale) {
    final Command first = createSale(1, sale, Shop.policy(policy -> {}));
    final Code code = sale == SALE ? Code.SALE_EXISTS : Code.ACCEPTED;
    shop.expect(code, first).repeated(false);
    final TestPolicy other = Shop.policy(policy -> policy.buyerLimit = -1);
    differs(Code.ID_DIFFERS_SALE, createSale(1, UNKNOWN_SALE, other).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_POLICY, createSale(1, sale, other).saidBy("bob", "test"));
    for (final Consumer<TestPolicy> change : changesOfCreateSale()) {
      differs(Code.ID_DIFFERS_POLICY, createSale(1, sale, Shop.policy(change)));
    }
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("ann", "other"));
    shop.expect(code, first).repeated();
  }

  /** Every field of the policy, and the name; what a sale without a waiting room ignores too. */
  private static Iterable<Consumer<TestPolicy>> changesOfCreateSale() {
    return List.of(
        policy -> policy.name = "other",
        policy -> policy.opensAtMs = 0L,
        policy -> policy.closesAtMs = Long.MAX_VALUE,
        policy -> policy.graceUntilMs = 0L,
        policy -> policy.holdMs = 1L,
        policy -> policy.paymentMs = 1L,
        policy -> policy.maxHoldMs = 1L,
        policy -> policy.retentionMs = 0L,
        policy -> policy.buyerLimit = 1,
        policy -> policy.buyerLineLimit = 1,
        policy -> policy.groupLimit = 1,
        policy -> policy.groupLineLimit = 1,
        policy -> policy.admissionPerSecond = 1,
        policy -> policy.maxActive = 1,
        policy -> policy.finishMs = 1L,
        policy -> policy.admitPermille = 1,
        policy -> policy.returnPermille = 1,
        policy -> policy.unitsPerBuyer = 2,
        policy -> policy.gated = 1,
        policy -> policy.seed = 2);
  }

  @Test
  void ofAnOpenSale() {
    shop.pause();
    final Command first = openSale(1, SALE);
    shop.accept(first);
    differs(Code.ID_DIFFERS_SALE, openSale(1, UNKNOWN_SALE).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("ann", "other"));
    shop.expect(Code.ACCEPTED, first).repeated();
    shop.expect(Code.ALREADY_OPEN, openSale(2, SALE)).repeated(false);
    differs(Code.ID_DIFFERS_SALE, openSale(2, UNKNOWN_SALE));
    shop.expect(Code.ALREADY_OPEN, openSale(2, SALE)).repeated();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAPauseSale(final boolean open) {
    if (!open) {
      shop.pause();
    }
    final Code code = open ? Code.ACCEPTED : Code.ALREADY_PAUSED;
    final Command first = pauseSale(1, SALE, 0);
    shop.expect(code, first).repeated(false);
    differs(Code.ID_DIFFERS_SALE, pauseSale(1, UNKNOWN_SALE, -1).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_POLICY, pauseSale(1, SALE, -1).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_POLICY, pauseSale(1, SALE, ANY));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    shop.expect(code, first).repeated();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofACloseSale(final boolean open) {
    if (!open) {
      shop.close();
    }
    final Code code = open ? Code.ACCEPTED : Code.SALE_CLOSED;
    final Command first = closeSale(1, SALE);
    shop.expect(code, first).repeated(false);
    differs(Code.ID_DIFFERS_SALE, closeSale(1, UNKNOWN_SALE).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    shop.expect(code, first).repeated();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAnUpdateSale(final boolean open) {
    if (!open) {
      shop.close();
    }
    final Code code = open ? Code.ACCEPTED : Code.SALE_CLOSED;
    final Command first = updateSale(1, SALE, policy -> policy.holdMs = 5L);
    shop.expect(code, first).repeated(false);
    final Command other = updateSale(1, UNKNOWN_SALE, policy -> policy.holdMs = -1L);
    differs(Code.ID_DIFFERS_SALE, other.saidBy("bob", "test"));
    for (final Consumer<TestPolicy> change : changesOfUpdateSale()) {
      final Command changed = updateSale(1, SALE, change);
      differs(Code.ID_DIFFERS_POLICY, changed.saidBy("bob", "test"));
    }
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    shop.expect(code, first).repeated();
  }

  /** Not what the first gave: nothing, something else, or one field more. */
  private static Iterable<Consumer<TestPolicy>> changesOfUpdateSale() {
    return List.of(
        policy -> {},
        policy -> policy.holdMs = 6L,
        and(policy -> policy.opensAtMs = 0L),
        and(policy -> policy.closesAtMs = 0L),
        and(policy -> policy.graceUntilMs = 0L),
        and(policy -> policy.paymentMs = 1L),
        and(policy -> policy.maxHoldMs = 1L),
        and(policy -> policy.retentionMs = 0L),
        and(policy -> policy.buyerLimit = 0),
        and(policy -> policy.buyerLineLimit = 0),
        and(policy -> policy.groupLimit = 0),
        and(policy -> policy.groupLineLimit = 0),
        and(policy -> policy.admissionPerSecond = 0),
        and(policy -> policy.maxActive = 1),
        and(policy -> policy.finishMs = 1L),
        and(policy -> policy.admitPermille = 0),
        and(policy -> policy.returnPermille = 0),
        and(policy -> policy.unitsPerBuyer = 1));
  }

  private static Consumer<TestPolicy> and(final Consumer<TestPolicy> change) {
    return policy -> {
      policy.holdMs = 5L;
      change.accept(policy);
    };
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void ofAnAdjustStock(final boolean anyExpected) {
    final long expected = anyExpected ? ANY : 77;
    final Code code = anyExpected ? Code.ACCEPTED : Code.STALE_AVAILABLE;
    final Command first = adjust(1, SALE, ITEM, 2, expected, 0);
    shop.expect(code, first).repeated(false);
    final String bob = "bob";
    differs(Code.ID_DIFFERS_SALE, adjust(1, UNKNOWN_SALE, 9, 0, 78, 2).saidBy(bob, "test"));
    differs(Code.ID_DIFFERS_ITEM, adjust(1, SALE, 9, 0, 78, 2).saidBy(bob, "test"));
    differs(Code.ID_DIFFERS_QUANTITY, adjust(1, SALE, ITEM, 0, 78, 2).saidBy(bob, "test"));
    differs(Code.ID_DIFFERS_EXPECTED, adjust(1, SALE, ITEM, 2, 78, 2).saidBy(bob, "test"));
    differs(Code.ID_DIFFERS_FLAGS, adjust(1, SALE, ITEM, 2, expected, 2).saidBy(bob, "test"));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy(bob, "test"));
    shop.expect(code, first).repeated().granted(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 90})
  void ofAnOperatorRelease(final long reservation) {
    shop.accept(reserve(1));
    final Code code = reservation == 1 ? Code.ACCEPTED : Code.ALREADY_CONFIRMED;
    final Command first = operatorRelease(1, reservation);
    shop.expect(code, first).repeated(false);
    differs(Code.ID_DIFFERS_RESERVATION, operatorRelease(1, 404).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    shop.expect(code, first).repeated().granted(reservation == 1 ? 1 : 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3})
  void ofAnOperatorCancel(final int quantity) {
    shop.accept(reserve(1).units(2));
    shop.accept(confirm(1));
    final Code code = quantity > 2 ? Code.EXCEEDS_PURCHASE : Code.ACCEPTED;
    final Command first = operatorCancel(1, 1, quantity);
    shop.expect(code, first).repeated(false);
    differs(Code.ID_DIFFERS_RESERVATION, operatorCancel(1, 404, 0).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_QUANTITY, operatorCancel(1, 1, 0).saidBy("bob", "test"));
    differs(Code.ID_DIFFERS_QUANTITY, operatorCancel(1, 1, ALL));
    differs(Code.ID_DIFFERS_TEXT, first.saidBy("bob", "test"));
    shop.expect(code, first).repeated().granted(quantity > 2 ? 0 : 2);
  }
}
