package io.holdfast.gateway;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Makes the fields of a message say anything: mostly small numbers, so that they often name what
 * there is, sometimes the ends of their types.
 */
final class AnyFields {
  private static final int BLOCK =
      Framing.LENGTH_FIELD_BYTES + MessageHeaderEncoder.ENCODED_LENGTH + Long.BYTES;

  private final SplittableRandom random;

  AnyFields(final SplittableRandom random) {
    this.random = random;
  }

  /** Another frame with the same template, structure and correlation id. */
  byte[] in(final byte[] frame, final int blockBytes) {
    final byte[] changed = frame.clone();
    final UnsafeBuffer buffer = new UnsafeBuffer(changed);
    int left = blockBytes - Long.BYTES;
    for (int at = BLOCK; left > 0; at += Long.BYTES, left -= Long.BYTES) {
      final int kind = left < Long.BYTES ? 2 : random.nextInt(3);
      switch (kind) {
        case 0 -> buffer.putLong(at, number(Long.MIN_VALUE), ByteOrder.LITTLE_ENDIAN);
        case 1 -> {
          buffer.putInt(at, (int) number(Integer.MIN_VALUE), ByteOrder.LITTLE_ENDIAN);
          buffer.putInt(at + 4, (int) number(Integer.MIN_VALUE), ByteOrder.LITTLE_ENDIAN);
        }
        default -> {
          for (int i = 0; i < Math.min(left, Long.BYTES); i++) {
            buffer.putByte(at + i, (byte) number(Byte.MIN_VALUE));
          }
        }
      }
    }
    return changed;
  }

  /** The frame with texts behind its block. */
  byte[] withTexts(final byte[] frame, final int texts) {
    byte[] longer = frame;
    for (int i = 0; i < texts; i++) {
      final byte[] text = new byte[random.nextInt(20)];
      for (int character = 0; character < text.length; character++) {
        text[character] = (byte) random.nextInt(128);
      }
      final int at = longer.length;
      longer = Arrays.copyOf(longer, at + Short.BYTES + text.length);
      final UnsafeBuffer buffer = new UnsafeBuffer(longer);
      buffer.putShort(at, (short) text.length, ByteOrder.LITTLE_ENDIAN);
      buffer.putBytes(at + Short.BYTES, text);
      buffer.putInt(0, longer.length - Framing.LENGTH_FIELD_BYTES, ByteOrder.LITTLE_ENDIAN);
    }
    return longer;
  }

  private long number(final long lowest) {
    return switch (random.nextInt(16)) {
      case 0 -> lowest;
      case 1 -> ~lowest;
      case 2 -> lowest + 1;
      case 3 -> -1;
      case 4 -> TestNode.TIME_MS + random.nextInt(-2, 3);
      case 5 -> random.nextLong();
      case 6, 7, 8 -> 0;
      default -> random.nextInt(1, 4);
    };
  }
}
