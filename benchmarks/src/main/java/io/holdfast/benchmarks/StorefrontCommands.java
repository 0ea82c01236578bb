package io.holdfast.benchmarks;

import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Commands encoded ahead, one per slot of as many bytes as a slot of the node's ring, in one direct
 * buffer. While it is measured only the few words that differ from use to use are written, each
 * with one store: what is measured is the engine and not the encoder. Not thread-safe.
 */
final class StorefrontCommands {
  static final int SLOT_BYTES = 128;

  private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int CACHE_LINE = 64;
  private static final int LO = Long.BYTES;
  private static final int RESERVE_ID = HEADER + ReserveEncoder.reservationEncodingOffset() + LO;
  private static final int RESERVE_SALE = HEADER + ReserveEncoder.saleEncodingOffset();
  private static final int RESERVE_ITEM = HEADER + ReserveEncoder.itemEncodingOffset();
  private static final int RESERVE_BUYER = HEADER + ReserveEncoder.buyerEncodingOffset();
  private static final int RESERVE_QUANTITY = HEADER + ReserveEncoder.quantityEncodingOffset();
  private static final int BEGIN_ID = HEADER + BeginPaymentEncoder.reservationEncodingOffset() + LO;
  private static final int CONFIRM_ID = HEADER + ConfirmEncoder.reservationEncodingOffset() + LO;
  private static final int RELEASE_ID = HEADER + ReleaseEncoder.reservationEncodingOffset() + LO;
  private static final int EXTEND_ID = HEADER + ExtendEncoder.reservationEncodingOffset() + LO;
  private static final int EXTEND_DEADLINE = HEADER + ExtendEncoder.deadlineMsEncodingOffset();
  private static final int JOIN_SALE = HEADER + JoinQueueEncoder.saleEncodingOffset();
  private static final int JOIN_BUYER = HEADER + JoinQueueEncoder.buyerEncodingOffset();

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final UnsafeBuffer buffer;

  StorefrontCommands(final int slots) {
    buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(slots * SLOT_BYTES + CACHE_LINE));
    final int unaligned = (int) (buffer.addressOffset() & (CACHE_LINE - 1));
    buffer.wrap(buffer, CACHE_LINE - unaligned, slots * SLOT_BYTES);
  }

  DirectBuffer buffer() {
    return buffer;
  }

  /** Where the command of a slot begins. */
  static int offset(final int slot) {
    return slot * SLOT_BYTES;
  }

  /** A Reserve whose id, sale, item, buyer and quantity are written before each use. */
  void encodeReserve(final int slot, final boolean waitlist) {
    final ReserveEncoder reserve =
        new ReserveEncoder().wrapAndApplyHeader(buffer, offset(slot), header).correlationId(slot);
    reserve.reservation().hi(Ids.RESERVATION_HI).lo(0);
    reserve.sale(0).item(0).buyer(0).group(0).quantity(1).tier((short) 0);
    reserve.flags().clear().waitlist(waitlist);
  }

  void encodeBeginPayment(final int slot) {
    new BeginPaymentEncoder()
        .wrapAndApplyHeader(buffer, offset(slot), header)
        .correlationId(slot)
        .reservation()
        .hi(Ids.RESERVATION_HI)
        .lo(0);
  }

  void encodeConfirm(final int slot) {
    final ConfirmEncoder confirm =
        new ConfirmEncoder()
            .wrapAndApplyHeader(buffer, offset(slot), header)
            .correlationId(slot)
            .quantity(ConfirmEncoder.quantityNullValue());
    confirm.reservation().hi(Ids.RESERVATION_HI).lo(0);
  }

  void encodeRelease(final int slot) {
    new ReleaseEncoder()
        .wrapAndApplyHeader(buffer, offset(slot), header)
        .correlationId(slot)
        .reservation()
        .hi(Ids.RESERVATION_HI)
        .lo(0);
  }

  void encodeExtend(final int slot) {
    final ExtendEncoder extend =
        new ExtendEncoder()
            .wrapAndApplyHeader(buffer, offset(slot), header)
            .correlationId(slot)
            .deadlineMs(0);
    extend.reservation().hi(Ids.RESERVATION_HI).lo(0);
  }

  void encodeJoin(final int slot) {
    new JoinQueueEncoder()
        .wrapAndApplyHeader(buffer, offset(slot), header)
        .correlationId(slot)
        .sale(0)
        .buyer(0);
  }

  void reserve(
      final int offset,
      final long reservationLo,
      final long sale,
      final long item,
      final long buyer,
      final int quantity) {
    putLong(offset + RESERVE_ID, reservationLo);
    putLong(offset + RESERVE_SALE, sale);
    putLong(offset + RESERVE_ITEM, item);
    putLong(offset + RESERVE_BUYER, buyer);
    buffer.putInt(offset + RESERVE_QUANTITY, quantity, ByteOrder.LITTLE_ENDIAN);
  }

  void beginPayment(final int offset, final long reservationLo) {
    putLong(offset + BEGIN_ID, reservationLo);
  }

  void confirm(final int offset, final long reservationLo) {
    putLong(offset + CONFIRM_ID, reservationLo);
  }

  void release(final int offset, final long reservationLo) {
    putLong(offset + RELEASE_ID, reservationLo);
  }

  void extend(final int offset, final long reservationLo, final long deadlineMs) {
    putLong(offset + EXTEND_ID, reservationLo);
    putLong(offset + EXTEND_DEADLINE, deadlineMs);
  }

  void join(final int offset, final long sale, final long buyer) {
    putLong(offset + JOIN_SALE, sale);
    putLong(offset + JOIN_BUYER, buyer);
  }

  private void putLong(final int index, final long value) {
    buffer.putLong(index, value, ByteOrder.LITTLE_ENDIAN);
  }
}
