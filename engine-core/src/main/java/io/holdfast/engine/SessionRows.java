package io.holdfast.engine;

import io.holdfast.protocol.codec.StateSessionsEncoder;
import io.holdfast.protocol.codec.StateSessionsEncoder.SessionsEncoder;

/** Writes the sessions of every waiting room in order of admission. */
final class SessionRows extends StateRows {
  private final StateSessionsEncoder message = new StateSessionsEncoder();
  private final EngineState engine;
  private final StateNumbers numbers;
  private final TicketRows tickets;
  private SessionsEncoder rows;
  private Sale sale;

  SessionRows(
      final StateMessages messages,
      final EngineState engine,
      final StateNumbers numbers,
      final TicketRows tickets) {
    super(messages, StateSessionsEncoder.TEMPLATE_ID, SessionsEncoder.sbeBlockLength());
    this.engine = engine;
    this.numbers = numbers;
    this.tickets = tickets;
  }

  void write() {
    for (final Sale gated : engine.sales.gated()) {
      sale = gated;
      final Sessions sessions = gated.room.sessions();
      int session = sessions.first();
      while (session != Sessions.NULL) {
        next();
        rows.next()
            .deadlineMs(sessions.deadlineMs(session))
            .ticket(tickets.numberOf(sessions.ticket(session)))
            .holds(sessions.holds(session))
            .bought((short) (sessions.bought(session) ? 1 : 0));
        session = sessions.next(session);
      }
      flush();
    }
  }

  @Override
  void begin(final int mostRows) {
    message
        .wrapAndApplyHeader(messages.buffer, 0, messages.header)
        .sale(numbers.ofSale(sale.ordinal));
    rows = message.sessionsCount(mostRows);
  }

  @Override
  int end() {
    rows.resetCountToIndex();
    return message.encodedLength();
  }
}
