package io.holdfast.gateway;

import io.holdfast.pipeline.Reply;
import io.holdfast.protocol.Framing;
import io.netty.buffer.ByteBuf;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers of one connection on their way from the pipeline's thread to the event loop: a ring of
 * bytes with one writer and one reader. It is as large as the window, and an answer is no longer
 * than the slots it gives back, so it cannot overflow.
 */
final class OutboundBytes {
  private static final VarHandle PUBLISHED;
  private static final VarHandle SLOTS_PUBLISHED;

  static {
    try {
      final MethodHandles.Lookup lookup = MethodHandles.lookup();
      PUBLISHED = lookup.findVarHandle(OutboundBytes.class, "published", long.class);
      SLOTS_PUBLISHED = lookup.findVarHandle(OutboundBytes.class, "slotsPublished", long.class);
    } catch (final ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final byte[] ring;
  private final UnsafeBuffer inRing;

  /** For the answer that runs over the ring's end. */
  private final UnsafeBuffer scratch =
      new UnsafeBuffer(new byte[Framing.MAX_MESSAGE_BYTES + Framing.LENGTH_FIELD_BYTES]);

  private final int mask;

  // The writer's.
  private long written;
  private long slotsWritten;

  @SuppressWarnings("unused") // Through PUBLISHED.
  private long published;

  @SuppressWarnings("unused") // Through SLOTS_PUBLISHED.
  private long slotsPublished;

  // The reader's.
  private long read;
  private long slotsRead;

  OutboundBytes(final int windowSlots) {
    ring = new byte[BitUtil.findNextPositivePowerOfTwo(windowSlots * Framing.SLOT_BYTES)];
    inRing = new UnsafeBuffer(ring);
    mask = ring.length - 1;
  }

  /** Adds an answer; the reader sees it after {@link #publish}. For the writer. */
  void write(final Reply reply) {
    final int frameBytes = Framing.LENGTH_FIELD_BYTES + reply.lengthBytes();
    final int at = (int) written & mask;
    final int untilEnd = ring.length - at;
    if (frameBytes <= untilEnd) {
      writeFrame(reply, inRing, at);
    } else {
      writeFrame(reply, scratch, 0);
      System.arraycopy(scratch.byteArray(), 0, ring, at, untilEnd);
      System.arraycopy(scratch.byteArray(), untilEnd, ring, 0, frameBytes - untilEnd);
    }
    written += frameBytes;
    slotsWritten += reply.slots();
  }

  private static void writeFrame(final Reply reply, final UnsafeBuffer buffer, final int offset) {
    buffer.putInt(offset, reply.lengthBytes(), ByteOrder.LITTLE_ENDIAN);
    reply.write(buffer, offset + Framing.LENGTH_FIELD_BYTES);
  }

  /** Counts an answer that nobody will read any more. For the writer. */
  void skip(final Reply reply) {
    slotsWritten += reply.slots();
  }

  /** Shows the reader everything written so far. For the writer. */
  void publish() {
    PUBLISHED.setRelease(this, written);
    SLOTS_PUBLISHED.setRelease(this, slotsWritten);
  }

  /** Bytes that can be read. For the reader. */
  int readableBytes() {
    return (int) ((long) PUBLISHED.getAcquire(this) - read);
  }

  /** Moves the readable bytes to a buffer with room for them. For the reader. */
  void readTo(final ByteBuf out, final int lengthBytes) {
    final int at = (int) read & mask;
    final int untilEnd = Math.min(lengthBytes, ring.length - at);
    out.writeBytes(ring, at, untilEnd);
    out.writeBytes(ring, 0, lengthBytes - untilEnd);
    read += lengthBytes;
  }

  /**
   * Slots given back since the last call. For the reader, before {@link #readableBytes}: then the
   * answers that give them back are among the readable bytes, and what is in the ring never exceeds
   * the window.
   */
  int takeSlots() {
    final long now = (long) SLOTS_PUBLISHED.getAcquire(this);
    final int slots = (int) (now - slotsRead);
    slotsRead = now;
    return slots;
  }
}
