package io.holdfast.model;

import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.TicketState;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of a ticket and everything that can be done with it. */
final class TicketTransitionsTest {
  private static final long BUYER = 1;

  /** What each command is answered, and the ticket's state then. */
  private static final String TABLE =
      """
               | JoinQueue                     | LeaveQueue                 | Reserve
      NONE     | ACCEPTED WAITING              | UNKNOWN_TICKET NONE        | NOT_ADMITTED NONE
      WAITING  | ACCEPTED(repeated) WAITING    | ACCEPTED LEFT              | NOT_ADMITTED WAITING
      ADMITTED | ACCEPTED(repeated) ADMITTED   | ACCEPTED LEFT              | ACCEPTED ADMITTED
      DONE     | ACCEPTED WAITING              | ACCEPTED(repeated) DONE    | NOT_ADMITTED DONE
      EXPIRED  | ACCEPTED WAITING              | ACCEPTED(repeated) EXPIRED | NOT_ADMITTED EXPIRED
      LEFT     | ACCEPTED WAITING              | ACCEPTED(repeated) LEFT    | NOT_ADMITTED LEFT
      """;

  static Stream<Arguments> transitions() {
    return Table.cells(TABLE);
  }

  private static Shop in(final TicketState state) {
    final Shop shop = new Shop().sale(1, Shop::gate).stock(1, 1, 9).open(1).passMs(1_000);
    return switch (state) {
      case NONE -> shop;
      case WAITING -> shop.update(1, c -> c.admissionPerSecond = 0).joined(1, BUYER);
      case ADMITTED -> admitted(shop);
      case DONE -> admitted(shop).confirmed(id(90), 1, 1);
      case EXPIRED -> admitted(shop).passMs(Shop.FINISH_MS);
      case LEFT -> {
        final Shop left = shop.joined(1, BUYER);
        left.accepted(left.leave(1, BUYER));
        yield left;
      }
      default -> throw new IllegalArgumentException(state.name());
    };
  }

  private static Shop admitted(final Shop shop) {
    shop.joined(1, BUYER).settle();
    return shop;
  }

  @ParameterizedTest(name = "{1} with a ticket {0}: {2}")
  @MethodSource("transitions")
  void isAsTheTableSays(final String from, final String command, final String expected) {
    final Shop shop = in(TicketState.valueOf(from));
    shop.settle();
    final PlainVerdict verdict =
        shop.run(
            switch (command) {
              case "JoinQueue" -> shop.join(1, BUYER);
              case "LeaveQueue" -> shop.leave(1, BUYER);
              default -> shop.reserve(id(1), 1);
            });
    final TicketState told = verdict.ticket();
    assertThat(verdict.code() + (verdict.repeated() ? "(repeated)" : "") + " " + ticketOf(shop))
        .isEqualTo(expected);
    final boolean tells = verdict.code() == Code.ACCEPTED && !"Reserve".equals(command);
    assertThat(told).isEqualTo(tells ? ticketOf(shop) : TicketState.NONE);
    assertThat(verdict.place().isPresent()).isEqualTo(tells);
    assertThat(verdict.admittedUpTo().isPresent()).isEqualTo(tells);
  }

  private static TicketState ticketOf(final Shop shop) {
    final Ticket ticket = shop.engine.world().sales.find(1).room().ticketOf(BUYER);
    return ticket == null ? TicketState.NONE : ticket.state();
  }
}
