package io.holdfast.system.process;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends Reserves, each with its Release behind it, as fast as the socket takes them, with the
 * largest window. It reads and checks every answer, or reads nothing at all.
 */
final class FloodGuest extends Guest {
  private static final int READ_BYTES = 64 * 1_024;
  private static final int WINDOW_SLOTS = 1_024;
  private static final int PAIRS = 256;

  private final long sale;
  private final long item;
  private final long owner;
  private final boolean reads;
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final MessageHeaderEncoder encodedHeader = new MessageHeaderEncoder();
  private final VerdictDecoder verdict = new VerdictDecoder();
  private final UnsafeBuffer commands;
  private final ByteBuffer batch;
  private long pairs;
  private long answered;
  private long wrong;
  private boolean cutOff;

  /**
   * @param owner upper half of the ids of its reservations
   * @param reads false: not one answer
   */
  FloodGuest(
      final InetSocketAddress node,
      final Selector selector,
      final long sale,
      final long item,
      final long owner,
      final boolean reads)
      throws IOException {
    super(node, selector, READ_BYTES);
    this.sale = sale;
    this.item = item;
    this.owner = owner;
    this.reads = reads;
    final byte[] bytes = new byte[PAIRS * pairBytes()];
    this.commands = new UnsafeBuffer(bytes);
    this.batch = ByteBuffer.wrap(bytes);
    batch.position(bytes.length);
    enter(
        hello(WINDOW_SLOTS),
        reads ? SelectionKey.OP_READ | SelectionKey.OP_WRITE : SelectionKey.OP_WRITE);
  }

  private static int pairBytes() {
    return 2 * (Framing.LENGTH_FIELD_BYTES + MessageHeaderEncoder.ENCODED_LENGTH)
        + ReserveEncoder.BLOCK_LENGTH
        + ReleaseEncoder.BLOCK_LENGTH;
  }

  @Override
  void write() throws IOException {
    if (!batch.hasRemaining()) {
      fill();
      batch.clear();
    }
    channel().write(batch);
  }

  private void fill() {
    int at = 0;
    for (int i = 0; i < PAIRS; i++) {
      pairs++;
      reserve
          .wrapAndApplyHeader(commands, at + Framing.LENGTH_FIELD_BYTES, encodedHeader)
          .correlationId(2 * pairs - 1)
          .sale(sale)
          .item(item)
          .buyer(pairs)
          .group(0)
          .quantity(1)
          .tier((short) 0)
          .reservation()
          .hi(owner)
          .lo(pairs);
      reserve.flags().clear();
      at = frame(commands, at, reserve.encodedLength());
      release
          .wrapAndApplyHeader(commands, at + Framing.LENGTH_FIELD_BYTES, encodedHeader)
          .correlationId(2 * pairs)
          .reservation()
          .hi(owner)
          .lo(pairs);
      at = frame(commands, at, release.encodedLength());
    }
  }

  @Override
  void onMessage(final int templateId, final UnsafeBuffer buffer) {
    if (templateId == WelcomeDecoder.TEMPLATE_ID) {
      return;
    }
    if (templateId != VerdictDecoder.TEMPLATE_ID) {
      onLost("it was sent a message of template " + templateId);
    }
    verdict.wrapAndApplyHeader(buffer, 0, header());
    answered++;
    if (verdict.correlationId() != answered || verdict.code() != Code.ACCEPTED) {
      wrong++;
    }
  }

  @Override
  void onLost(final String why) {
    if (reads) {
      super.onLost(why);
    }
    cutOff = true;
    try {
      leave();
    } catch (final IOException e) {
      super.onLost(e.getMessage());
    }
  }

  /** Whether the node has ended the connection of one that does not read. */
  boolean wasCutOff() {
    return cutOff;
  }

  long answered() {
    return answered;
  }

  /** Answers that were not the one that was due. */
  long wrong() {
    return wrong;
  }
}
