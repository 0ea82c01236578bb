package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.ALL;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.extend;
import static io.holdfast.engine.rules.Commands.operatorCancel;
import static io.holdfast.engine.rules.Commands.operatorRelease;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.SALE;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A reservation of three units in each of its states, and each command about it: the code, the
 * state afterwards, the units granted, the marks R (repeated) and L (late). The same command sent
 * again must say the same.
 */
final class ReservationTransitionsTest {
  private static final int UNITS = 10;

  private final Shop shop = Shop.open(UNITS);

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # in state      | command         | code                     | then       | granted | marks
          WAITLISTED      | Reserve         | ACCEPTED                 | WAITLISTED | 0 | R
          WAITLISTED      | BeginPayment    | STILL_WAITING            | WAITLISTED | 0 |
          WAITLISTED      | Extend          | STILL_WAITING            | WAITLISTED | 0 |
          WAITLISTED      | Confirm         | STILL_WAITING            | WAITLISTED | 0 |
          WAITLISTED      | Confirm fewer   | STILL_WAITING            | WAITLISTED | 0 |
          WAITLISTED      | Confirm more    | STILL_WAITING            | WAITLISTED | 0 |
          WAITLISTED      | Release         | ACCEPTED                 | RELEASED   | 0 |
          WAITLISTED      | Cancel          | NOT_CONFIRMED            | WAITLISTED | 0 |
          WAITLISTED      | Cancel one      | NOT_CONFIRMED            | WAITLISTED | 0 |
          WAITLISTED      | OperatorRelease | ACCEPTED                 | RELEASED   | 0 |
          WAITLISTED      | OperatorCancel  | NOT_CONFIRMED            | WAITLISTED | 0 |

          HELD            | Reserve         | ACCEPTED                 | HELD       | 3 | R
          HELD            | BeginPayment    | ACCEPTED                 | PAYING     | 3 |
          HELD            | Extend          | ACCEPTED                 | HELD       | 3 |
          HELD            | Confirm         | ACCEPTED                 | CONFIRMED  | 3 |
          HELD            | Confirm fewer   | ACCEPTED                 | CONFIRMED  | 2 |
          HELD            | Confirm more    | EXCEEDS_HOLD             | HELD       | 0 |
          HELD            | Release         | ACCEPTED                 | RELEASED   | 3 |
          HELD            | Cancel          | NOT_CONFIRMED            | HELD       | 0 |
          HELD            | Cancel one      | NOT_CONFIRMED            | HELD       | 0 |
          HELD            | OperatorRelease | ACCEPTED                 | RELEASED   | 3 |
          HELD            | OperatorCancel  | NOT_CONFIRMED            | HELD       | 0 |

          PAYING          | Reserve         | ACCEPTED                 | PAYING     | 3 | R
          PAYING          | BeginPayment    | ACCEPTED                 | PAYING     | 3 | R
          PAYING          | Extend          | NOT_OFFERED              | PAYING     | 0 |
          PAYING          | Confirm         | ACCEPTED                 | CONFIRMED  | 3 |
          PAYING          | Confirm fewer   | ACCEPTED                 | CONFIRMED  | 2 |
          PAYING          | Confirm more    | EXCEEDS_HOLD             | PAYING     | 0 |
          PAYING          | Release         | ACCEPTED                 | RELEASED   | 3 |
          PAYING          | Cancel          | NOT_CONFIRMED            | PAYING     | 0 |
          PAYING          | Cancel one      | NOT_CONFIRMED            | PAYING     | 0 |
          PAYING          | OperatorRelease | ACCEPTED                 | RELEASED   | 3 |
          PAYING          | OperatorCancel  | NOT_CONFIRMED            | PAYING     | 0 |

          CONFIRMED       | Reserve         | ACCEPTED                 | CONFIRMED  | 3 | R
          CONFIRMED       | BeginPayment    | ALREADY_CONFIRMED        | CONFIRMED  | 0 |
          CONFIRMED       | Extend          | ALREADY_CONFIRMED        | CONFIRMED  | 0 |
          CONFIRMED       | Confirm         | ACCEPTED                 | CONFIRMED  | 3 | R
          CONFIRMED       | Confirm fewer   | CONFIRMED_OTHER_QUANTITY | CONFIRMED  | 0 |
          CONFIRMED       | Confirm more    | CONFIRMED_OTHER_QUANTITY | CONFIRMED  | 0 |
          CONFIRMED       | Release         | ALREADY_CONFIRMED        | CONFIRMED  | 0 |
          CONFIRMED       | Cancel          | ACCEPTED                 | CANCELLED  | 3 |
          CONFIRMED       | Cancel one      | ACCEPTED                 | CONFIRMED  | 1 |
          CONFIRMED       | OperatorRelease | ALREADY_CONFIRMED        | CONFIRMED  | 0 |
          CONFIRMED       | OperatorCancel  | ACCEPTED                 | CANCELLED  | 3 |

