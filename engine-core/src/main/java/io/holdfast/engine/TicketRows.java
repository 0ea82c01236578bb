package io.holdfast.engine;

import io.holdfast.protocol.codec.StateTicketsEncoder;
import io.holdfast.protocol.codec.StateTicketsEncoder.TicketsEncoder;
import io.holdfast.protocol.codec.TicketState;

/** Writes tickets as they lie. Each gets the next number. */
final class TicketRows extends StateRows {
  private final StateTicketsEncoder message = new StateTicketsEncoder();
  private final EngineState engine;
  private final StateNumbers numbers;
  private final int[] numberOf;
  private TicketsEncoder rows;

  TicketRows(final StateMessages messages, final EngineState engine, final StateNumbers numbers) {
    super(messages, StateTicketsEncoder.TEMPLATE_ID, TicketsEncoder.sbeBlockLength());
    this.engine = engine;
    this.numbers = numbers;
    numberOf = new int[engine.tickets.limit()];
  }

  /** Number of a ticket that was written. */
  int numberOf(final int ticket) {
    return numberOf[ticket];
  }

  void write() {
    final Tickets tickets = engine.tickets;
    for (int ticket = 1; ticket < tickets.limit(); ticket++) {
      if (tickets.state(ticket) != TicketState.NONE
          && !engine.sales.saleAt(tickets.ordinal(ticket)).isForgotten()) {
        next();
        numberOf[ticket] = (int) (total() - 1);
        rows.next()
            .buyer(tickets.buyer(ticket))
            .sale(numbers.ofSale(tickets.ordinal(ticket)))
            .number(tickets.number(ticket))
            .state(tickets.state(ticket));
      }
    }
    flush();
  }

  @Override
  void begin(final int mostRows) {
    message.wrapAndApplyHeader(messages.buffer, 0, messages.header);
    rows = message.ticketsCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}
