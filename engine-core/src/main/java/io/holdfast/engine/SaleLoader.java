package io.holdfast.engine;

import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.StateLinesDecoder;
import io.holdfast.protocol.codec.StateLinesDecoder.LinesDecoder;
import io.holdfast.protocol.codec.StateSaleDecoder;
import org.agrona.collections.LongArrayList;

/** Loads sales with their waiting rooms, and lines. */
final class SaleLoader {
  private final LoadedState loaded;
  private final EngineState engine;
  private final LongArrayList lastDeadlines = new LongArrayList();

  SaleLoader(final LoadedState loaded) {
    this.loaded = loaded;
    this.engine = loaded.engine;
  }

  void sale(final StateSaleDecoder message) {
    final UnitLimits counted =
        new UnitLimits(
            message.countedBuyer(),
            message.countedBuyerLine(),
            message.countedGroup(),
            message.countedGroupLine());
    final UnitLimits limits =
        new UnitLimits(
            message.buyerLimit(),
            message.buyerLineLimit(),
            message.groupLimit(),
            message.groupLineLimit());
    final SaleState state = message.state();
    if (state == SaleState.NULL_VAL || engine.sales.sale(message.sale()) != null) {
      throw new StateException("sale " + message.sale() + " comes twice or has no state");
    }
    if (!limits.areWithin(counted)) {
      throw new StateException("sale " + message.sale() + " has limits that were never counted");
    }
    final Sale sale = create(message, counted);
    sale.policy(policy(message, sale.policy(), limits));
    sale.restore(state, message.closedAtMs());
    sale.graceUntilMs = message.graceUntilMs();
    if (sale.isGated()) {
      restoreRoom(message, sale.room);
    }
    lastDeadlines.addLong(message.lastDeadlineMs());
    loaded.add(sale);
  }

  private Sale create(final StateSaleDecoder message, final UnitLimits counted) {
    if (!counted.areNone()) {
      engine.accounts.prepare();
    }
    if (message.gated() != 0) {
      engine.tickets.prepare();
    }
    engine.sales.restoreCreated(message.created() - 1);
    return engine.sales.create(message.sale(), policy(message, null, counted), engine.digest);
  }

  /** The policy, whose name comes last in the message and can be read once. */
  private static SalePolicy policy(
      final StateSaleDecoder message, final SalePolicy same, final UnitLimits limits) {
    final RoomPolicy room =
        message.gated() == 0
            ? null
            : new RoomPolicy(
                message.admissionPerSecond(),
                message.maxActive(),
                message.finishMs(),
                message.admitPermille(),
                message.returnPermille(),
                message.unitsPerBuyer());
    return new SalePolicy(
        same == null ? message.name() : same.name(),
        message.opensAtMs(),
        message.closesAtMs(),
        message.holdMs(),
        message.paymentMs(),
        message.maxHoldMs(),
        message.retentionMs(),
        limits,
        room);
  }

  private void restoreRoom(final StateSaleDecoder message, final Room room) {
    final int joined = message.joined();
    if (joined < 0 || message.drawn() < -1 || message.drawn() > joined) {
      throw new StateException(
          "the waiting room of sale " + message.sale() + " has no such places");
    }
    if (message.admittedUpTo() < 0 || message.admittedUpTo() > joined) {
      throw new StateException("the waiting room of sale " + message.sale() + " admitted too many");
    }
    if (joined > engine.config.maxTickets() - engine.tickets.placesGiven) {
      throw new StateException("more places in queues than the ceiling on tickets");
    }
    final long[] seed = new long[StateSaleDecoder.seedLength() / Long.BYTES];
    for (int i = 0; i < StateSaleDecoder.seedLength(); i++) {
      seed[i / Long.BYTES] |= (long) message.seed(i) << (i % Long.BYTES * Byte.SIZE);
    }
    room.seed(seed);
    room.restorePlaces(joined, message.drawn(), message.admittedUpTo());
    room.restoreCredit(message.credit(), message.creditAtMs());
    room.waiting = message.waiting();
    room.admitted = message.admitted();
    room.done = message.done();
    room.expired = message.expired();
    room.left = message.left();
    engine.tickets.placesGiven += joined;
  }

  void lines(final StateLinesDecoder message) {
    final Sale sale = loaded.sale(message.sale());
    for (final LinesDecoder row : message.lines()) {
      if (sale.line(row.item()) != null) {
        throw new StateException("line " + row.item() + " of sale " + sale.id + " comes twice");
      }
      if (row.available() < 0 || row.held() < 0 || row.sold() < 0) {
        throw new StateException(
            "line " + row.item() + " of sale " + sale.id + " has fewer than no units");
      }
      engine.sales.restoreCreated(row.created() - 1);
      final Line line = engine.sales.addLine(sale, row.item(), engine.records, engine.digest);
      line.restore(row.available(), row.held(), row.sold());
      loaded.add(line);
    }
  }

  /** To be called when the sessions are there. */
  void finish() {
    for (int number = 0; number < loaded.sales(); number++) {
      final Sale sale = loaded.sale(number);
      if (sale.isGated()) {
        sale.room.sessions().restoreLastDeadline(lastDeadlines.getLong(number));
      }
    }
  }
}
