package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.confirm;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.leave;
import static io.holdfast.engine.rules.Commands.reserve;
import static io.holdfast.engine.rules.Shop.FINISH_MS;
import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.Ceilings;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.TicketState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A ticket in each of its states, and what can come: the code, the state then, the mark R. */
final class TicketTransitionsTest {
  private static final long TOKEN_MS = 1_000;

  private final Shop shop = Shop.open(9, Shop.gated(1));

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NONE     | JoinQueue  | ACCEPTED       | WAITING  |
          NONE     | LeaveQueue | UNKNOWN_TICKET | NONE     |
          NONE     | Reserve    | NOT_ADMITTED   | NONE     |
          NONE     | CloseSale  |                | NONE     |
          WAITING  | JoinQueue  | ACCEPTED       | WAITING  | R
          WAITING  | LeaveQueue | ACCEPTED       | LEFT     |
          WAITING  | Reserve    | NOT_ADMITTED   | WAITING  |
          WAITING  | a token    |                | ADMITTED |
          WAITING  | CloseSale  |                | EXPIRED  |
          ADMITTED | JoinQueue  | ACCEPTED       | ADMITTED | R
          ADMITTED | LeaveQueue | ACCEPTED       | LEFT     |
          ADMITTED | Reserve    | ACCEPTED       | ADMITTED |
          ADMITTED | a token    |                | ADMITTED |
          ADMITTED | its end    |                | EXPIRED  |
          ADMITTED | CloseSale  |                | EXPIRED  |
          DONE     | JoinQueue  | ACCEPTED       | WAITING  |
          DONE     | LeaveQueue | ACCEPTED       | DONE     | R
          DONE     | Reserve    | NOT_ADMITTED   | DONE     |
          DONE     | a token    |                | DONE     |
          DONE     | its end    |                | DONE     |
          DONE     | CloseSale  |                | DONE     |
          EXPIRED  | JoinQueue  | ACCEPTED       | WAITING  |
          EXPIRED  | LeaveQueue | ACCEPTED       | EXPIRED  | R
          EXPIRED  | Reserve    | NOT_ADMITTED   | EXPIRED  |
          EXPIRED  | a token    |                | EXPIRED  |
          EXPIRED  | CloseSale  |                | EXPIRED  |
          LEFT     | JoinQueue  | ACCEPTED       | WAITING  |
          LEFT     | LeaveQueue | ACCEPTED       | LEFT     | R
          LEFT     | Reserve    | NOT_ADMITTED   | LEFT     |
          LEFT     | a token    |                | LEFT     |
          LEFT     | CloseSale  |                | LEFT     |
          """)
  void aTicket(
      final TicketState from,
      final String what,
      final Code code,
      final TicketState then,
      final String marks) {
    bring(from);
    switch (what) {
      case "JoinQueue" -> shop.expect(code, join(1)).repeated(marks != null).ticket(then);
      case "LeaveQueue" -> shop.expect(code, leave(1)).repeated(marks != null).ticket(then);
      case "Reserve" -> shop.expect(code, reserve(2).buyer(1)).repeated(false);
      case "a token" -> shop.pass(TOKEN_MS);
      case "its end" -> shop.pass(FINISH_MS);
      case "CloseSale" -> shop.close();
      default -> throw new IllegalArgumentException(what);
    }
    shop.assertTicket(1, then);
  }

  @ParameterizedTest
  @CsvSource({"WAITING, EXPIRED", "ADMITTED, EXPIRED", "DONE, DONE", "LEFT, LEFT"})
  void inAClosedSaleEveryTicketHasEnded(final TicketState from, final TicketState then) {
    bring(from);
    shop.close();
    shop.expect(Code.SALE_CLOSED, join(1)).ticket(TicketState.NONE).place(Verdict.NONE);
    shop.expect(Code.ACCEPTED, leave(1)).repeated().ticket(then);
  }

  @ParameterizedTest
  @CsvSource({"DONE", "EXPIRED", "LEFT"})
  void whoJoinsAgainIsAtTheEndOfTheLine(final TicketState from) {
    bring(from);
    shop.accept(join(2)).place(1);
    shop.accept(join(1)).place(2);
    shop.expect(Code.ACCEPTED, join(1)).repeated().place(2).ticket(TicketState.WAITING);
    shop.pass(TOKEN_MS);
    shop.pass(TOKEN_MS);
    assertThat(shop.events())
        .as("kind and place")
        .containsSubsequence("ADMITTED 0 x1", "ADMITTED 0 x2");
    shop.assertTicket(1, TicketState.ADMITTED);
  }

  @Test
  void beforeTheOpeningThereIsNoPlace() {
    final Shop scheduled = Shop.scheduled(new Ceilings(), 9, Shop.gated(1));
    scheduled.accept(join(1)).place(Verdict.NONE).admittedUpTo(0).ticket(TicketState.WAITING);
    scheduled.expect(Code.ACCEPTED, join(1)).repeated().place(Verdict.NONE);
    scheduled.pass(10 * TOKEN_MS);
    scheduled.assertTicket(1, TicketState.WAITING);
    scheduled.resume();
    scheduled.expect(Code.ACCEPTED, join(1)).repeated().place(0).admittedUpTo(0);
  }

  @Test
  void inAPauseNobodyIsAdmittedAndNoTokenAccrues() {
    shop.accept(join(1));
    shop.pass(TOKEN_MS / 2);
    shop.pause();
    shop.pass(10 * TOKEN_MS);
    shop.resume();
    shop.pass(TOKEN_MS / 2 - 1);
    shop.assertTicket(1, TicketState.WAITING);
    shop.pass(1);
    shop.assertTicket(1, TicketState.ADMITTED);
  }

  private void bring(final TicketState state) {
    if (state == TicketState.NONE) {
      return;
    }
    shop.accept(join(1));
    if (state == TicketState.LEFT) {
      shop.accept(leave(1));
    } else if (state != TicketState.WAITING) {
      shop.pass(TOKEN_MS);
      shop.assertTicket(1, TicketState.ADMITTED);
    }
    if (state == TicketState.DONE) {
      shop.accept(reserve(1));
      shop.accept(confirm(1));
    } else if (state == TicketState.EXPIRED) {
      shop.pass(FINISH_MS);
    }
    shop.assertTicket(1, state);
  }
}
