package io.holdfast.pipeline;

import com.lmax.disruptor.InsufficientCapacityException;
import com.lmax.disruptor.RingBuffer;
import com.lmax.disruptor.Sequence;
import com.lmax.disruptor.SequenceBarrier;
import com.lmax.disruptor.WaitStrategy;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.SubscribeReservationDecoder;
import io.holdfast.protocol.codec.SubscribeTicketDecoder;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The ring: Disruptor's sequencing over {@link Slot}s, and one block of memory that holds their
 * bytes side by side, so that a request of several slots lies in one piece. A request that begins
 * near the end of the ring runs on into a tail behind it, while the slots it took at the ring's
 * beginning lend only their number.
 */
public final class CommandRing implements CommandIngress {
  private static final int TAIL_BYTES = Framing.MAX_MESSAGE_BYTES;

  private final RingBuffer<Slot> ring;

  /**
   * What {@link #ring} holds, without its own look at one: a command asks for its slot five times.
   */
  private final Slot[] slotByIndex;

  private final UnsafeBuffer bytes;
  private final int mask;

  /**
   * @param slots a power of two
   * @param waitStrategy how the pipeline waits for requests
   */
  public CommandRing(final int slots, final WaitStrategy waitStrategy) {
    if (!BitUtil.isPowerOfTwo(slots)
        || slots < Framing.slots(Framing.MAX_MESSAGE_BYTES)
        || slots > Integer.MAX_VALUE / Framing.SLOT_BYTES / 2) {
      throw new IllegalArgumentException(
          "the ring's slots must be a power of two from "
              + Framing.slots(Framing.MAX_MESSAGE_BYTES)
              + " to "
              + (1 << 22)
              + ": "
              + slots);
    }
    ring = RingBuffer.createMultiProducer(Slot::new, slots, waitStrategy);
    bytes =
        new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(
                slots * Framing.SLOT_BYTES + TAIL_BYTES, BitUtil.CACHE_LINE_LENGTH));
    mask = slots - 1;
    slotByIndex = new Slot[slots];
    for (int i = 0; i < slots; i++) {
      slotByIndex[i] = ring.get(i);
    }
  }

  /** Number of slots. */
  public int slots() {
    return ring.getBufferSize();
  }

  /** The slot at a position that this thread has claimed, or that has been published. */
  public Slot get(final long position) {
    return slotByIndex[(int) position & mask];
  }

  @Override
  public MutableDirectBuffer bytes() {
    return bytes;
  }

  @Override
  public int offset(final long position) {
    return ((int) position & mask) * Framing.SLOT_BYTES;
  }

  @Override
  public long tryClaim(final int slots) {
    // Asked first because Disruptor tells a full ring by an exception, which costs more than the
    // question.
    if (!ring.hasAvailableCapacity(slots)) {
      return NO_ROOM;
    }
    try {
      return ring.tryNext(slots) - slots + 1;
    } catch (final InsufficientCapacityException full) {
      return NO_ROOM;
    }
  }

  @Override
  public void fill(
      final long position,
      final int slots,
      final int lengthBytes,
      final int templateId,
      final long correlationId,
      final ReplyTarget target) {
    final Slot slot = get(position);
    slot.kind = isQuery(templateId) ? Slot.Kind.QUERY : Slot.Kind.COMMAND;
    slot.slots = slots;
    slot.lengthBytes = lengthBytes;
    slot.templateId = templateId;
    slot.correlationId = correlationId;
    slot.target = target;
  }

  @Override
  public void publish(final long first, final long last) {
    ring.publish(first, last);
  }

  /** Puts a slot in that asks for nothing; false if there is no room. */
  boolean tryWake() {
    final long position = tryClaim(1);
    if (position == NO_ROOM) {
      return false;
    }
    final Slot slot = get(position);
    slot.kind = Slot.Kind.WAKE;
    slot.slots = 1;
    slot.lengthBytes = 0;
    slot.target = null;
    publish(position, position);
    return true;
  }

  SequenceBarrier newBarrier() {
    return ring.newBarrier();
  }

  /** The ring will not overwrite what this sequence has not passed. */
  void gateOn(final Sequence sequence) {
    ring.addGatingSequences(sequence);
  }

  /** Position of the last slot claimed. */
  long cursor() {
    return ring.getCursor();
  }

  private static boolean isQuery(final int templateId) {
    return switch (templateId) {
      case QueryReservationDecoder.TEMPLATE_ID,
          QuerySaleDecoder.TEMPLATE_ID,
          QueryLineDecoder.TEMPLATE_ID,
          ListSalesDecoder.TEMPLATE_ID,
          ListLinesDecoder.TEMPLATE_ID,
          QueryTicketDecoder.TEMPLATE_ID,
          QueryRoomDecoder.TEMPLATE_ID,
          QueryBuyerDecoder.TEMPLATE_ID,
          SubscribeReservationDecoder.TEMPLATE_ID,
          SubscribeTicketDecoder.TEMPLATE_ID ->
          true;
      default -> false;
    };
  }
}
