package io.holdfast.system.process;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.agrona.concurrent.UnsafeBuffer;

/** Has a window and does nothing with it; gives a sign of life when it is told to. */
final class IdleGuest extends Guest {
  private static final int READ_BYTES = 1_024;
  private static final int WINDOW_SLOTS = 64;

  private boolean welcomed;
  private long sent;
  private long answers;

  IdleGuest(final InetSocketAddress node, final Selector selector) throws IOException {
    super(node, selector, READ_BYTES);
    enter(hello(WINDOW_SLOTS), SelectionKey.OP_READ);
  }

  void sendHeartbeat() throws IOException {
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[32]);
    final HeartbeatEncoder heartbeat =
        new HeartbeatEncoder()
            .wrapAndApplyHeader(buffer, Framing.LENGTH_FIELD_BYTES, new MessageHeaderEncoder())
            .correlationId(sent);
    final int end = frame(buffer, 0, heartbeat.encodedLength());
    channel().write(ByteBuffer.wrap(buffer.byteArray(), 0, end));
    sent++;
  }

  boolean wasWelcomed() {
    return welcomed;
  }

  /** Whether it has sent something, and has an answer to all of it. */
  boolean wasAnswered() {
    return sent > 0 && answers == sent;
  }

  @Override
  void onMessage(final int templateId, final UnsafeBuffer buffer) {
    switch (templateId) {
      case WelcomeDecoder.TEMPLATE_ID -> welcomed = true;
      case HeartbeatDecoder.TEMPLATE_ID -> answers++;
      default -> onLost("it was sent a message of template " + templateId);
    }
  }
}
