package io.holdfast.system.process;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GoodbyeDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Connects, sends garbage of one of three kinds, waits for the Goodbye, and comes again: bytes in
 * place of a Hello; bytes behind one; messages that there are not, one after the other, and then a
 * frame that is too long.
 */
final class Vandal extends Guest {
  private static final int READ_BYTES = 8 * 1_024;
  private static final int WINDOW_SLOTS = 64;
  private static final int GARBAGE_BYTES = 512;
  private static final int NO_SUCH_TEMPLATE = 999;
  private static final int UNKNOWN_MESSAGES = 50;
  private static final int TOO_LONG = 1 << 30;

  /** Makes an int that no frame begins with. */
  private static final int NEGATIVE = Integer.MIN_VALUE;

  private final SplittableRandom random;
  private final int kind;
  private final GoodbyeDecoder goodbye = new GoodbyeDecoder();
  private final VerdictDecoder verdict = new VerdictDecoder();
  private int refused;
  private long goodbyes;
  private long wrong;
  private boolean left;
  private long leftNs;

  /**
   * @param number decides on the kind, and on the bytes
   */
  Vandal(final InetSocketAddress node, final Selector selector, final int number)
      throws IOException {
    super(node, selector, READ_BYTES);
    this.random = new SplittableRandom(number);
    this.kind = number % 3;
    comeAgain();
  }

  void comeAgain() throws IOException {
    left = false;
    refused = 0;
    enter(garbage(), SelectionKey.OP_READ);
  }

  private byte[] garbage() {
    return switch (kind) {
      case 0 -> nonsense(new byte[0]);
      case 1 -> nonsense(hello(WINDOW_SLOTS));
      default -> unknownMessages();
    };
  }

  private byte[] nonsense(final byte[] before) {
    final byte[] bytes = new byte[GARBAGE_BYTES];
    random.nextBytes(bytes);
    final ByteBuffer all =
        ByteBuffer.allocate(before.length + GARBAGE_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    all.put(before).put(bytes);
    return all.putInt(before.length, random.nextInt() | NEGATIVE).array();
  }

  private static byte[] unknownMessages() {
    final byte[] hello = hello(WINDOW_SLOTS);
    final int length = MessageHeaderDecoder.ENCODED_LENGTH + Long.BYTES;
    final ByteBuffer all =
        ByteBuffer.allocate(
                hello.length
                    + UNKNOWN_MESSAGES * (Framing.LENGTH_FIELD_BYTES + length)
                    + Framing.LENGTH_FIELD_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .put(hello);
    for (int i = 0; i < UNKNOWN_MESSAGES; i++) {
      all.putInt(length).putShort((short) Long.BYTES).putShort((short) NO_SUCH_TEMPLATE);
      all.putShort((short) HelloDecoder.SCHEMA_ID).putShort((short) HelloDecoder.SCHEMA_VERSION);
      all.putLong(i);
    }
    return all.putInt(TOO_LONG).array();
  }

  private Code deserved() {
    return switch (kind) {
      case 0 -> Code.HELLO_EXPECTED;
      case 1 -> Code.MALFORMED;
      default -> Code.FRAME_TOO_LARGE;
    };
  }

  @Override
  void onMessage(final int templateId, final UnsafeBuffer buffer) {
    if (templateId == VerdictDecoder.TEMPLATE_ID) {
      refused +=
          verdict.wrapAndApplyHeader(buffer, 0, header()).code() == Code.UNKNOWN_MESSAGE ? 1 : 0;
    }
    if (templateId == GoodbyeDecoder.TEMPLATE_ID) {
      final Code code = goodbye.wrapAndApplyHeader(buffer, 0, header()).code();
      go(code == deserved() && refused == (kind == 2 ? UNKNOWN_MESSAGES : 0));
    }
  }

  /** What it deserves is a Goodbye. */
  @Override
  void onLost(final String why) {
    if (!left) {
      go(false);
    }
  }

  private void go(final boolean asDeserved) {
    goodbyes += asDeserved ? 1 : 0;
    wrong += asDeserved ? 0 : 1;
    left = true;
    leftNs = System.nanoTime();
    try {
      leave();
    } catch (final IOException e) {
      super.onLost(e.getMessage());
    }
  }

  /** Whether it has been away for so long. */
  boolean hasLeft(final long nowNs, final long pauseNs) {
    return left && nowNs - leftNs >= pauseNs;
  }

  /** How often it was told what it deserved. */
  long goodbyes() {
    return goodbyes;
  }

  /** How often it was told something else, or nothing. */
  long wrong() {
    return wrong;
  }
}
