package io.holdfast.tools;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.WelcomeEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** What the nodes that tests write themselves say to a client's Hello. */
public final class Welcome {
  /** Engine time of every such node. */
  public static final long TIME_MS = 1_700_000_000_000L;

  private static final int HEARTBEAT_MS = 60_000;

  private Welcome() {}

  /** Writes it at the start of the buffer and returns its length. */
  public static int encode(final UnsafeBuffer out, final int windowSlots) {
    final WelcomeEncoder welcome =
        new WelcomeEncoder()
            .wrapAndApplyHeader(out, 0, new MessageHeaderEncoder())
            .protocolVersion(Framing.PROTOCOL_VERSION)
            .durability(Durability.JOURNALED)
            .windowSlots(windowSlots)
            .slotBytes(Framing.SLOT_BYTES)
            .listSlots(Framing.LIST_SLOTS)
            .maxFrameBytes(Framing.MAX_MESSAGE_BYTES)
            .heartbeatMs(HEARTBEAT_MS)
            .epoch(1)
            .timeMs(TIME_MS);
    return MessageHeaderEncoder.ENCODED_LENGTH + welcome.encodedLength();
  }
}
