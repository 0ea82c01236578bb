package io.holdfast.client;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeEncoder;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.LinePageEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationViewEncoder;
import io.holdfast.protocol.codec.SalePageEncoder;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.VerdictEncoder;
import io.holdfast.protocol.codec.WelcomeEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;

/** A node's frames as bytes, length field included. */
final class Frames {
  static final int START = Framing.LENGTH_FIELD_BYTES;
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

  private Frames() {}

  static synchronized byte[] welcome(final int protocolVersion, final SessionLimits limits) {
    final UnsafeBuffer buffer = buffer();
    final WelcomeEncoder welcome =
        new WelcomeEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .protocolVersion(protocolVersion)
            .durability(limits.durability())
            .windowSlots(limits.windowSlots())
            .slotBytes(limits.slotBytes())
            .listSlots(limits.listSlots())
            .maxFrameBytes(limits.maxFrameBytes())
            .heartbeatMs(limits.heartbeatMs())
            .epoch(limits.epoch())
            .timeMs(limits.timeMs());
    return frame(buffer, welcome.encodedLength());
  }

  /** The verdict on a command that was taken, accepted or not. */
  static synchronized byte[] verdict(
      final long correlationId, final Code code, final long sequence, final int granted) {
    final UnsafeBuffer buffer = buffer();
    final VerdictEncoder verdict = verdict(buffer, correlationId, code);
    verdict.sequence(sequence).timeMs(1_000 + sequence).granted(granted);
    if (code == Code.ACCEPTED) {
      verdict.deadlineMs(601_000 + sequence).available(5).state(ReservationState.HELD);
    }
    return frame(buffer, verdict.encodedLength());
  }

  /** A verdict without sequence: a request that was not taken, or a query that found nothing. */
  static synchronized byte[] notTaken(final long correlationId, final Code code) {
    final UnsafeBuffer buffer = buffer();
    return frame(buffer, verdict(buffer, correlationId, code).encodedLength());
  }

  /** The verdict on a Reserve that had been accepted before. */
  static synchronized byte[] repeated(final long correlationId, final long sequence) {
    final UnsafeBuffer buffer = buffer();
    final VerdictEncoder verdict = verdict(buffer, correlationId, Code.ACCEPTED);
    verdict.sequence(sequence).timeMs(1_000 + sequence).granted(1).state(ReservationState.HELD);
    verdict.marks().repeated(true);
    return frame(buffer, verdict.encodedLength());
  }

  /** A frame with a verdict, of another epoch. */
  static byte[] inEpoch(final long epoch, final byte[] verdict) {
    new UnsafeBuffer(verdict)
        .putLong(
            START + HEADER_BYTES + VerdictEncoder.epochEncodingOffset(),
            epoch,
            ByteOrder.LITTLE_ENDIAN);
    return verdict;
  }

  static VerdictEncoder verdict(
      final UnsafeBuffer buffer, final long correlationId, final Code code) {
    final VerdictEncoder verdict =
        new VerdictEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .correlationId(correlationId)
            .sequence(VerdictEncoder.sequenceNullValue())
            .timeMs(VerdictEncoder.timeMsNullValue())
            .deadlineMs(VerdictEncoder.deadlineMsNullValue())
            .available(VerdictEncoder.availableNullValue())
            .epoch(FakeNode.LIMITS.epoch())
            .granted(0)
            .line((short) -1)
            .code(code)
            .state(ReservationState.NONE)
            .durability(FakeNode.LIMITS.durability())
            .ticket(TicketState.NONE)
            .place(VerdictEncoder.placeNullValue())
            .admittedUpTo(VerdictEncoder.admittedUpToNullValue());
    verdict.ownReservation().hi(0).lo(0);
    verdict.marks().clear();
    return verdict;
  }

