package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.basket;
import static io.holdfast.engine.rules.Commands.beginPayment;
import static io.holdfast.engine.rules.Commands.beginPaymentBasket;
import static io.holdfast.engine.rules.Commands.cancel;
import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.confirmBasket;
import static io.holdfast.engine.rules.Commands.extend;
import static io.holdfast.engine.rules.Commands.release;
import static io.holdfast.engine.rules.Commands.releaseBasket;
import static io.holdfast.engine.rules.Shop.HOLD_MS;
import static io.holdfast.engine.rules.Shop.ITEM;
import static io.holdfast.engine.rules.Shop.OTHER_ITEM;
import static io.holdfast.engine.rules.Shop.PAYMENT_MS;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A basket whose first line is two units and whose second three, in mixtures of states, and each
 * command about it: the code, the line at fault, the states of the lines afterwards, the units
 * granted, the marks R (repeated) and L (late).
 */
final class BasketTransitionsTest {
  private static final Basket BASKET = basket(1).line(1, ITEM, 2).line(2, OTHER_ITEM, 3);
  private static final int NO_LINE = -1;

  private final Shop shop = Shop.open(10);

  /** States are written by a letter each; c is a purchase of fewer units than were granted. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          # lines | command | code                   | line | then | granted | marks
          HH | ReserveBasket      | ACCEPTED                 |   | HH | 5 | R
          EH | ReserveBasket      | ACCEPTED                 |   | EH | 5 | R
          CR | ReserveBasket      | ACCEPTED                 |   | CR | 5 | R
          FX | ReserveBasket      | ACCEPTED                 |   | FX | 5 | R

          HH | BeginPaymentBasket | ACCEPTED                 |   | PP | 5 |
          HP | BeginPaymentBasket | ACCEPTED                 |   | PP | 5 |
          PP | BeginPaymentBasket | ACCEPTED                 |   | PP | 5 | R
          HC | BeginPaymentBasket | ALREADY_CONFIRMED        | 1 | HC | 0 |
          XH | BeginPaymentBasket | ALREADY_CONFIRMED        | 0 | XH | 0 |
          HR | BeginPaymentBasket | HOLD_RELEASED            | 1 | HR | 0 |
          HE | BeginPaymentBasket | HOLD_EXPIRED             | 1 | HE | 0 |
          EH | BeginPaymentBasket | HOLD_EXPIRED             | 0 | EH | 0 |
          FR | BeginPaymentBasket | REFUND_DUE               | 0 | FR | 0 |
          EE | BeginPaymentBasket | HOLD_EXPIRED             | 0 | EE | 0 |

          HH | ConfirmBasket      | ACCEPTED                 |   | CC | 5 |
          HP | ConfirmBasket      | ACCEPTED                 |   | CC | 5 |
          HC | ConfirmBasket      | ACCEPTED                 |   | CC | 2 |
          CH | ConfirmBasket      | ACCEPTED                 |   | CC | 3 |
          XH | ConfirmBasket      | ACCEPTED                 |   | XC | 3 |
          CC | ConfirmBasket      | ACCEPTED                 |   | CC | 5 | R
          XC | ConfirmBasket      | ACCEPTED                 |   | XC | 5 | R
          XX | ConfirmBasket      | ACCEPTED                 |   | XX | 5 | R
          Hc | ConfirmBasket      | CONFIRMED_OTHER_QUANTITY | 1 | Hc | 0 |
          cc | ConfirmBasket      | CONFIRMED_OTHER_QUANTITY | 0 | cc | 0 |
          Ec | ConfirmBasket      | CONFIRMED_OTHER_QUANTITY | 1 | Ec | 0 |
          Fc | ConfirmBasket      | CONFIRMED_OTHER_QUANTITY | 1 | Fc | 0 |
          HR | ConfirmBasket      | HOLD_RELEASED            | 1 | HR | 0 |
          RH | ConfirmBasket      | HOLD_RELEASED            | 0 | RH | 0 |
          HE | ConfirmBasket      | HOLD_EXPIRED             | 1 | HE | 0 |
          EP | ConfirmBasket      | HOLD_EXPIRED             | 0 | EP | 0 |
          HF | ConfirmBasket      | REFUND_DUE               | 1 | HF | 0 |
          EE | ConfirmBasket      | ACCEPTED                 |   | CC | 5 | L
          EC | ConfirmBasket      | ACCEPTED                 |   | CC | 2 | L
          CE | ConfirmBasket      | ACCEPTED                 |   | CC | 3 | L
          XE | ConfirmBasket      | ACCEPTED                 |   | XC | 3 | L
          ER | ConfirmBasket      | REFUND_DUE               |   | FF | 0 |
          RR | ConfirmBasket      | REFUND_DUE               |   | FF | 0 |
          RC | ConfirmBasket      | REFUND_DUE               |   | FC | 0 |
          FE | ConfirmBasket      | REFUND_DUE               |   | FF | 0 |
          FC | ConfirmBasket      | REFUND_DUE               |   | FC | 0 |
          FF | ConfirmBasket      | REFUND_DUE               |   | FF | 0 | R

          HH | ReleaseBasket      | ACCEPTED                 |   | RR | 5 |
          HP | ReleaseBasket      | ACCEPTED                 |   | RR | 5 |
          HR | ReleaseBasket      | ACCEPTED                 |   | RR | 2 |
          RP | ReleaseBasket      | ACCEPTED                 |   | RR | 3 |
          RR | ReleaseBasket      | ACCEPTED                 |   | RR | 5 | R
          HE | ReleaseBasket      | HOLD_EXPIRED             | 1 | HE | 0 |
          RE | ReleaseBasket      | HOLD_EXPIRED             | 1 | RE | 0 |
          CH | ReleaseBasket      | ALREADY_CONFIRMED        | 0 | CH | 0 |
          HX | ReleaseBasket      | ALREADY_CONFIRMED        | 1 | HX | 0 |
          HF | ReleaseBasket      | REFUND_DUE               | 1 | HF | 0 |
          EF | ReleaseBasket      | HOLD_EXPIRED             | 0 | EF | 0 |
          """)
  void aBasket(
      final String from,
      final String name,
      final Code code,
      final Integer line,
      final String then,
      final int granted,
      final String marks) {
    bring(from);
    final String seen = marks == null ? "" : marks;
    shop.expect(code, command(name))
        .line(line == null ? NO_LINE : line)
        .state(state(then.charAt(0)))
        .granted(granted)
        .repeated(seen.contains("R"))
        .late(seen.contains("L"));
    shop.assertState(1, state(then.charAt(0)));
    shop.assertState(2, state(then.charAt(1)));
  }

  @Test
  void aLateConfirmationRepeatedIsLateIfTheFirstLineWas() {
    bring("EC");
    shop.accept(confirmBasket(1)).late(true);
    shop.expect(Code.ACCEPTED, confirmBasket(1)).repeated().late(true).granted(5);
    final Shop other = Shop.open(10);
    other.accept(BASKET);
    other.accept(confirm(1));
    other.pass(HOLD_MS);
    other.accept(confirmBasket(1)).late(true).granted(3);
    other.expect(Code.ACCEPTED, confirmBasket(1)).repeated().late(false).granted(5);
  }

  @Test
  void eachLineKeepsItsOwnDeadlineAndTheEarliestIsTold() {
    shop.accept(BASKET).deadline(shop.now() + HOLD_MS);
    final long laterMs = shop.now() + PAYMENT_MS + 1;
    shop.accept(extend(1, laterMs));
    shop.accept(beginPaymentBasket(1)).deadline(shop.now() + PAYMENT_MS);
    shop.expect(Code.ACCEPTED, BASKET).repeated().deadline(laterMs);
    shop.passUntil(laterMs - 1);
    shop.expect(Code.HOLD_EXPIRED, beginPaymentBasket(1)).line(1);
  }

  private void bring(final String states) {
    shop.accept(BASKET);
    for (int i = 0; i < states.length(); i++) {
      bring(1L + i, states.charAt(i), states.contains("E"));
    }
    if (states.contains("E")) {
      shop.pass(HOLD_MS);
    }
  }

  private void bring(final long line, final char state, final boolean timePasses) {
    switch (state) {
      case 'H' -> {
        if (timePasses) {
          shop.accept(extend(line, shop.now() + HOLD_MS + 1));
        }
      }
      case 'P' -> shop.accept(beginPayment(line));
      case 'C' -> shop.accept(confirm(line));
      case 'c' -> shop.accept(confirm(line, 1));
      case 'X' -> {
        shop.accept(confirm(line));
        shop.accept(cancel(line, line));
      }
      case 'R' -> shop.accept(release(line));
      case 'F' -> {
        shop.accept(release(line));
        shop.expect(Code.REFUND_DUE, confirm(line));
      }
      default -> shop.assertState(line, ReservationState.HELD);
    }
  }

  private static ReservationState state(final char letter) {
    return switch (letter) {
      case 'H' -> ReservationState.HELD;
      case 'P' -> ReservationState.PAYING;
      case 'C', 'c' -> ReservationState.CONFIRMED;
      case 'X' -> ReservationState.CANCELLED;
      case 'R' -> ReservationState.RELEASED;
      case 'E' -> ReservationState.EXPIRED;
      case 'F' -> ReservationState.REFUND_DUE;
      default -> throw new IllegalArgumentException("state " + letter);
    };
  }

  private static Command command(final String name) {
    return switch (name) {
      case "ReserveBasket" -> BASKET;
      case "BeginPaymentBasket" -> beginPaymentBasket(1);
      case "ConfirmBasket" -> confirmBasket(1);
      case "ReleaseBasket" -> releaseBasket(1);
      default -> throw new IllegalArgumentException(name);
    };
  }
}
