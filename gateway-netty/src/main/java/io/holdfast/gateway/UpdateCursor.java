package io.holdfast.gateway;

import io.holdfast.pipeline.LatestUpdate;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.SaleUpdateEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * How far a subscription is: what was sent last. Whatever is newer when it is looked at goes out as
 * one update that covers all in between, so at most one update ever waits. All updates begin alike,
 * and only their first two fields differ from one subscription to the next.
 */
final class UpdateCursor {
  private static final int BLOCK = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int CORRELATION_ID = BLOCK + SaleUpdateEncoder.correlationIdEncodingOffset();
  private static final int FROM_SEQUENCE = BLOCK + SaleUpdateEncoder.fromSequenceEncodingOffset();

  final long correlationId;
  private long version;
  private long sequence;
  private boolean last;

  /**
   * @param sequence of the update sent before; {@link LatestUpdate#FIRST}: none was
   */
  UpdateCursor(final long correlationId, final long sequence) {
    this.correlationId = correlationId;
    this.sequence = sequence;
  }

  /** Whether there is something to send. */
  boolean isBehind(final LatestUpdate latest) {
    return !last && latest.version() != version;
  }

  /**
   * The newest update as a frame.
   *
   * @param scratch of {@link LatestUpdate#newBuffer}
   */
  ByteBuf next(
      final LatestUpdate latest, final UnsafeBuffer scratch, final ByteBufAllocator allocator) {
    version = latest.read(scratch);
    scratch.putLong(CORRELATION_ID, correlationId, ByteOrder.LITTLE_ENDIAN);
    scratch.putLong(FROM_SEQUENCE, sequence, ByteOrder.LITTLE_ENDIAN);
    sequence = LatestUpdate.sequenceIn(scratch);
    last = LatestUpdate.isLast(scratch);
    final int lengthBytes = latest.lengthBytes();
    return allocator
        .directBuffer(Framing.LENGTH_FIELD_BYTES + lengthBytes)
        .writeIntLE(lengthBytes)
        .writeBytes(scratch.byteArray(), 0, lengthBytes);
  }

  /** Whether the last update that there will be was sent. */
  boolean isLast() {
    return last;
  }
}
