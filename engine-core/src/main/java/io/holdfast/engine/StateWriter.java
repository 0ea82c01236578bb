package io.holdfast.engine;

import io.holdfast.protocol.codec.StateEndEncoder;
import io.holdfast.protocol.codec.StateEngineEncoder;

/**
 * Writes everything that can change a later verdict, event, digest or state hash, in the order of
 * docs/reference/snapshot.md. What follows from what is written is not: tables, counts, what is due
 * when, units counted for limits. What forgotten sales left behind is not either, but for the
 * places that it takes in memories.
 */
final class StateWriter {
  private final EngineState engine;
  private final StateMessages messages;
  private final LineRows lines;
  private final ReservationRows reservations;
  private final BasketRows baskets;
  private final CommandRows commands;
  private final TicketRows tickets;
  private final SessionRows sessions;
  private final BacklogRows backlog;

  StateWriter(final EngineState engine, final SnapshotSink sink) {
    this.engine = engine;
    messages = new StateMessages(sink);
    final StateNumbers numbers = new StateNumbers(engine.sales.sales());
    lines = new LineRows(messages, engine, numbers);
    reservations = new ReservationRows(messages, engine, numbers);
    baskets = new BasketRows(messages, engine, numbers, reservations);
    commands = new CommandRows(messages, engine, numbers);
    tickets = new TicketRows(messages, engine, numbers);
    sessions = new SessionRows(messages, engine, numbers, tickets);
    backlog = new BacklogRows(messages, engine, numbers);
  }

  /**
   * @param sequence of the last step
   * @param timeMs of the last step
   */
  void write(final long sequence, final long timeMs) {
    writeEngine(sequence, timeMs);
    new SaleMessages(messages, engine).write();
    lines.write();
    reservations.write();
    baskets.write();
    commands.write();
    tickets.write();
    sessions.write();
    backlog.write();
    writeEnd();
  }

  private void writeEngine(final long sequence, final long timeMs) {
    final EngineConfig config = engine.config;
    final StateEngineEncoder message = new StateEngineEncoder();
    message
        .wrapAndApplyHeader(messages.buffer, 0, messages.header)
        .sequence(sequence)
        .timeMs(timeMs)
        .digest(engine.digest.value())
        .nextOrder(engine.holds.nextOrder())
        .created(engine.sales.created())
        .memoryRetentionMs(config.memoryRetentionMs())
        .maxLineUnits(config.maxLineUnits())
        .rulesVersion(config.rulesVersion())
        .maxChangesPerStep(config.maxChangesPerStep())
        .maxReservations(config.maxReservations())
        .maxEndedHolds(config.maxEndedHolds())
        .maxRejections(config.maxRejections())
        .maxCommandIds(config.maxCommandIds())
        .maxSales(config.maxSales())
        .maxLines(config.maxLines())
        .maxReservationUnits(config.maxReservationUnits())
        .maxTickets(config.maxTickets())
        .maxBuyerHolds(config.maxBuyerHolds());
    messages.send(StateEngineEncoder.TEMPLATE_ID, 1, message.encodedLength());
  }

  private void writeEnd() {
    final StateEndEncoder message = new StateEndEncoder();
    message
        .wrapAndApplyHeader(messages.buffer, 0, messages.header)
        .sales(engine.sales.sales().size())
        .lines(lines.total())
        .reservations(reservations.total())
        .baskets(baskets.total())
        .commands(commands.total())
        .tickets(tickets.total())
        .sessions(sessions.total())
        .backlog(backlog.total());
    messages.send(StateEndEncoder.TEMPLATE_ID, 1, message.encodedLength());
  }
}
