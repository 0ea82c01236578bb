package io.holdfast.engine;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.RoomViewEncoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketViewEncoder;
import org.agrona.MutableDirectBuffer;

/** Answers about waiting rooms. */
final class RoomQueries {
  private final EngineState engine;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final TicketViewEncoder ticketView = new TicketViewEncoder();
  private final RoomViewEncoder roomView = new RoomViewEncoder();

  RoomQueries(final EngineState engine) {
    this.engine = engine;
  }

  int ticket(
      final long correlationId,
      final Sale sale,
      final long buyer,
      final MutableDirectBuffer reply,
      final int offset) {
    final int ticket =
        sale == null || !sale.isGated() ? Tickets.NULL : engine.tickets.find(sale, buyer);
    if (ticket == Tickets.NULL) {
      return EngineQueries.NOT_FOUND;
    }
    final Room room = sale.room;
    final int number = engine.tickets.number(ticket);
    final TicketState state = engine.rooms.visibleState(sale, ticket);
    ticketView
        .wrapAndApplyHeader(reply, offset, header)
        .correlationId(correlationId)
        .sale(sale.id)
        .buyer(buyer)
        .timeMs(engine.timeMs)
        .number(number)
        .place(room.placeOf(number))
        .admittedUpTo(room.admittedUpTo())
        .deadlineMs(
            state == TicketState.ADMITTED
                ? room.sessions().deadlineMs(engine.tickets.session(ticket))
                : Verdict.NONE)
        .state(state);
    return MessageHeaderEncoder.ENCODED_LENGTH + ticketView.encodedLength();
  }

  int room(
      final long correlationId,
      final Sale sale,
      final MutableDirectBuffer reply,
      final int offset) {
    if (sale == null || !sale.isGated()) {
      return EngineQueries.NOT_FOUND;
    }
    final Room room = sale.room;
    roomView
        .wrapAndApplyHeader(reply, offset, header)
        .correlationId(correlationId)
        .sale(sale.id)
        .timeMs(engine.timeMs)
        .joined(room.joined())
        .drawn(room.isDrawn() ? room.drawn() : Verdict.NONE)
        .admittedUpTo(room.admittedUpTo())
        .admitted(room.admitted)
        .waiting(room.waiting)
        .active(room.sessions().count())
        .activeIdle(room.sessions().idle())
        .done(room.done)
        .expired(room.expired)
        .left(room.left)
        .state(sale.state())
        .soldOut((short) (room.isSoldOut() ? 1 : 0));
    writePolicy(sale.policy().room());
    writeSeed(room);
    return MessageHeaderEncoder.ENCODED_LENGTH + roomView.encodedLength();
  }

  private void writePolicy(final RoomPolicy policy) {
    roomView
        .admissionPerSecond(policy.perSecond())
        .maxActive(policy.maxActive())
        .finishMs(policy.finishMs())
        .admitPermille(policy.admitPermille())
        .returnPermille(policy.returnPermille())
        .unitsPerBuyer(policy.unitsPerBuyer());
  }

  /** The seed shows nowhere before the opening, its hash everywhere from the start. */
  private void writeSeed(final Room room) {
    final byte[] hash = room.seedHash();
    for (int i = 0; i < RoomViewEncoder.seedLength(); i++) {
      roomView.seedHash(i, (short) (hash[i] & 0xFF));
      final long word = room.seed()[i / Long.BYTES];
      final int shift = i % Long.BYTES * Byte.SIZE;
      roomView.seed(i, (short) (room.isDrawn() ? word >>> shift & 0xFF : 0));
    }
  }
}
