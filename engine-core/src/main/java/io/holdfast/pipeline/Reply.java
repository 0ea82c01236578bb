package io.holdfast.pipeline;

import io.holdfast.engine.Verdict;
import io.holdfast.protocol.HeaderWord;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import org.agrona.MutableDirectBuffer;

/**
 * An answer on its way out: a view of the slot it belongs to, moved from slot to slot. Not
 * thread-safe.
 */
public final class Reply {
  private static final int VERDICT_BYTES =
      MessageHeaderEncoder.ENCODED_LENGTH + VerdictEncoder.BLOCK_LENGTH;

  private static final long HEADER =
      HeaderWord.of(VerdictEncoder.TEMPLATE_ID, VerdictEncoder.BLOCK_LENGTH);

  private final VerdictEncoder encoder = new VerdictEncoder();
  private final CommandRing ring;
  private final long epoch;
  private final Durability durability;
  private Slot slot;
  private int slotOffset;

  Reply(final CommandRing ring, final long epoch, final Durability durability) {
    this.ring = ring;
    this.epoch = epoch;
    this.durability = durability;
  }

  void moveTo(final Slot next, final long position) {
    slot = next;
    slotOffset = ring.offset(position);
  }

  /** Correlation id of the request that is answered. */
  public long correlationId() {
    return slot.correlationId;
  }

  /** Slots that the request took and this answer gives back. */
  public int slots() {
    return slot.slots;
  }

  /** Code of a command's verdict; of a query ACCEPTED, or why there is no answer. */
  public Code code() {
    return slot.verdict.code();
  }

  /** Length of the answer as an SBE message, header included. */
  public int lengthBytes() {
    return isPage() ? slot.replyLengthBytes : VERDICT_BYTES;
  }

  /** Writes the answer as an SBE message of {@link #lengthBytes}. */
  public void write(final MutableDirectBuffer buffer, final int offset) {
    if (isPage()) {
      buffer.putBytes(offset, ring.bytes(), slotOffset, slot.replyLengthBytes);
    } else {
      writeVerdict(buffer, offset);
    }
  }

  private boolean isPage() {
    return slot.kind == Slot.Kind.QUERY && slot.replyLengthBytes > 0;
  }

  private void writeVerdict(final MutableDirectBuffer buffer, final int offset) {
    final Verdict verdict = slot.verdict;
    HeaderWord.write(buffer, offset, HEADER);
    encoder
        .wrap(buffer, offset + MessageHeaderEncoder.ENCODED_LENGTH)
        .correlationId(slot.correlationId)
        .sequence(slot.isCommand() ? slot.sequence : VerdictEncoder.sequenceNullValue())
        .timeMs(slot.timeMs)
        .deadlineMs(verdict.deadlineMs())
        .available(verdict.available());
    encoder.ownReservation().hi(verdict.ownReservationHi()).lo(verdict.ownReservationLo());
    encoder
        .epoch(epoch)
        .granted(verdict.granted())
        .line((short) verdict.line())
        .code(verdict.code())
        .state(verdict.state())
        .durability(durability)
        .ticket(verdict.ticket())
        .place(verdict.place())
        .admittedUpTo(verdict.admittedUpTo());
    // The bits at once, where the generated encoder reads and writes the byte for each.
    buffer.putByte(encoder.offset() + VerdictEncoder.marksEncodingOffset(), (byte) verdict.marks());
  }
}
