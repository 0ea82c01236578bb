package io.holdfast.tools.demo;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SaleState;
import java.util.Arrays;
import java.util.HexFormat;
import org.agrona.DirectBuffer;

/**
 * What the node says to everyone about a waiting room.
 *
 * @param timeMs engine time
 * @param state of the sale
 * @param joined places given out so far
 * @param drawn of these, before the opening; -1 before it
 * @param admittedUpTo places before this one have had their turn
 * @param admitted buyers admitted so far
 * @param waiting tickets that wait for their turn
 * @param active sessions under way
 * @param sessionsExpired sessions that ended by their time
 * @param isSoldOut nothing is available and nothing held
 * @param seedHash SHA-256 of the seed, in hexadecimal
 * @param seed in hexadecimal; empty before the opening
 */
record RoomReport(
    long timeMs,
    SaleState state,
    long joined,
    long drawn,
    long admittedUpTo,
    long admitted,
    long waiting,
    long active,
    long sessionsExpired,
    boolean isSoldOut,
    String seedHash,
    String seed) {
  private static final byte[] HIDDEN = new byte[PlaceDraw.SEED_BYTES];

  static RoomReport read(final DirectBuffer buffer, final int offset) {
    final RoomViewDecoder view =
        new RoomViewDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
    final byte[] hash = new byte[RoomViewDecoder.seedHashLength()];
    view.getSeedHash(hash, 0, hash.length);
    final byte[] seed = new byte[RoomViewDecoder.seedLength()];
    view.getSeed(seed, 0, seed.length);
    final boolean isDrawn = view.drawn() != RoomViewDecoder.drawnNullValue();
    return new RoomReport(
        view.timeMs(),
        view.state(),
        view.joined(),
        isDrawn ? view.drawn() : -1,
        view.admittedUpTo(),
        view.admitted(),
        view.waiting(),
        view.active(),
        view.expired(),
        view.soldOut() == 1,
        HexFormat.of().formatHex(hash),
        Arrays.equals(seed, HIDDEN) ? "" : HexFormat.of().formatHex(seed));
  }

  boolean isOpened() {
    return drawn >= 0;
  }
}
