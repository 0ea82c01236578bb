package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.pipeline.CommandIngress;
import io.holdfast.pipeline.Reply;
import io.holdfast.pipeline.ReplyTarget;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.test.Seed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Answers of all lengths go round and come out as they went in, with the slots they give back. */
final class OutboundBytesTest {
  private static final int ANSWERS = 30_000;
  private static final int LINES = 100;

  /** No power of two, so that the bytes are more than the window needs. */
  private static final int WINDOW_SLOTS = 70;

  private final TestNode node = new TestNode(1_024, WINDOW_SLOTS, TestNode.HEARTBEAT_MS);
  private final Frames frames = new Frames();
  private final OutboundBytes outbound = new OutboundBytes(WINDOW_SLOTS);
  private final Queue<byte[]> expected = new ConcurrentLinkedQueue<>();
  private final ByteBuf received = Unpooled.buffer();
  private int inFlightSlots;

  @BeforeEach
  void listen() {
    for (int item = 2; item <= LINES; item++) {
      node.execute(frames.stock(1, item, 1));
    }
    node.listen();
  }

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void goRoundTheRing(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final Writer writer = new Writer();
    int sent = 0;
    int got = 0;
    while (got < ANSWERS) {
      if (sent < ANSWERS && random.nextInt(3) > 0) {
        sent += send(random, writer);
      } else {
        read();
        got += compareWholeFrames();
      }
    }
    // Bytes are published before the slots they give back: the last bytes can be seen without them.
    Await.until("all slots are given back", () -> (inFlightSlots -= outbound.takeSlots()) == 0);
    assertThat(outbound.readableBytes()).isZero();
    assertThat(expected).isEmpty();
  }

  @Test
  void countTheSlotsOfAnswersThatNobodyReads() {
    final ReplyTarget skipping =
        reply -> {
          outbound.skip(reply);
          outbound.publish();
        };
    for (int i = 0; i < 10; i++) {
      put(frames.listLines(i, 1, 0), skipping);
    }
    final int[] slots = new int[1];
    Await.until(
        "all slots are given back",
        () -> (slots[0] += outbound.takeSlots()) == 10 * Framing.LIST_SLOTS);
    assertThat(outbound.readableBytes()).isZero();
  }

  /** Puts a request in if the window has room; gives how many. */
  private int send(final SplittableRandom random, final ReplyTarget target) {
    final byte[] request =
        switch (random.nextInt(4)) {
          case 0 -> frames.listLines(1, 1, random.nextInt(LINES));
          case 1 -> frames.queryReservation(2, 1);
          default -> frames.reserve(1L + random.nextInt(50));
        };
    if (inFlightSlots + slots(request) > WINDOW_SLOTS) {
      return 0;
    }
    inFlightSlots += slots(request);
    put(request, target);
    return 1;
  }

  private void put(final byte[] frame, final ReplyTarget target) {
    final CommandIngress ring = node.ingress;
    final int slots = slots(frame);
    final int lengthBytes = frame.length - Framing.LENGTH_FIELD_BYTES;
    final long position = ring.tryClaim(slots);
    assertThat(position).isNotEqualTo(CommandIngress.NO_ROOM);
    ring.bytes().putBytes(ring.offset(position), frame, Framing.LENGTH_FIELD_BYTES, lengthBytes);
    ring.fill(position, slots, lengthBytes, template(frame), 1, target);
    ring.publish(position, position + slots - 1);
  }

  /** As an event loop does: slots first, then the bytes. */
  private void read() {
    inFlightSlots -= outbound.takeSlots();
    final int lengthBytes = outbound.readableBytes();
    assertThat(lengthBytes).isLessThanOrEqualTo(WINDOW_SLOTS * Framing.SLOT_BYTES);
    outbound.readTo(received, lengthBytes);
  }

  private int compareWholeFrames() {
    int frames = 0;
    while (received.readableBytes() >= Framing.LENGTH_FIELD_BYTES) {
      final byte[] frame = new byte[received.readIntLE()];
      received.readBytes(frame);
      assertThat(frame).isEqualTo(expected.poll());
      frames++;
    }
    received.discardReadBytes();
    return frames;
  }

  private static int slots(final byte[] frame) {
    return Framing.requestSlots(template(frame), frame.length - Framing.LENGTH_FIELD_BYTES);
  }

  private static int template(final byte[] frame) {
    return new MessageHeaderDecoder()
        .wrap(new UnsafeBuffer(frame), Framing.LENGTH_FIELD_BYTES)
        .templateId();
  }

  /** On the pipeline's thread. */
  private final class Writer implements ReplyTarget {
    @Override
    public void onReply(final Reply reply) {
      final byte[] message = new byte[reply.lengthBytes()];
      reply.write(new UnsafeBuffer(message), 0);
      expected.add(message);
      outbound.write(reply);
      outbound.publish();
    }
  }
}
