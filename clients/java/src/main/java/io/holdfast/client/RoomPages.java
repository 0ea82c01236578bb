package io.holdfast.client;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.TicketViewDecoder;
import java.util.HexFormat;
import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Copies answers about waiting rooms out of their buffers. What cannot be read is an
 * IllegalArgumentException.
 */
final class RoomPages {
  private RoomPages() {}

  static TicketInfo ticket(final DirectBuffer buffer, final int offset) {
    final TicketViewDecoder view =
        new TicketViewDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    return new TicketInfo(
        view.sale(),
        view.buyer(),
        view.timeMs(),
        WireEnum.TICKET_STATE.of(view.stateRaw()),
        view.number(),
        Optionals.of(view.place()),
        view.admittedUpTo(),
        Optionals.of(view.deadlineMs()));
  }

  static RoomInfo room(final DirectBuffer buffer, final int offset) {
    final RoomViewDecoder view =
        new RoomViewDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    return new RoomInfo(
        view.sale(),
        WireEnum.SALE_STATE.of(view.stateRaw()),
        view.timeMs(),
        view.joined(),
        Optionals.of(view.drawn()),
        view.admittedUpTo(),
        view.admitted(),
        view.waiting(),
        view.active(),
        view.activeIdle(),
        view.done(),
        view.expired(),
        view.left(),
        policy(view),
        view.soldOut() != 0,
        seedHash(view),
        seed(view));
  }

  private static AdmissionPolicy policy(final RoomViewDecoder view) {
    return new AdmissionPolicy(
        view.admissionPerSecond(),
        view.maxActive(),
        view.finishMs(),
        view.admitPermille(),
        view.returnPermille(),
        view.unitsPerBuyer());
  }

  private static String seedHash(final RoomViewDecoder view) {
    final byte[] hash = new byte[RoomViewDecoder.seedHashLength()];
    view.getSeedHash(hash, 0, hash.length);
    return HexFormat.of().formatHex(hash);
  }

  /** All zeros before the opening. */
  private static Optional<RoomSeed> seed(final RoomViewDecoder view) {
    final byte[] bytes = new byte[RoomSeed.LENGTH_BYTES];
    view.getSeed(bytes, 0, bytes.length);
    final RoomSeed seed = RoomSeed.of(bytes);
    return seed.isZero() ? Optional.empty() : Optional.of(seed);
  }
}
