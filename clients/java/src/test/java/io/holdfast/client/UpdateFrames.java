package io.holdfast.client;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationUpdateEncoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.SaleUpdateEncoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.TicketUpdateEncoder;
import java.util.OptionalLong;
import org.agrona.concurrent.UnsafeBuffer;

/** Updates as frames; the numbers tell the fields apart. */
final class UpdateFrames {
  private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

  private UpdateFrames() {}

  /** Of a sale without a waiting room. */
  static synchronized byte[] sale(
      final long correlationId, final long fromSequence, final long sequence, final boolean last) {
    final UnsafeBuffer buffer = Frames.buffer();
    final SaleUpdateEncoder update =
        new SaleUpdateEncoder()
            .wrapAndApplyHeader(buffer, Frames.START, HEADER)
            .correlationId(correlationId)
            .fromSequence(fromSequence)
            .sequence(sequence)
            .timeMs(1_000 + sequence)
            .last((short) (last ? 1 : 0))
            .sale(1)
            .available(2)
            .held(3)
            .sold(4)
            .waiting(5)
            .queued(6)
            .admittedUpTo(SaleUpdateEncoder.admittedUpToNullValue())
            .state(SaleState.PAUSED)
            .soldOut((short) 1);
    return Frames.frame(buffer, update.encodedLength());
  }

  static SaleUpdate expectedSale(final long fromSequence, final long sequence, final boolean last) {
    return new SaleUpdate(
        1,
        SaleState.PAUSED,
        2,
        3,
        4,
        true,
        5,
        6,
        OptionalLong.empty(),
        fromSequence,
        sequence,
        1_000 + sequence,
        last);
  }

  static synchronized byte[] reservation(final long correlationId, final Id id) {
    final UnsafeBuffer buffer = Frames.buffer();
    final ReservationUpdateEncoder update =
        new ReservationUpdateEncoder()
            .wrapAndApplyHeader(buffer, Frames.START, HEADER)
            .correlationId(correlationId)
            .fromSequence(Update.FIRST)
            .sequence(1)
            .timeMs(2)
            .last((short) 0)
            .sale(3)
            .item(4)
            .buyer(5)
            .deadlineMs(6)
            .granted(7)
            .confirmed(8)
            .cancelled(9)
            .state(ReservationState.RELEASED)
            .reason(Code.LIMIT_BUYER);
    update.reservation().hi(id.hi()).lo(id.lo());
    update.marks().clear().late(true);
    return Frames.frame(buffer, update.encodedLength());
  }

  static synchronized byte[] ticket(final long correlationId) {
    final UnsafeBuffer buffer = Frames.buffer();
    final TicketUpdateEncoder update =
        new TicketUpdateEncoder()
            .wrapAndApplyHeader(buffer, Frames.START, HEADER)
            .correlationId(correlationId)
            .fromSequence(Update.FIRST)
            .sequence(1)
            .timeMs(2)
            .last((short) 0)
            .sale(3)
            .buyer(4)
            .number(5)
            .place(6)
            .admittedUpTo(7)
            .deadlineMs(TicketUpdateEncoder.deadlineMsNullValue())
            .state(TicketState.ADMITTED);
    return Frames.frame(buffer, update.encodedLength());
  }
}
