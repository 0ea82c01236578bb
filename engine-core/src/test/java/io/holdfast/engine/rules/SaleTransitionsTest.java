package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.ALL;
import static io.holdfast.engine.rules.Commands.ANY;
import static io.holdfast.engine.rules.Commands.adjust;
import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.beginPaymentBasket;
import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.closeSale;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.extend;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.leave;
import static io.holdfast.engine.rules.Commands.openSale;
import static io.holdfast.engine.rules.Commands.operatorCancel;
import static io.holdfast.engine.rules.Commands.operatorRelease;
import static io.holdfast.engine.rules.Commands.pauseSale;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.releaseBasket;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Commands.updateSale;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.RETENTION_MS;
import static io.holdfast.engine.rules.Shop.SALE;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.TestOperatorCommands;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A sale in each of its states, and every command: a row per command, a column per state. */
final class SaleTransitionsTest {
  /** In every state but SCHEDULED: 1 is held, 2 bought, 3 has expired, basket 4 is held. */
  private static Shop shop(final String state, final boolean gated) {
    final Shop shop =
        Shop.scheduled(
            new Ceilings(),
            20,
            policy -> {
              if (gated) {
                Shop.gated(0).accept(policy);
              }
            });
    if (gated) {
      shop.accept(join(5));
    }
    if (!state.equals("SCHEDULED")) {
      shop.resume();
      if (!gated) {
        shop.accept(reserve(3));
        shop.pass(HOLD_MS);
        shop.accept(reserve(1));
        shop.accept(reserve(2));
        shop.accept(confirm(2));
        shop.accept(basket(4).line(4, ITEM, 1));
      }
    }
    switch (state) {
      case "PAUSED" -> shop.pause();
      case "CLOSED" -> shop.close();
      case "FORGOTTEN" -> {
        shop.close();
        shop.pass(RETENTION_MS);
      }
      default -> shop.settle();
    }
    return shop;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # command          | SCHEDULED           | OPEN         | PAUSED         | CLOSED      | FORGOTTEN
          Reserve            | NOT_OPEN_YET        | ACCEPTED     | SALE_PAUSED    | SALE_CLOSED | UNKNOWN_SALE
          ReserveBasket      | NOT_OPEN_YET        | ACCEPTED     | SALE_PAUSED    | SALE_CLOSED | UNKNOWN_SALE
          JoinQueue          | ACCEPTED            | ACCEPTED     | ACCEPTED       | SALE_CLOSED | UNKNOWN_SALE
          LeaveQueue         | ACCEPTED            | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_SALE
          BeginPayment       | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_RESERVATION
          BeginPaymentBasket | UNKNOWN_BASKET      | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_BASKET
          Extend             | UNKNOWN_RESERVATION | ACCEPTED     | SALE_PAUSED    | SALE_CLOSED | UNKNOWN_RESERVATION
          Confirm            | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_RESERVATION
          Confirm late       | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | REFUND_DUE  | UNKNOWN_RESERVATION
          ConfirmBasket      | UNKNOWN_BASKET      | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_BASKET
          Release            | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_RESERVATION
          ReleaseBasket      | UNKNOWN_BASKET      | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_BASKET
          Cancel             | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_RESERVATION
          CreateSale         | SALE_EXISTS         | SALE_EXISTS  | SALE_EXISTS    | SALE_EXISTS | ACCEPTED
          OpenSale           | ACCEPTED            | ALREADY_OPEN | ACCEPTED       | SALE_CLOSED | UNKNOWN_SALE
          PauseSale          | NOT_OPEN_YET        | ACCEPTED     | ALREADY_PAUSED | SALE_CLOSED | UNKNOWN_SALE
          CloseSale          | ACCEPTED            | ACCEPTED     | ACCEPTED       | SALE_CLOSED | UNKNOWN_SALE
          UpdateSale         | ACCEPTED            | ACCEPTED     | ACCEPTED       | SALE_CLOSED | UNKNOWN_SALE
          UpdateSale opensAt | ACCEPTED            | ALREADY_OPEN | ALREADY_OPEN   | SALE_CLOSED | UNKNOWN_SALE
          AdjustStock        | ACCEPTED            | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_SALE
          AdjustStock out    | ACCEPTED            | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_SALE
          AdjustStock create | ACCEPTED            | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_SALE
          OperatorRelease    | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_RESERVATION
          OperatorCancel     | UNKNOWN_RESERVATION | ACCEPTED     | ACCEPTED       | ACCEPTED    | UNKNOWN_RESERVATION
          """)
  void inEachState(
      final String name,
      final Code scheduled,
      final Code open,
      final Code paused,
      final Code closed,
      final Code forgotten) {
    assertCode(name, "SCHEDULED", scheduled);
    assertCode(name, "OPEN", open);
    assertCode(name, "PAUSED", paused);
    assertCode(name, "CLOSED", closed);
    assertCode(name, "FORGOTTEN", forgotten);
  }

  /** The same command again is repeated where it was accepted or binds its id. */
  private static void assertCode(final String name, final String state, final Code code) {
    final Shop shop = shop(state, name.endsWith("Queue"));
    final Command command = command(shop, name);
    shop.expect(code, command).repeated(name.equals("LeaveQueue") && state.equals("CLOSED"));
    final boolean hasId = !name.equals("Extend") && !name.equals("JoinQueue");
    final boolean isFinal = code.value() >= Code.SOLD_OUT.value();
    shop.expect(code, command).repeated(code == Code.ACCEPTED || (isFinal && hasId));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # command          | SCHEDULED | OPEN   | PAUSED | CLOSED
          CreateSale         | SCHEDULED | OPEN   | PAUSED | CLOSED
          OpenSale           | OPEN      | OPEN   | OPEN   | CLOSED
          PauseSale          | SCHEDULED | PAUSED | PAUSED | CLOSED
          CloseSale          | CLOSED    | CLOSED | CLOSED | CLOSED
          UpdateSale         | SCHEDULED | OPEN   | PAUSED | CLOSED
          UpdateSale opensAt | OPEN      | OPEN   | PAUSED | CLOSED
          AdjustStock        | SCHEDULED | OPEN   | PAUSED | CLOSED
          """)
  void leadsTo(
      final String name,
      final SaleState scheduled,
      final SaleState open,
      final SaleState paused,
      final SaleState closed) {
    assertLeadsTo(name, "SCHEDULED", scheduled);
    assertLeadsTo(name, "OPEN", open);
    assertLeadsTo(name, "PAUSED", paused);
    assertLeadsTo(name, "CLOSED", closed);
  }