          CONFIRMED_FEWER | Reserve         | ACCEPTED                 | CONFIRMED  | 3 | R
          CONFIRMED_FEWER | Confirm         | CONFIRMED_OTHER_QUANTITY | CONFIRMED  | 0 |
          CONFIRMED_FEWER | Confirm fewer   | ACCEPTED                 | CONFIRMED  | 2 | R
          CONFIRMED_FEWER | Confirm more    | CONFIRMED_OTHER_QUANTITY | CONFIRMED  | 0 |
          CONFIRMED_FEWER | Cancel          | ACCEPTED                 | CANCELLED  | 2 |
          CONFIRMED_FEWER | OperatorCancel  | ACCEPTED                 | CANCELLED  | 2 |

          RELEASED        | Reserve         | ACCEPTED                 | RELEASED   | 3 | R
          RELEASED        | BeginPayment    | HOLD_RELEASED            | RELEASED   | 0 |
          RELEASED        | Extend          | HOLD_RELEASED            | RELEASED   | 0 |
          RELEASED        | Confirm         | REFUND_DUE               | REFUND_DUE | 0 |
          RELEASED        | Confirm fewer   | REFUND_DUE               | REFUND_DUE | 0 |
          RELEASED        | Confirm more    | EXCEEDS_HOLD             | RELEASED   | 0 |
          RELEASED        | Release         | ACCEPTED                 | RELEASED   | 3 | R
          RELEASED        | Cancel          | NOT_CONFIRMED            | RELEASED   | 0 |
          RELEASED        | Cancel one      | NOT_CONFIRMED            | RELEASED   | 0 |
          RELEASED        | OperatorRelease | HOLD_RELEASED            | RELEASED   | 0 |
          RELEASED        | OperatorCancel  | NOT_CONFIRMED            | RELEASED   | 0 |

          GAVE_UP_WAITING | Reserve         | ACCEPTED                 | RELEASED   | 0 | R
          GAVE_UP_WAITING | BeginPayment    | HOLD_RELEASED            | RELEASED   | 0 |
          GAVE_UP_WAITING | Confirm         | REFUND_DUE               | REFUND_DUE | 0 |
          GAVE_UP_WAITING | Confirm fewer   | EXCEEDS_HOLD             | RELEASED   | 0 |
          GAVE_UP_WAITING | Release         | ACCEPTED                 | RELEASED   | 0 | R
          GAVE_UP_WAITING | OperatorRelease | HOLD_RELEASED            | RELEASED   | 0 |

          EXPIRED         | Reserve         | ACCEPTED                 | EXPIRED    | 3 | R
          EXPIRED         | BeginPayment    | HOLD_EXPIRED             | EXPIRED    | 0 |
          EXPIRED         | Extend          | HOLD_EXPIRED             | EXPIRED    | 0 |
          EXPIRED         | Confirm         | ACCEPTED                 | CONFIRMED  | 3 | L
          EXPIRED         | Confirm fewer   | ACCEPTED                 | CONFIRMED  | 2 | L
          EXPIRED         | Confirm more    | EXCEEDS_HOLD             | EXPIRED    | 0 |
          EXPIRED         | Release         | HOLD_EXPIRED             | EXPIRED    | 0 |
          EXPIRED         | Cancel          | NOT_CONFIRMED            | EXPIRED    | 0 |
          EXPIRED         | Cancel one      | NOT_CONFIRMED            | EXPIRED    | 0 |
          EXPIRED         | OperatorRelease | HOLD_EXPIRED             | EXPIRED    | 0 |
          EXPIRED         | OperatorCancel  | NOT_CONFIRMED            | EXPIRED    | 0 |

          EXPIRED_2_LEFT  | Confirm         | REFUND_DUE               | REFUND_DUE | 0 |
          EXPIRED_2_LEFT  | Confirm fewer   | ACCEPTED                 | CONFIRMED  | 2 | L
          EXPIRED_2_LEFT  | Confirm more    | EXCEEDS_HOLD             | EXPIRED    | 0 |

          REFUND_DUE      | Reserve         | ACCEPTED                 | REFUND_DUE | 3 | R
          REFUND_DUE      | BeginPayment    | REFUND_DUE               | REFUND_DUE | 0 |
          REFUND_DUE      | Extend          | REFUND_DUE               | REFUND_DUE | 0 |
          REFUND_DUE      | Confirm         | REFUND_DUE               | REFUND_DUE | 0 | R
          REFUND_DUE      | Confirm fewer   | REFUND_DUE               | REFUND_DUE | 0 | R
          REFUND_DUE      | Confirm more    | REFUND_DUE               | REFUND_DUE | 0 | R
          REFUND_DUE      | Release         | REFUND_DUE               | REFUND_DUE | 0 |
          REFUND_DUE      | Cancel          | NOT_CONFIRMED            | REFUND_DUE | 0 |
          REFUND_DUE      | Cancel one      | NOT_CONFIRMED            | REFUND_DUE | 0 |
          REFUND_DUE      | OperatorRelease | REFUND_DUE               | REFUND_DUE | 0 |
          REFUND_DUE      | OperatorCancel  | NOT_CONFIRMED            | REFUND_DUE | 0 |

