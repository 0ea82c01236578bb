package io.holdfast.engine.rules;

import io.holdfast.engine.TestCommands;
import io.holdfast.engine.TestOperatorCommands;
import io.holdfast.engine.TestPolicy;
import java.util.List;
import java.util.function.Consumer;

/** Every command of the reference. Reservations, baskets, cancels and operators have ids apart. */
final class Commands {
  static final int ALL = TestCommands.ALL;

  /** An optional long that is not given. */
  static final long ANY = TestOperatorCommands.ANY;

  private Commands() {}

  /** One unit of item 1 in sale 1; every reservation has a buyer of its own, with its number. */
  static Reserve reserve(final long id) {
    return new Reserve(id, Shop.SALE, Shop.ITEM, id, 0, 1, 0, 0);
  }

  /** A basket of no lines yet in sale 1; its buyer has its number. */
  static Basket basket(final long id) {
    return new Basket(id, Shop.SALE, id, 0, 0, List.of());
  }

  static Command beginPayment(final long reservation) {
    return to -> to.beginPayment(reservation);
  }

  static Command beginPaymentBasket(final long basket) {
    return to -> to.beginPaymentBasket(basket);
  }

  static Command extend(final long reservation, final long deadlineMs) {
    return to -> to.extend(reservation, deadlineMs);
  }

  static Command confirm(final long reservation) {
    return confirm(reservation, ALL);
  }

  static Command confirm(final long reservation, final int quantity) {
    return to -> to.confirm(reservation, quantity);
  }

  static Command confirmBasket(final long basket) {
    return to -> to.confirmBasket(basket);
  }

  static Command release(final long reservation) {
    return to -> to.release(reservation);
  }

  static Command releaseBasket(final long basket) {
    return to -> to.releaseBasket(basket);
  }

  static Command cancel(final long id, final long reservation) {
    return cancel(id, reservation, ALL);
  }

  static Command cancel(final long id, final long reservation, final int quantity) {
    return to -> to.cancel(id, reservation, quantity);
  }

  static Command join(final long buyer) {
    return join(Shop.SALE, buyer);
  }

  static Command join(final long sale, final long buyer) {
    return to -> to.join(sale, buyer);
  }

  static Command leave(final long buyer) {
    return leave(Shop.SALE, buyer);
  }

  static Command leave(final long sale, final long buyer) {
    return to -> to.leave(sale, buyer);
  }

  static Command createSale(final long id, final long sale, final TestPolicy policy) {
    return to -> to.operator.create(id, sale, policy);
  }

  static Command openSale(final long id, final long sale) {
    return to -> to.operator.open(id, sale);
  }

  static Command pauseSale(final long id, final long sale, final long graceUntilMs) {
    return to -> to.operator.pause(id, sale, graceUntilMs);
  }

  static Command closeSale(final long id, final long sale) {
    return to -> to.operator.close(id, sale);
  }

  static Command updateSale(final long id, final long sale, final Consumer<TestPolicy> change) {
    return to -> to.operator.update(id, sale, TestPolicy.onlyWith(change));
  }

  /** Puts units in or takes them out, whatever there is; creates no line. */
  static Command adjust(final long id, final long sale, final long item, final long delta) {
    return adjust(id, sale, item, delta, ANY, 0);
  }

  static Command adjust(
      final long id,
      final long sale,
      final long item,
      final long delta,
      final long expectedAvailable,
      final int flags) {
    return to -> to.operator.adjust(id, sale, item, delta, expectedAvailable, flags);
  }

  static Command operatorRelease(final long id, final long reservation) {
    return to -> to.operator.release(id, reservation);
  }

  static Command operatorCancel(final long id, final long reservation, final int quantity) {
    return to -> to.operator.cancel(id, reservation, quantity);
  }
}
