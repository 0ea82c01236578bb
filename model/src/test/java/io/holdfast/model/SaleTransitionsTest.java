package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.SaleState;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of a sale and everything that can be done in it. */
final class SaleTransitionsTest {
  private static final Id HELD = id(1);
  private static final Id BOUGHT = id(2);

  private static final String SALES =
      """
                | OpenSale      | PauseSale       | CloseSale       | UpdateSale  | opensAtMs    | CreateSale  | AdjustStock | JoinQueue   | LeaveQueue | Reserve
      SCHEDULED | ACCEPTED OPEN | NOT_OPEN_YET    | ACCEPTED CLOSED | ACCEPTED    | ACCEPTED     | SALE_EXISTS | ACCEPTED    | ACCEPTED    | ACCEPTED   | NOT_OPEN_YET
      OPEN      | ALREADY_OPEN  | ACCEPTED PAUSED | ACCEPTED CLOSED | ACCEPTED    | ALREADY_OPEN | SALE_EXISTS | ACCEPTED    | ACCEPTED    | ACCEPTED   | NOT_ADMITTED
      PAUSED    | ACCEPTED OPEN | ALREADY_PAUSED  | ACCEPTED CLOSED | ACCEPTED    | ALREADY_OPEN | SALE_EXISTS | ACCEPTED    | ACCEPTED    | ACCEPTED   | SALE_PAUSED
      CLOSED    | SALE_CLOSED   | SALE_CLOSED     | SALE_CLOSED     | SALE_CLOSED | SALE_CLOSED  | SALE_EXISTS | ACCEPTED    | SALE_CLOSED | ACCEPTED   | SALE_CLOSED
      """;

  static Stream<Arguments> ofSales() {
    return Table.cells(SALES);
  }

  /** A gated sale 1, where buyer 2 joined. */
  private static Shop gated(final SaleState state) {
    final Shop shop =
        new Shop()
            .sale(
                1,
                c -> {
                  Shop.gate(c);
                  c.admissionPerSecond = 0;
                })
            .stock(1, 1, 9)
            .joined(1, 2);
    return to(shop, state);
  }

  private static Shop to(final Shop shop, final SaleState state) {
    return switch (state) {
      case SCHEDULED -> shop;
      case OPEN -> shop.open(1);
      case PAUSED -> shop.open(1).pause(1);
      case CLOSED -> shop.open(1).close(1);
      default -> throw new IllegalArgumentException(state.name());
    };
  }

  private static Commands.Spec<?> command(final Shop shop, final String name) {
    return switch (name) {
      case "OpenSale" -> new Commands.OpenSale();
      case "PauseSale" -> new Commands.PauseSale();
      case "CloseSale" -> new Commands.CloseSale();
      case "UpdateSale" -> new Commands.UpdateSale().with(c -> c.holdMs = 5);
      case "opensAtMs" -> new Commands.UpdateSale().with(c -> c.opensAtMs = shop.now() + 9);
      case "CreateSale" -> new Commands.CreateSale();
      case "AdjustStock" -> new Commands.AdjustStock();
      case "JoinQueue" -> shop.join(1, 1);
      case "LeaveQueue" -> shop.leave(1, 2);
      case "Reserve" -> shop.reserve(HELD, 1);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest(name = "{1} of a sale {0}: {2}")
  @MethodSource("ofSales")
  void isAsTheTableSays(final String from, final String command, final String expected) {
    final SaleState before = SaleState.valueOf(from);
    final Shop shop = gated(before);
    final PlainVerdict verdict = shop.run(command(shop, command));
    final SaleState after = shop.engine.sales().get(0).state();
    assertThat(verdict.code() + (after == before ? "" : " " + after)).isEqualTo(expected);
    if (verdict.code() != Code.ACCEPTED) {
      assertThat(shop.engine.events()).isEmpty();
    }
  }

  static Stream<Arguments> ofReservations() {
    return Table.cells(
        """
               | BeginPayment | Extend      | Confirm  | Release  | Cancel   | late Confirm
        OPEN   | ACCEPTED     | ACCEPTED    | ACCEPTED | ACCEPTED | ACCEPTED | ACCEPTED
        PAUSED | ACCEPTED     | SALE_PAUSED | ACCEPTED | ACCEPTED | ACCEPTED | ACCEPTED
        CLOSED | ACCEPTED     | SALE_CLOSED | ACCEPTED | ACCEPTED | ACCEPTED | REFUND_DUE
        """);
  }

  @ParameterizedTest(name = "{1} in a sale {0}: {2}")
  @MethodSource("ofReservations")
  void whatIsHeldAndSoldGoesOn(final String state, final String command, final String expected) {
    final Shop shop = Shop.selling(9).held(HELD, 2).confirmed(BOUGHT, 2, 2);
    switch (SaleState.valueOf(state)) {
      case PAUSED -> shop.pause(1);
      case CLOSED -> shop.close(1);
      default -> assertThat(state).isEqualTo("OPEN");
    }
    final Commands.Spec<?> spec =
        switch (command) {
          case "BeginPayment" -> shop.pay(HELD);
          case "Extend" -> shop.extend(HELD, shop.now() + Shop.MAX_HOLD_MS);
          case "Confirm" -> shop.confirm(HELD, 1);
          case "Release" -> shop.release(HELD);
          case "Cancel" -> shop.cancel(id(9), BOUGHT, 1);
          default -> shop.passMs(Shop.HOLD_MS).confirm(HELD, ALL);
        };
    assertThat(shop.run(spec).code()).isEqualTo(Code.valueOf(expected));
  }
}
