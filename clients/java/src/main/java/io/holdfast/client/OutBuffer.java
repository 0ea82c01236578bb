package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteOrder;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Frames waiting for the next flush, in one direct buffer that goes to the socket as it is. The
 * buffer is used again once the socket has taken all of it, which is at once unless the node reads
 * slowly. Loop thread only.
 */
final class OutBuffer {
  /** The largest size that Netty's pool keeps in its thread-local cache. */
  private static final int CAPACITY_BYTES = 32 * 1024;

  private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
  private final ChannelHandlerContext ctx;
  private ByteBuf bytes;
  private int length;
  private boolean written;

  OutBuffer(final ChannelHandlerContext ctx) {
    this.ctx = ctx;
    renew();
  }

  /** What {@link #claim}'s offsets refer to, until the next claim. */
  UnsafeBuffer view() {
    return view;
  }

  /** Writes the length field and makes room for a message; the caller must fill all of it. */
  int claim(final int messageBytes) {
    final int frameBytes = Framing.LENGTH_FIELD_BYTES + messageBytes;
    if (length + frameBytes > bytes.capacity()) {
      passOn(frameBytes);
    }
    final int offset = length;
    view.putInt(offset, messageBytes, ByteOrder.LITTLE_ENDIAN);
    length = offset + frameBytes;
    return offset + Framing.LENGTH_FIELD_BYTES;
  }

  /** Hands everything to the socket; true if there was anything. */
  boolean flush() {
    if (length == 0 && !written) {
      return false;
    }
    if (length > 0) {
      bytes.setIndex(0, length);
      write(bytes.retain());
    }
    ctx.flush();
    written = false;
    if (bytes.refCnt() > 1) {
      // The socket is full and keeps the buffer for later.
      bytes.release();
      renew();
    }
    length = 0;
    return true;
  }

  void release() {
    bytes.release();
  }

  private void passOn(final int frameBytes) {
    if (frameBytes > CAPACITY_BYTES) {
      throw new IllegalArgumentException("a frame of " + frameBytes + " bytes");
    }
    bytes.setIndex(0, length);
    write(bytes);
    written = true;
    length = 0;
    renew();
  }

  /**
   * The void promise costs nothing; a failure comes to the connection's exceptionCaught instead.
   */
  private void write(final ByteBuf frames) {
    final ChannelFuture unused = ctx.write(frames, ctx.voidPromise());
  }

  private void renew() {
    bytes = ctx.alloc().directBuffer(CAPACITY_BYTES, CAPACITY_BYTES);
    if (bytes.hasMemoryAddress()) {
      view.wrap(bytes.memoryAddress(), CAPACITY_BYTES);
    } else {
      view.wrap(bytes.nioBuffer(0, CAPACITY_BYTES));
    }
  }
}
