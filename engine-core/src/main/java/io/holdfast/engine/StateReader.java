package io.holdfast.engine;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.StateBacklogDecoder;
import io.holdfast.protocol.codec.StateBasketsDecoder;
import io.holdfast.protocol.codec.StateCommandsDecoder;
import io.holdfast.protocol.codec.StateEndDecoder;
import io.holdfast.protocol.codec.StateEngineDecoder;
import io.holdfast.protocol.codec.StateLinesDecoder;
import io.holdfast.protocol.codec.StateReservationsDecoder;
import io.holdfast.protocol.codec.StateSaleDecoder;
import io.holdfast.protocol.codec.StateSessionsDecoder;
import io.holdfast.protocol.codec.StateTicketsDecoder;
import org.agrona.DirectBuffer;

/** Reads what {@link StateWriter} wrote into a new state, and checks that it fits together. */
final class StateReader {
  /** What is counted from 1 on, or in ms, never comes so far that it could overflow. */
  private static final long MOST_COUNTED = Long.MAX_VALUE / 2;

  private final SnapshotSource source;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final StateEngineDecoder engineMessage = new StateEngineDecoder();
  private final StateSaleDecoder sale = new StateSaleDecoder();
  private final StateLinesDecoder lines = new StateLinesDecoder();
  private final StateReservationsDecoder reservations = new StateReservationsDecoder();
  private final StateBasketsDecoder baskets = new StateBasketsDecoder();
  private final StateCommandsDecoder commands = new StateCommandsDecoder();
  private final StateTicketsDecoder tickets = new StateTicketsDecoder();
  private final StateSessionsDecoder sessions = new StateSessionsDecoder();
  private final StateBacklogDecoder backlog = new StateBacklogDecoder();
  private final StateEndDecoder end = new StateEndDecoder();

  private LoadedState loaded;
  private SaleLoader sales;
  private ReservationLoader reservationLoader;
  private CommandLoader commandLoader;
  private RoomLoader rooms;
  private int section;
  private int limit;
  private long sequence;
  private long timeMs;
  private long digest;
  private long nextOrder;
  private long created;

  StateReader(final SnapshotSource source) {
    this.source = source;
  }

  /** Sequence of the last step of what was read. */
  long sequence() {
    return sequence;
  }

  /** Engine time of that step. */
  long timeMs() {
    return timeMs;
  }

  /**
   * Reads everything.
   *
   * @param rulesVersion that the engine decides by
   * @param ofOtherRules whether it may have been decided by other rules
   * @throws StateException if it is not a whole state, or one of other rules
   */
  EngineState read(final int rulesVersion, final boolean ofOtherRules, final EventSink sink) {
    next();
    if (section != StateEngineDecoder.TEMPLATE_ID) {
      throw new StateException("the state does not begin with the engine's configuration");
    }
    final EngineConfig config = config(rulesVersion, ofOtherRules);
    refusingNonsense(() -> readEngine(config, sink));
    checkRead(engineMessage.limit());
    do {
      next();
      refusingNonsense(() -> checkRead(readSection()));
    } while (section != StateEndDecoder.TEMPLATE_ID);
    if (source.next()) {
      throw new StateException("there is more behind the end of the state");
    }
    refusingNonsense(this::finish);
    return loaded.engine;
  }

  /**
   * What no engine writes, such as a state that no sale has or more rows than there are bytes,
   * trips over checks of codecs and tables: that says as well as our own checks that it is no
   * state.
   */
  private void refusingNonsense(final Runnable part) {
    try {
      part.run();
    } catch (final IllegalArgumentException
        | IllegalStateException
        | IndexOutOfBoundsException
        | ArithmeticException e) {
      throw new StateException(
          "section " + section + " holds what no state has: " + e.getMessage(), e);
    }
  }

