package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.Role;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.embedded.EmbeddedChannel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What one connection may make the node hold: nothing that it says is answered without end. */
final class OverloadTest {
  private static final int RING_SLOTS = 1_024;

  /** As many bytes as one read of a socket brings. */
  private static final int READ_BYTES = 64 * 1024;

  private static final int ANSWER_BYTES = 256;

  private final GatewayConfig config =
      new GatewayConfig(
          "127.0.0.1",
          0,
          1,
          RING_SLOTS,
          64,
          60_000,
          1,
          Durability.JOURNALED,
          AccessConfig.OPEN,
          GatewayConfig.DEFAULT_SLOW_READER_MS);
  private final Gateway gateway = new Gateway(config, PushConfig.DEFAULT);
  private final Frames frames = new Frames();
  private final IntakeRecorder ring = new IntakeRecorder(RING_SLOTS, Role.STOREFRONT);
  private EmbeddedChannel channel;

  @BeforeEach
  void connect() {
    gateway.prepare(() -> TestNode.TIME_MS, (correlationId, buffer, offset) -> 0);
    channel = new EmbeddedChannel();
    channel.config().setWriteBufferWaterMark(Gateway.UNSENT);
    final PushLoop push =
        new PushLoop(
            channel.eventLoop(), null, PushConfig.DEFAULT, new Ceiling(1), gateway.counts());
    final GatewayContext context =
        new GatewayContext(gateway, config, (CommandIngress) ring, channel.eventLoop(), push);
    channel.pipeline().addLast(context.newConnection()).fireChannelActive();
    channel.writeInbound(Unpooled.directBuffer().writeBytes(frames.hello(Role.STOREFRONT, 64)));
    channel.releaseOutbound();
  }

  @AfterEach
  void close() {
    channel.finishAndReleaseAll();
    gateway.close();
  }

  @Test
  void heartbeatsThatAreNotReadAreNotAnsweredWithoutEnd() {
    assertBounded(frames.heartbeat(1));
  }

  @Test
  void nonsenseThatIsNotReadIsNotAnsweredWithoutEnd() {
    final byte[] header =
        new byte[Framing.LENGTH_FIELD_BYTES + MessageHeaderEncoder.ENCODED_LENGTH];
    header[0] = MessageHeaderEncoder.ENCODED_LENGTH;
    assertBounded(header);
  }

  private void assertBounded(final byte[] frame) {
    final int frames = 4 * READ_BYTES / frame.length;
    // One task of the event loop: nothing is flushed before its end.
    for (int sent = 0; sent < frames; ) {
      final ByteBuf read = Unpooled.directBuffer(READ_BYTES);
      for (; sent < frames && read.readableBytes() + frame.length <= READ_BYTES; sent++) {
        read.writeBytes(frame);
      }
      channel.pipeline().fireChannelRead(read);
      final ChannelOutboundBuffer unsent = channel.unsafe().outboundBuffer();
      assertThat(unsent.totalPendingWriteBytes())
          .isLessThanOrEqualTo(Gateway.UNSENT.high() + ANSWER_BYTES);
    }
    assertThat(channel.config().isAutoRead()).isFalse();
    // The client reads: everything is answered in the end.
    int answers = 0;
    channel.pipeline().fireChannelReadComplete();
    channel.runPendingTasks();
    for (ByteBuf answer = channel.readOutbound(); answer != null; answer = channel.readOutbound()) {
      answers++;
      answer.release();
    }
    assertThat(answers).isEqualTo(frames);
    assertThat(channel.config().isAutoRead()).isTrue();
  }
}