          CANCELLED       | Reserve         | ACCEPTED                 | CANCELLED  | 3 | R
          CANCELLED       | BeginPayment    | ALREADY_CONFIRMED        | CANCELLED  | 0 |
          CANCELLED       | Extend          | ALREADY_CONFIRMED        | CANCELLED  | 0 |
          CANCELLED       | Confirm         | ACCEPTED                 | CANCELLED  | 3 | R
          CANCELLED       | Confirm fewer   | CONFIRMED_OTHER_QUANTITY | CANCELLED  | 0 |
          CANCELLED       | Confirm more    | CONFIRMED_OTHER_QUANTITY | CANCELLED  | 0 |
          CANCELLED       | Release         | ALREADY_CONFIRMED        | CANCELLED  | 0 |
          CANCELLED       | Cancel          | EXCEEDS_PURCHASE         | CANCELLED  | 0 |
          CANCELLED       | Cancel one      | EXCEEDS_PURCHASE         | CANCELLED  | 0 |
          CANCELLED       | OperatorRelease | ALREADY_CONFIRMED        | CANCELLED  | 0 |
          CANCELLED       | OperatorCancel  | EXCEEDS_PURCHASE         | CANCELLED  | 0 |
          """)
  void aReservation(
      final String from,
      final String name,
      final Code code,
      final ReservationState then,
      final int granted,
      final String marks) {
    bring(from);
    final Command command = command(name);
    final String seen = marks == null ? "" : marks;
    check(shop.expect(code, command), then, granted, seen.contains("L"))
        .repeated(seen.contains("R"));
    check(shop.expect(code, command), then, granted, seen.contains("L"))
        .repeated(isRemembered(name, code));
    shop.assertState(1, then);
  }

  private Answer check(
      final Answer answer, final ReservationState then, final int granted, final boolean late) {
    return answer
        .state(then)
        .granted(granted)
        .late(late)
        .available(shop.test.available(SALE, ITEM));
  }

  /** Whether the command sent again is marked repeated: by its id, or by the reservation. */
  private static boolean isRemembered(final String name, final Code code) {
    final boolean isFinal = code.value() >= Code.SOLD_OUT.value();
    final boolean hasOwnId = name.startsWith("Operator") || name.startsWith("Cancel");
    return code == Code.ACCEPTED
        || (hasOwnId && isFinal)
        || (name.startsWith("Confirm") && code == Code.REFUND_DUE);
  }

  private static Reserve first() {
    return reserve(1).units(3).orWait();
  }

  private void bring(final String state) {
    if (state.equals("WAITLISTED") || state.equals("GAVE_UP_WAITING")) {
      shop.accept(reserve(2).units(UNITS));
    }
    shop.accept(first());
    switch (state) {
      case "WAITLISTED", "HELD" -> shop.settle();
      case "GAVE_UP_WAITING", "RELEASED" -> shop.accept(release(1));
      case "PAYING" -> shop.accept(beginPayment(1));
      case "CONFIRMED" -> shop.accept(confirm(1));
      case "CONFIRMED_FEWER" -> shop.accept(confirm(1, 2));
      case "EXPIRED" -> shop.pass(HOLD_MS);
      case "EXPIRED_2_LEFT" -> {
        shop.pass(HOLD_MS);
        shop.accept(reserve(2).units(UNITS - 2));
      }
      case "REFUND_DUE" -> {
        shop.accept(release(1));
        shop.expect(Code.REFUND_DUE, confirm(1));
      }
      case "CANCELLED" -> {
        shop.accept(confirm(1));
        shop.accept(cancel(2, 1));
      }
      default -> throw new IllegalArgumentException(state);
    }
  }

  private Command command(final String name) {
    return switch (name) {
      case "Reserve" -> first();
      case "BeginPayment" -> beginPayment(1);
      case "Extend" -> extend(1, shop.now() + HOLD_MS + 1);
      case "Confirm" -> confirm(1);
      case "Confirm fewer" -> confirm(1, 2);
      case "Confirm more" -> confirm(1, 4);
      case "Release" -> release(1);
      case "Cancel" -> cancel(1, 1);
      case "Cancel one" -> cancel(1, 1, 1);
      case "OperatorRelease" -> operatorRelease(1, 1);
      case "OperatorCancel" -> operatorCancel(1, 1, ALL);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