  private void next() {
    if (!source.next()) {
      throw new StateException("the state ends in its middle");
    }
    final int length = source.lengthBytes();
    if (length < MessageHeaderDecoder.ENCODED_LENGTH) {
      throw new StateException("a message of " + length + " bytes is shorter than its header");
    }
    header.wrap(source.buffer(), source.offset());
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID
        || header.version() > MessageHeaderDecoder.SCHEMA_VERSION) {
      throw new StateException(
          "a message of schema " + header.schemaId() + ", version " + header.version());
    }
    if (header.templateId() < section) {
      throw new StateException("section " + header.templateId() + " after section " + section);
    }
    section = header.templateId();
    limit = source.offset() + length;
    refusingNonsense(() -> StateLayout.check(header, source.buffer(), source.offset()));
  }

  private void checkRead(final int readUpTo) {
    if (readUpTo != limit) {
      throw new StateException("a message of section " + section + " has another length than said");
    }
  }

  private EngineConfig config(final int rulesVersion, final boolean ofOtherRules) {
    engineMessage.wrapAndApplyHeader(source.buffer(), source.offset(), header);
    final int decidedBy = engineMessage.rulesVersion();
    if (decidedBy != rulesVersion && !ofOtherRules) {
      throw new StateException(
          "the state was decided under rules version "
              + decidedBy
              + ", this program decides by version "
              + rulesVersion);
    }
    try {
      return new EngineConfig(
          decidedBy,
          engineMessage.maxChangesPerStep(),
          engineMessage.maxReservations(),
          engineMessage.maxEndedHolds(),
          engineMessage.maxRejections(),
          engineMessage.maxCommandIds(),
          engineMessage.maxSales(),
          engineMessage.maxLines(),
          engineMessage.maxReservationUnits(),
          engineMessage.maxLineUnits(),
          engineMessage.maxTickets(),
          engineMessage.maxBuyerHolds(),
          engineMessage.memoryRetentionMs());
    } catch (final IllegalArgumentException e) {
      throw new StateException("the configuration cannot be used: " + e.getMessage(), e);
    }
  }

  private void readEngine(final EngineConfig config, final EventSink sink) {
    sequence = engineMessage.sequence();
    timeMs = engineMessage.timeMs();
    digest = engineMessage.digest();
    nextOrder = engineMessage.nextOrder();
    created = engineMessage.created();
    if (sequence < 1 || nextOrder < 1 || Math.max(sequence, nextOrder) > MOST_COUNTED) {
      throw new StateException(
          "no engine is at step " + sequence + " and gives deadline " + nextOrder + " next");
    }
    if (timeMs > MOST_COUNTED || created > MOST_COUNTED) {
      throw new StateException("no engine counts beyond " + MOST_COUNTED);
    }
    final EngineState state = new EngineState(config, new Digest(), sink);
    state.sequence = sequence;
    state.timeMs = timeMs;
    loaded = new LoadedState(state, nextOrder);
    sales = new SaleLoader(loaded);
    reservationLoader = new ReservationLoader(loaded);
    commandLoader = new CommandLoader(loaded);
    rooms = new RoomLoader(loaded);
  }

  /** Reads the message; returns up to where. */
  private int readSection() {
    final DirectBuffer buffer = source.buffer();
    final int offset = source.offset();
    switch (section) {
      case StateSaleDecoder.TEMPLATE_ID -> {
        sales.sale(sale.wrapAndApplyHeader(buffer, offset, header));
        return sale.limit();
      }
      case StateLinesDecoder.TEMPLATE_ID -> {
        sales.lines(lines.wrapAndApplyHeader(buffer, offset, header));
        return lines.limit();
      }
      case StateReservationsDecoder.TEMPLATE_ID -> {
        reservationLoader.reservations(reservations.wrapAndApplyHeader(buffer, offset, header));
        return reservations.limit();
      }
      case StateBasketsDecoder.TEMPLATE_ID -> {
        commandLoader.baskets(baskets.wrapAndApplyHeader(buffer, offset, header));
        return baskets.limit();
      }
      case StateCommandsDecoder.TEMPLATE_ID -> {
        commandLoader.commands(commands.wrapAndApplyHeader(buffer, offset, header));
        return commands.limit();
      }
      default -> {
        return readRoomOrEnd(buffer, offset);
      }
    }
  }

  private int readRoomOrEnd(final DirectBuffer buffer, final int offset) {
    switch (section) {
      case StateTicketsDecoder.TEMPLATE_ID -> {
        rooms.tickets(tickets.wrapAndApplyHeader(buffer, offset, header));
        return tickets.limit();
      }
      case StateSessionsDecoder.TEMPLATE_ID -> {
        rooms.sessions(sessions.wrapAndApplyHeader(buffer, offset, header));
        return sessions.limit();
      }
      case StateBacklogDecoder.TEMPLATE_ID -> {
        rooms.backlog(backlog.wrapAndApplyHeader(buffer, offset, header));
        return backlog.limit();
      }
      case StateEndDecoder.TEMPLATE_ID -> {
        end.wrapAndApplyHeader(buffer, offset, header);
        checkCounts();
        return end.limit();
      }
      default -> throw new StateException("no section of a state has the number " + section);
    }
  }

  private void checkCounts() {
    checkCount("sales", loaded.sales(), end.sales());
    checkCount("lines", loaded.lines(), end.lines());
    checkCount("reservations", loaded.reservations, end.reservations());
    checkCount("baskets", loaded.baskets, end.baskets());
    checkCount("commands", loaded.commands, end.commands());
    checkCount("tickets", loaded.tickets, end.tickets());
    checkCount("sessions", loaded.sessions, end.sessions());
    checkCount("lines in the backlog", loaded.backlog, end.backlog());
  }

  private static void checkCount(final String what, final long found, final long said) {
    if (found != said) {
      throw new StateException(
          "there are " + found + " " + what + " where " + said + " were saved");
    }
  }

  private void finish() {
    final EngineState engine = loaded.engine;
    sales.finish(created);
    rooms.finish();
    loaded.finish();
    engine.sales.restoreCreated(created);
    engine.holds.restoreNextOrder(nextOrder);
    engine.digest.restore(digest);
  }
}
