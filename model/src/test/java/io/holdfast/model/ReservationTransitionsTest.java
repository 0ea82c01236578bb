package io.holdfast.model;

import static io.holdfast.model.Commands.ALL;
import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.ReservationState;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every state of a reservation and everything that can be done to it. */
final class ReservationTransitionsTest {
  private static final Id ID = id(1);
  private static final Id COMMAND = id(50);

  /**
   * What each command is answered, and the state where it is another one then. (repeated) and
   * (late) are marks.
   */
  private static final String TABLE =
      """
                 | BeginPayment      | Extend            | Confirm                    | Release            | OperatorRelease   | Cancel            | OperatorCancel
      WAITLISTED | STILL_WAITING     | STILL_WAITING     | STILL_WAITING              | ACCEPTED RELEASED  | ACCEPTED RELEASED | NOT_CONFIRMED     | NOT_CONFIRMED
      HELD       | ACCEPTED PAYING   | ACCEPTED          | ACCEPTED CONFIRMED         | ACCEPTED RELEASED  | ACCEPTED RELEASED | NOT_CONFIRMED     | NOT_CONFIRMED
      PAYING     | ACCEPTED(repeated)| NOT_OFFERED       | ACCEPTED CONFIRMED         | ACCEPTED RELEASED  | ACCEPTED RELEASED | NOT_CONFIRMED     | NOT_CONFIRMED
      CONFIRMED  | ALREADY_CONFIRMED | ALREADY_CONFIRMED | ACCEPTED(repeated)         | ALREADY_CONFIRMED  | ALREADY_CONFIRMED | ACCEPTED CANCELLED| ACCEPTED CANCELLED
      CANCELLED  | ALREADY_CONFIRMED | ALREADY_CONFIRMED | ACCEPTED(repeated)         | ALREADY_CONFIRMED  | ALREADY_CONFIRMED | EXCEEDS_PURCHASE  | EXCEEDS_PURCHASE
      RELEASED   | HOLD_RELEASED     | HOLD_RELEASED     | REFUND_DUE REFUND_DUE      | ACCEPTED(repeated) | HOLD_RELEASED     | NOT_CONFIRMED     | NOT_CONFIRMED
      EXPIRED    | HOLD_EXPIRED      | HOLD_EXPIRED      | ACCEPTED(late) CONFIRMED   | HOLD_EXPIRED       | HOLD_EXPIRED      | NOT_CONFIRMED     | NOT_CONFIRMED
      REFUND_DUE | REFUND_DUE        | REFUND_DUE        | REFUND_DUE(repeated)       | REFUND_DUE         | REFUND_DUE        | NOT_CONFIRMED     | NOT_CONFIRMED
      """;

  static Stream<Arguments> transitions() {
    return Table.cells(TABLE);
  }

  /** Two units of ten, or, of an entry that waits, of none. */
  private static Shop in(final ReservationState state) {
    return switch (state) {
      case WAITLISTED -> Shop.selling(1).held(id(2), 1).waiting(ID, 2);
      case HELD -> Shop.selling(10).held(ID, 2);
      case PAYING -> Shop.selling(10).paying(ID, 2);
      case CONFIRMED -> Shop.selling(10).confirmed(ID, 2, 2);
      case CANCELLED -> Shop.selling(10).cancelled(ID, 2);
      case RELEASED -> Shop.selling(10).released(ID, 2);
      case EXPIRED -> Shop.selling(10).expired(ID, 2);
      case REFUND_DUE -> Shop.selling(10).refundDue(ID, 2);
      default -> throw new IllegalArgumentException(state.name());
    };
  }

  private static Commands.Spec<?> command(final Shop shop, final String name) {
    return switch (name) {
      case "BeginPayment" -> shop.pay(ID);
      case "Extend" -> shop.extend(ID, shop.now() + 2 * Shop.HOLD_MS);
      case "Confirm" -> shop.confirm(ID, ALL);
      case "Release" -> shop.release(ID);
      case "OperatorRelease" -> shop.releaseByOperator(COMMAND, ID);
      case "Cancel" -> shop.cancel(COMMAND, ID, ALL);
      case "OperatorCancel" -> shop.cancelByOperator(COMMAND, ID, ALL);
      default -> throw new IllegalArgumentException(name);
    };
  }

  @ParameterizedTest(name = "{1} of what is {0}: {2}")
  @MethodSource("transitions")
  void isAsTheTableSays(final String from, final String command, final String expected) {
    final ReservationState before = ReservationState.valueOf(from);
    final Shop shop = in(before);
    final ReservationView viewBefore = shop.engine.reservation(ID).orElseThrow();
    final LineView lineBefore = shop.line(1);
    final PlainVerdict verdict = shop.run(command(shop, command));
    final String answer =
        verdict.code()
            + (verdict.repeated() ? "(repeated)" : "")
            + (verdict.late() ? "(late)" : "");
    final String change = verdict.state() == before ? "" : " " + verdict.state();
    assertThat(answer + change).isEqualTo(expected);
    assertThat(verdict.state()).isEqualTo(shop.state(ID));
    assertThat(verdict.available()).hasValue(shop.line(1).available());
    final boolean extended = "Extend".equals(command) && before == ReservationState.HELD;
    if (change.isEmpty() && !extended) {
      assertThat(shop.engine.reservation(ID)).contains(viewBefore);
      assertThat(shop.line(1)).isEqualTo(lineBefore);
      assertThat(shop.engine.events()).isEmpty();
    } else {
      assertThat(shop.engine.events()).isNotEmpty();
    }
  }

  static Stream<Arguments> afterTheDeadline() {
    return Table.cells(
        """
                   | 1000       | 3000
        WAITLISTED | HELD       | EXPIRED
        HELD       | EXPIRED    | EXPIRED
        PAYING     | PAYING     | EXPIRED
        CONFIRMED  | CONFIRMED  | CONFIRMED
        CANCELLED  | CANCELLED  | CANCELLED
        RELEASED   | RELEASED   | RELEASED
        EXPIRED    | EXPIRED    | EXPIRED
        REFUND_DUE | REFUND_DUE | REFUND_DUE
        """);
  }

  /** The entry that waits gets what the other hold leaves. */
  @ParameterizedTest(name = "{0}, {1} ms later: {2}")
  @MethodSource("afterTheDeadline")
  void holdsLapseAndNothingElseDoes(
      final String from, final String laterMs, final String expected) {
    final Shop shop = in(ReservationState.valueOf(from));
    for (long passed = 0; passed < Long.parseLong(laterMs); passed += Shop.HOLD_MS) {
      shop.passMs(Shop.HOLD_MS).settle();
    }
    assertThat(shop.state(ID)).isEqualTo(ReservationState.valueOf(expected));
  }
}