  private static void assertLeadsTo(final String name, final String state, final SaleState then) {
    final Shop shop = shop(state, false);
    shop.test.run(command(shop, name).write(shop.test.commands));
    assertThat(shop.test.saleState(SALE)).as("from %s", state).isEqualTo(then);
  }

  private static Command command(final Shop shop, final String name) {
    final long now = shop.now();
    return switch (name) {
      case "Reserve" -> reserve(10);
      case "ReserveBasket" -> basket(10).line(11, ITEM, 1);
      case "JoinQueue" -> join(6);
      case "LeaveQueue" -> leave(5);
      case "BeginPayment" -> beginPayment(1);
      case "BeginPaymentBasket" -> beginPaymentBasket(4);
      case "Extend" -> extend(1, now + HOLD_MS + 1);
      case "Confirm" -> confirm(1);
      case "Confirm late" -> confirm(3);
      case "ConfirmBasket" -> confirmBasket(4);
      case "Release" -> release(1);
      case "ReleaseBasket" -> releaseBasket(4);
      case "Cancel" -> cancel(1, 2);
      case "CreateSale" -> createSale(1, SALE, Shop.policy(policy -> {}));
      case "OpenSale" -> openSale(1, SALE);
      case "PauseSale" -> pauseSale(1, SALE, ANY);
      case "CloseSale" -> closeSale(1, SALE);
      case "UpdateSale" -> updateSale(1, SALE, policy -> policy.holdMs = 1L);
      case "UpdateSale opensAt" -> updateSale(1, SALE, policy -> policy.opensAtMs = now);
      case "AdjustStock" -> adjust(1, SALE, ITEM, 1);
      case "AdjustStock out" -> adjust(1, SALE, ITEM, -1);
      case "AdjustStock create" -> adjust(1, SALE, 9, 1, ANY, TestOperatorCommands.CREATE_LINE);
      case "OperatorRelease" -> operatorRelease(1, 1);
      case "OperatorCancel" -> operatorCancel(1, 2, ALL);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
