package io.holdfast.pipeline;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import org.agrona.MutableDirectBuffer;

/** The bytes of the one command that no client sends. Not thread-safe. */
public final class TickCommand {
  /** Length of a Tick, header included. */
  public static final int LENGTH_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH + TickEncoder.BLOCK_LENGTH;

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final TickEncoder tick = new TickEncoder();

  /** Writes a Tick of this engine time. */
  public void write(final MutableDirectBuffer buffer, final int offset, final long timeMs) {
    tick.wrapAndApplyHeader(buffer, offset, header).timeMs(timeMs);
  }
}
