package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.netty.buffer.ByteBuf;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Cuts a stream of bytes into frames where they lie, without copying; only a frame that is not
 * whole yet is kept aside until the rest has come. Loop thread only.
 */
final class FrameReader {
  /** Takes the messages in order. */
  interface Sink {
    /**
     * One whole message, SBE header included, at {@code offset}. Valid during the call only.
     *
     * @return false to hear no more of this stream
     */
    boolean onMessage(UnsafeBuffer buffer, int offset, int length);

    /** A length that no frame can have: the rest of the stream means nothing. */
    void onBadLength(int length);
  }

  private static final int LENGTH_BYTES = Framing.LENGTH_FIELD_BYTES;

  private final Sink sink;
  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final UnsafeBuffer partial;
  private final int maxMessageBytes;
  private int partialBytes;

  FrameReader(final Sink sink, final int maxMessageBytes) {
    this.sink = sink;
    this.maxMessageBytes = maxMessageBytes;
    this.partial = new UnsafeBuffer(ByteBuffer.allocateDirect(LENGTH_BYTES + maxMessageBytes));
  }

  /**
   * Hands over every message that is whole now. Takes all bytes of {@code in}; does not release it.
   */
  void read(final ByteBuf in) {
    final int end = in.readableBytes();
    wrap(in, end);
    int position = 0;
    if (partialBytes > 0) {
      position = completePartial(end);
    }
    while (position >= 0 && end - position >= LENGTH_BYTES) {
      final int length = view.getInt(position, ByteOrder.LITTLE_ENDIAN);
      if (isBad(length)) {
        sink.onBadLength(length);
        return;
      }
      if (end - position - LENGTH_BYTES < length) {
        break;
      }
      final boolean goOn = sink.onMessage(view, position + LENGTH_BYTES, length);
      position = goOn ? position + LENGTH_BYTES + length : -1;
    }
    if (position >= 0 && position < end) {
      keep(position, end - position);
    }
  }

  /** Returns where the next frame begins, or -1 to stop. */
  private int completePartial(final int end) {
    int position = 0;
    if (partialBytes < LENGTH_BYTES) {
      position = keep(0, Math.min(LENGTH_BYTES - partialBytes, end));
      if (partialBytes < LENGTH_BYTES) {
        return position;
      }
    }
    final int length = partial.getInt(0, ByteOrder.LITTLE_ENDIAN);
    if (isBad(length)) {
      sink.onBadLength(length);
      return -1;
    }
    final int missing = LENGTH_BYTES + length - partialBytes;
    position += keep(position, Math.min(missing, end - position));
    if (partialBytes < LENGTH_BYTES + length) {
      return position;
    }
    partialBytes = 0;
    return sink.onMessage(partial, LENGTH_BYTES, length) ? position : -1;
  }

  private boolean isBad(final int length) {
    return length < MessageHeaderDecoder.ENCODED_LENGTH || length > maxMessageBytes;
  }

  private int keep(final int position, final int count) {
    partial.putBytes(partialBytes, view, position, count);
    partialBytes += count;
    return count;
  }

  private void wrap(final ByteBuf in, final int length) {
    if (in.hasMemoryAddress()) {
      view.wrap(in.memoryAddress() + in.readerIndex(), length);
    } else {
      view.wrap(in.nioBuffer());
    }
  }
}
