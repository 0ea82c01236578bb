package io.holdfast.gateway;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeEncoder;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.VerdictEncoder;
import io.holdfast.protocol.codec.WelcomeEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;

/** The few messages that the gateway says itself. For one event loop. */
final class Outgoing {
  private static final int LONGEST_BYTES = Framing.LENGTH_FIELD_BYTES + StatusSource.MAX_BYTES;

  private final GatewayConfig config;
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LONGEST_BYTES]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final WelcomeEncoder welcome = new WelcomeEncoder();
  private final GoodbyeEncoder goodbye = new GoodbyeEncoder();
  private final HeartbeatEncoder heartbeat = new HeartbeatEncoder();
  private final VerdictEncoder verdict = new VerdictEncoder();

  Outgoing(final GatewayConfig config) {
    this.config = config;
  }

  ByteBuf welcome(
      final ChannelHandlerContext context,
      final int protocolVersion,
      final int windowSlots,
      final long timeMs) {
    welcome
        .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, header)
        .protocolVersion(protocolVersion)
        .durability(config.durability())
        .windowSlots(windowSlots)
        .slotBytes(Framing.SLOT_BYTES)
        .listSlots(Framing.LIST_SLOTS)
        .maxFrameBytes(Framing.MAX_MESSAGE_BYTES)
        .heartbeatMs(config.heartbeatMs())
        .epoch(config.epoch())
        .timeMs(timeMs);
    return frame(context, welcome.encodedLength());
  }

  ByteBuf goodbye(final ChannelHandlerContext context, final Code code, final String text) {
    final byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
    goodbye
        .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, header)
        .code(code)
        .putText(utf8, 0, Math.min(utf8.length, Framing.MAX_TEXT_BYTES))
        .primary("");
    return frame(context, goodbye.encodedLength());
  }

  ByteBuf heartbeat(final ChannelHandlerContext context, final long correlationId) {
    heartbeat
        .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, header)
        .correlationId(correlationId);
    return frame(context, heartbeat.encodedLength());
  }

  /** The verdict on a request that was not taken. */
  ByteBuf notTaken(final ChannelHandlerContext context, final long correlationId, final Code code) {
    verdict
        .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, header)
        .correlationId(correlationId)
        .sequence(VerdictEncoder.sequenceNullValue())
        .timeMs(VerdictEncoder.timeMsNullValue())
        .deadlineMs(VerdictEncoder.deadlineMsNullValue())
        .available(VerdictEncoder.availableNullValue());
    verdict.ownReservation().hi(0).lo(0);
    verdict
        .epoch(config.epoch())
        .granted(0)
        .line((short) -1)
        .code(code)
        .state(ReservationState.NONE)
        .durability(config.durability())
        .ticket(TicketState.NONE)
        .place(VerdictEncoder.placeNullValue())
        .admittedUpTo(VerdictEncoder.admittedUpToNullValue())
        .marks()
        .clear();
    return frame(context, verdict.encodedLength());
  }

  ByteBuf status(
      final ChannelHandlerContext context, final StatusSource source, final long correlationId) {
    final int lengthBytes = source.write(correlationId, buffer, Framing.LENGTH_FIELD_BYTES);
    return frame(context, lengthBytes - MessageHeaderEncoder.ENCODED_LENGTH);
  }

  private ByteBuf frame(final ChannelHandlerContext context, final int bodyBytes) {
    final int lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
    buffer.putInt(0, lengthBytes, ByteOrder.LITTLE_ENDIAN);
    return context
        .alloc()
        .directBuffer(Framing.LENGTH_FIELD_BYTES + lengthBytes)
        .writeBytes(buffer.byteArray(), 0, Framing.LENGTH_FIELD_BYTES + lengthBytes);
  }
}
