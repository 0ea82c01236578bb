package io.holdfast.engine;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.StateLinesDecoder;
import io.holdfast.protocol.codec.StateLinesDecoder.LinesDecoder;
import io.holdfast.protocol.codec.StateSaleDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.collections.LongArrayList;

/** Loads sales with their waiting rooms, and lines. */
final class SaleLoader {
  private final LoadedState loaded;
  private final EngineState engine;
  private final LongArrayList lastDeadlines = new LongArrayList();
  private long lastCreated;

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
    if (message.created() <= lastCreated || message.closedAtMs() > engine.timeMs) {
      throw new StateException("sale " + message.sale() + " comes out of turn");
    }
    lastCreated = message.created();
    if (!limits.areValid() || !counted.areValid() || !limits.areWithin(counted)) {
      throw new StateException("sale " + message.sale() + " has limits that were never counted");
    }
    final Sale sale = create(message, counted);
    sale.policy(policy(message, sale.policy().name(), limits));
    if (!isValid(sale.policy(), message.gated())) {
      throw new StateException("sale " + message.sale() + " has a policy that no command sets");
    }
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
    final SalePolicy policy = policy(message, name(message), counted);
    return engine.sales.create(message.sale(), policy, engine.digest);
  }

  /** The name, which comes last in the message and can be read once. */
  private static String name(final StateSaleDecoder message) {
    final byte[] bytes = new byte[message.nameLength()];
    message.getName(bytes, 0, bytes.length);
    final String name = new String(bytes, StandardCharsets.UTF_8);
    if (bytes.length > Framing.MAX_TEXT_BYTES
        || !Arrays.equals(name.getBytes(StandardCharsets.UTF_8), bytes)) {
      throw new StateException("the name of sale " + message.sale() + " is no text");
    }
    return name;
  }

  private static SalePolicy policy(
      final StateSaleDecoder message, final String name, final UnitLimits limits) {
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
        name,
        message.opensAtMs(),
        message.closesAtMs(),
        message.holdMs(),
        message.paymentMs(),
        message.maxHoldMs(),
        message.retentionMs(),
        limits,
        room);
  }

  private static boolean isValid(final SalePolicy policy, final int gated) {
    return SalePolicy.isDuration(policy.holdMs())
        && SalePolicy.isDuration(policy.paymentMs())
        && SalePolicy.isDuration(policy.maxHoldMs())
        && SalePolicy.isRetention(policy.retentionMs())
        && !SalePolicy.isNegative(policy.opensAtMs())
        && !SalePolicy.isNegative(policy.closesAtMs())
        && gated <= 1
        && (policy.room() == null || policy.room().isValid());
  }

  private void restoreRoom(final StateSaleDecoder message, final Room room) {
    final int joined = message.joined();
    if (joined < 0 || message.drawn() < -1 || message.drawn() > joined) {
      throw new StateException(
          "the waiting room of sale " + message.sale() + " has no such places");
    }
    final boolean isDrawn = message.drawn() >= 0;
    if (message.admittedUpTo() < 0 || message.admittedUpTo() > (isDrawn ? joined : 0)) {
      throw new StateException("the waiting room of sale " + message.sale() + " admitted too many");
    }
    if (!isDrawn && room.sale.isOpen()) {
      throw new StateException("the waiting room of sale " + message.sale() + " was never drawn");
    }
    if (message.credit() < 0
        || message.credit() > Room.mostCredit(room.sale.policy().room())
        || message.creditAtMs() > engine.timeMs) {
      throw new StateException("the waiting room of sale " + message.sale() + " admits too many");
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
      checkUnits(row, sale);
      checkOrder(row, sale);
      engine.sales.restoreCreated(row.created() - 1);
      final Line line = engine.sales.addLine(sale, row.item(), engine.records, engine.digest);
      line.restore(row.available(), row.held(), row.sold());
      loaded.add(line);
    }
  }

  private void checkUnits(final LinesDecoder row, final Sale sale) {
    if (row.available() < 0 || row.held() < 0 || row.sold() < 0) {
      throw new StateException(
          "line " + row.item() + " of sale " + sale.id + " has fewer than no units");
    }
    final long most = engine.config.maxLineUnits();
    if (row.held() > most
        || row.sold() > most - row.held()
        || row.available() > most - row.held() - row.sold()) {
      throw new StateException(
          "line " + row.item() + " of sale " + sale.id + " has more units than the ceiling");
    }
    // Throws where the sale's sums would no longer be numbers.
    Math.addExact(
        Math.addExact(sale.available(), sale.held() + sale.sold()),
        row.available() + row.held() + row.sold());
  }

  private void checkOrder(final LinesDecoder row, final Sale sale) {
    final int lines = sale.lines().size();
    final long before = lines == 0 ? sale.created : sale.lines().get(lines - 1).created;
    if (row.created() <= before) {
      throw new StateException("line " + row.item() + " of sale " + sale.id + " comes out of turn");
    }
    lastCreated = Math.max(lastCreated, row.created());
  }

  /**
   * To be called when the sessions are there.
   *
   * @param created sales and lines so far
   */
  void finish(final long created) {
    if (created < lastCreated) {
      throw new StateException(created + " sales and lines were created, but there is a later one");
    }
    for (int number = 0; number < loaded.sales(); number++) {
      final Sale sale = loaded.sale(number);
      if (sale.isGated()) {
        if (lastDeadlines.getLong(number) < sale.room.sessions().lastDeadlineMs()) {
          throw new StateException("sale " + sale.id + " has a session beyond the last one");
        }
        sale.room.sessions().restoreLastDeadline(lastDeadlines.getLong(number));
      }
    }
  }
}
