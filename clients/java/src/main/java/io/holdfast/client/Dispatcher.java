package io.holdfast.client;

import io.holdfast.protocol.MessageShapes;
import io.holdfast.protocol.codec.BuyerPageDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.LinePageDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.ReservationUpdateDecoder;
import io.holdfast.protocol.codec.ReservationViewDecoder;
import io.holdfast.protocol.codec.RoomViewDecoder;
import io.holdfast.protocol.codec.SalePageDecoder;
import io.holdfast.protocol.codec.SaleUpdateDecoder;
import io.holdfast.protocol.codec.TicketUpdateDecoder;
import io.holdfast.protocol.codec.TicketViewDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Gives each message of the node to the one it is for, and ends the session over one that makes no
 * sense.
 */
final class Dispatcher {
  private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;
  private static final MessageShapes SHAPES = MessageShapes.ofThisBuild();

  private final Session session;
  private final Connection connection;
  private final SessionListener listener;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final VerdictDecoder verdict = new VerdictDecoder();
  private final UnsafeBuffer page = new UnsafeBuffer(0, 0);

  Dispatcher(final Session session, final Connection connection, final SessionListener listener) {
    this.session = session;
    this.connection = connection;
    this.listener = listener;
  }

  void onMessage(final UnsafeBuffer buffer, final int offset, final int length) {
    header.wrap(buffer, offset);
    final int templateId = header.templateId();
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      nonsense("schema " + header.schemaId());
    } else if (length < HEADER_BYTES + header.blockLength()
        || header.blockLength() < SHAPES.leastBlockBytes(templateId, header.version())) {
      nonsense("message %d, truncated at %d bytes".formatted(templateId, length));
    } else if (templateId == GoodbyeDecoder.TEMPLATE_ID) {
      goodbye(buffer, offset, length);
    } else if (connection.state() == Connection.State.HANDSHAKING) {
      handshake(buffer, offset, templateId);
    } else {
      answer(buffer, offset, length, templateId);
    }
  }

  private void handshake(final UnsafeBuffer buffer, final int offset, final int templateId) {
    if (templateId != WelcomeDecoder.TEMPLATE_ID) {
      nonsense("message %d where Welcome is due".formatted(templateId));
      return;
    }
    final WelcomeDecoder welcome = new WelcomeDecoder();
    welcome.wrap(buffer, offset + HEADER_BYTES, header.blockLength(), header.version());
    final SessionLimits limits;
    try {
      limits = Handshake.limits(welcome, session.config().role());
    } catch (final IllegalArgumentException e) {
      nonsense("a Welcome with " + e.getMessage());
      return;
    }
    connection.welcomed(limits);
  }

  private void answer(
      final UnsafeBuffer buffer, final int offset, final int length, final int templateId) {
    switch (templateId) {
      case VerdictDecoder.TEMPLATE_ID -> {
        verdict.wrap(buffer, offset + HEADER_BYTES, header.blockLength(), header.version());
        if (isAnswer(verdict.correlationId())) {
          listener.onVerdict(session, verdict);
        }
      }
      case ReservationViewDecoder.TEMPLATE_ID,
          SalePageDecoder.TEMPLATE_ID,
          LinePageDecoder.TEMPLATE_ID,
          TicketViewDecoder.TEMPLATE_ID,
          RoomViewDecoder.TEMPLATE_ID,
          BuyerPageDecoder.TEMPLATE_ID,
          NodeStatusDecoder.TEMPLATE_ID ->
          page(buffer, offset, length, templateId);
      case SaleUpdateDecoder.TEMPLATE_ID,
          ReservationUpdateDecoder.TEMPLATE_ID,
          TicketUpdateDecoder.TEMPLATE_ID ->
          update(buffer, offset, length, templateId);
      case HeartbeatDecoder.TEMPLATE_ID -> heartbeat(correlationId(buffer, offset));
      default -> unknown(buffer, offset, templateId);
    }
  }

  private void page(
      final UnsafeBuffer buffer, final int offset, final int length, final int templateId) {
    if (isAnswer(correlationId(buffer, offset))) {
      page.wrap(buffer, offset, length);
      listener.onPage(session, templateId, page, 0, length);
    }
  }

  /**
   * Something that newer nodes send. It may be passed over, unless it is the answer to a request:
   * the caller would wait for ever.
   */
  private void unknown(final UnsafeBuffer buffer, final int offset, final int templateId) {
    if (header.blockLength() >= Long.BYTES
        && listener.awaitsAnswer(session, correlationId(buffer, offset))) {
      nonsense("message %d, which this client does not know, as an answer".formatted(templateId));
    }
  }

  /** Only the first answers a request; all begin alike. */
  private void update(
      final UnsafeBuffer buffer, final int offset, final int length, final int templateId) {
    final long from =
        buffer.getLong(
            offset + HEADER_BYTES + SaleUpdateDecoder.fromSequenceEncodingOffset(),
            ByteOrder.LITTLE_ENDIAN);
    if (from != Update.FIRST || isAnswer(correlationId(buffer, offset))) {
      page.wrap(buffer, offset, length);
      listener.onUpdate(session, templateId, page, 0, length);
    }
  }

  private void heartbeat(final long correlationId) {
    if (correlationId != Session.RESERVED_CORRELATION_ID && isAnswer(correlationId)) {
      listener.onHeartbeat(session, correlationId);
    }
  }

  /** Every answer's block begins with it. */
  static long correlationId(final DirectBuffer buffer, final int offset) {
    return buffer.getLong(offset + HEADER_BYTES, ByteOrder.LITTLE_ENDIAN);
  }

  /** The slots of what was asked under this id are free from here on. */
  private boolean isAnswer(final long correlationId) {
    if (session.window().giveBack(correlationId)) {
      return true;
    }
    nonsense("an answer with correlation id %d to no request".formatted(correlationId));
    return false;
  }

  private void goodbye(final UnsafeBuffer buffer, final int offset, final int length) {
    page.wrap(buffer, offset, length);
    final GoodbyeDecoder goodbye = new GoodbyeDecoder();
    goodbye.wrap(page, HEADER_BYTES, header.blockLength(), header.version());
    try {
      final String text = goodbye.text();
      final int number = goodbye.codeRaw();
      final Code code = WireEnum.CODE.of(number);
      final String primary = goodbye.primary();
      if (code == Code.NOT_PRIMARY && !primary.isEmpty()) {
        listener.onRedirect(session, primary);
      }
      listener.onGoodbye(session, code, text);
      connection.close(
          "the node said goodbye: %s: %s"
              .formatted(code == Code.NULL_VAL ? "code " + number : code, text));
    } catch (final IllegalArgumentException | IndexOutOfBoundsException e) {
      nonsense("a Goodbye that cannot be read: " + e.getMessage());
    }
  }

  private void nonsense(final String what) {
    connection.close("the node sent nonsense: " + what);
  }
}
