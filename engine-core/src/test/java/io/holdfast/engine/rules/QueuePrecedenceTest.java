package io.holdfast.engine.rules;

import static io.holdfast.engine.rules.Commands.closeSale;
import static io.holdfast.engine.rules.Commands.createSale;
import static io.holdfast.engine.rules.Commands.join;
import static io.holdfast.engine.rules.Commands.leave;
import static io.holdfast.engine.rules.Shop.SALE;

import io.holdfast.engine.Ceilings;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.TicketState;
import org.junit.jupiter.api.Test;

/** JoinQueue and LeaveQueue: which of several reasons is given. */
final class QueuePrecedenceTest {
  private static final long MISSING = 9;
  private static final long UNGATED = 2;
  private static final long CLOSED = 3;
  private static final long FORGETTABLE = 4;

  /** The node has given out the two tickets it may; sales 2 and 3 are closed. */
  private static Shop full() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxTickets = 2;
    final Shop shop = Shop.open(ceilings, 9, Shop.gated(0));
    shop.accept(createSale(1, UNGATED, Shop.policy(policy -> {})));
    shop.accept(closeSale(2, UNGATED));
    shop.accept(createSale(3, CLOSED, Shop.policy(Shop.gated(0))));
    shop.accept(closeSale(4, CLOSED));
    shop.accept(
        createSale(
            5,
            FORGETTABLE,
            Shop.policy(
                policy -> {
                  Shop.gated(0).accept(policy);
                  policy.retentionMs = 1L;
                })));
    shop.accept(join(FORGETTABLE, 1));
    shop.accept(join(1));
    shop.accept(closeSale(6, FORGETTABLE));
    return shop;
  }

  @Test
  void ofJoinQueue() {
    final Shop shop = full();
    shop.expect(Code.UNKNOWN_SALE, join(MISSING, 2)).nothingElse();
    shop.expect(Code.NOT_GATED, join(UNGATED, 2)).nothingElse();
    shop.expect(Code.SALE_CLOSED, join(CLOSED, 2)).nothingElse();
    shop.expect(Code.ACCEPTED, join(1)).repeated().ticket(TicketState.WAITING);
    shop.expect(Code.CEILING_TICKETS, join(2)).nothingElse();
    shop.accept(leave(1));
    shop.expect(Code.CEILING_TICKETS, join(1)).nothingElse();
    shop.pass(1);
    shop.accept(join(2)).ticket(TicketState.WAITING).place(1);
    shop.expect(Code.CEILING_TICKETS, join(1)).nothingElse();
  }

  @Test
  void ofLeaveQueue() {
    final Shop shop = full();
    shop.expect(Code.UNKNOWN_SALE, leave(MISSING, 2)).nothingElse();
    shop.expect(Code.NOT_GATED, leave(UNGATED, 2)).nothingElse();
    shop.expect(Code.UNKNOWN_TICKET, leave(CLOSED, 2)).nothingElse();
    shop.expect(Code.UNKNOWN_TICKET, leave(SALE, 2)).nothingElse();
    shop.accept(leave(1)).ticket(TicketState.LEFT).place(0).admittedUpTo(0);
    shop.expect(Code.ACCEPTED, leave(1)).repeated().ticket(TicketState.LEFT).place(0);
    shop.expect(Code.ACCEPTED, leave(FORGETTABLE, 1)).repeated().ticket(TicketState.EXPIRED);
  }
}