  static synchronized byte[] reservation(final long correlationId, final Id id) {
    final UnsafeBuffer buffer = buffer();
    final ReservationViewEncoder view =
        new ReservationViewEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .correlationId(correlationId)
            .sale(1)
            .item(2)
            .buyer(3)
            .group(4)
            .deadlineMs(ReservationViewEncoder.deadlineMsNullValue())
            .sequence(5)
            .asked(6)
            .granted(6)
            .confirmed(6)
            .cancelled(1)
            .state(ReservationState.CONFIRMED)
            .tier((short) 7)
            .reason(Code.LIMIT_BUYER);
    view.reservation().hi(id.hi()).lo(id.lo());
    view.basket().hi(0).lo(0);
    view.marks().clear().late(true);
    return frame(buffer, view.encodedLength());
  }

  static synchronized byte[] sales(final long correlationId, final int next, final long... sales) {
    final UnsafeBuffer buffer = buffer();
    final SalePageEncoder page =
        new SalePageEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .correlationId(correlationId)
            .timeMs(1)
            .next(next);
    final SalePageEncoder.SalesEncoder rows = page.salesCount(sales.length);
    for (final long sale : sales) {
      rows.next()
          .sale(sale)
          .opensAtMs(SalePageEncoder.SalesEncoder.opensAtMsNullValue())
          .closesAtMs(99)
          .graceUntilMs(50)
          .holdMs(10)
          .paymentMs(20)
          .maxHoldMs(30)
          .retentionMs(40)
          .buyerLimit(5)
          .buyerLineLimit(6)
          .groupLimit(7)
          .groupLineLimit(8)
          .gated((short) 1)
          .received(9)
          .available(4)
          .held(3)
          .sold(2)
          .lines(1)
          .state(SaleState.OPEN)
          .name("sale é " + sale);
    }
    return frame(buffer, page.encodedLength());
  }

  static synchronized byte[] lines(
      final long correlationId, final long sale, final int next, final long... items) {
    final UnsafeBuffer buffer = buffer();
    final LinePageEncoder page =
        new LinePageEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .correlationId(correlationId)
            .sale(sale)
            .timeMs(1)
            .next(next);
    final LinePageEncoder.LinesEncoder rows = page.linesCount(items.length);
    for (final long item : items) {
      rows.next().item(item).received(9).available(4).held(3).sold(2).waiting(6).waitingUnits(12);
    }
    return frame(buffer, page.encodedLength());
  }

  static synchronized byte[] heartbeat(final long correlationId) {
    final UnsafeBuffer buffer = buffer();
    final HeartbeatEncoder heartbeat =
        new HeartbeatEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .correlationId(correlationId);
    return frame(buffer, heartbeat.encodedLength());
  }

  static byte[] goodbye(final Code code, final String text) {
    return goodbye(code, text, "");
  }

  static synchronized byte[] goodbye(final Code code, final String text, final String primary) {
    final UnsafeBuffer buffer = buffer();
    final GoodbyeEncoder goodbye =
        new GoodbyeEncoder()
            .wrapAndApplyHeader(buffer, START, HEADER)
            .code(code)
            .text(text)
            .primary(primary);
    return frame(buffer, goodbye.encodedLength());
  }

  static byte[] join(final byte[]... frames) {
    int length = 0;
    for (final byte[] frame : frames) {
      length += frame.length;
    }
    final byte[] all = new byte[length];
    int position = 0;
    for (final byte[] frame : frames) {
      System.arraycopy(frame, 0, all, position, frame.length);
      position += frame.length;
    }
    return all;
  }

  static UnsafeBuffer buffer() {
    return new UnsafeBuffer(new byte[START + Framing.MAX_MESSAGE_BYTES]);
  }

  static byte[] frame(final UnsafeBuffer buffer, final int encodedLength) {
    final int messageBytes = HEADER_BYTES + encodedLength;
    buffer.putInt(0, messageBytes, ByteOrder.LITTLE_ENDIAN);
    return Arrays.copyOf(buffer.byteArray(), START + messageBytes);
  }
}
