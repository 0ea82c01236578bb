package io.holdfast.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** SipHash-2-4 with a result of 64 bits, as Aumasson and Bernstein describe it. */
final class SipHash {
  private static final int WORD_BYTES = 8;
  private static final int COMPRESSION_ROUNDS = 2;
  private static final int FINALIZATION_ROUNDS = 4;

  private long v0;
  private long v1;
  private long v2;
  private long v3;

  private SipHash(final long k0, final long k1) {
    v0 = k0 ^ 0x736F6D6570736575L;
    v1 = k1 ^ 0x646F72616E646F6DL;
    v2 = k0 ^ 0x6C7967656E657261L;
    v3 = k1 ^ 0x7465646279746573L;
  }

  /** The hash of a message under the key of which these are the two halves, little endian. */
  static long hash(final long k0, final long k1, final byte[] message) {
    final SipHash state = new SipHash(k0, k1);
    final ByteBuffer words = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
    while (words.remaining() >= WORD_BYTES) {
      state.compress(words.getLong());
    }
    state.compress(lastWord(words, message.length));
    state.v2 ^= 0xFF;
    state.rounds(FINALIZATION_ROUNDS);
    return state.v0 ^ state.v1 ^ state.v2 ^ state.v3;
  }

  /** The bytes left over, and the length of the message modulo 256 in the highest byte. */
  private static long lastWord(final ByteBuffer rest, final int messageBytes) {
    long word = (long) messageBytes << 56;
    for (int shift = 0; rest.hasRemaining(); shift += Byte.SIZE) {
      word |= (rest.get() & 0xFFL) << shift;
    }
    return word;
  }

  private void compress(final long word) {
    v3 ^= word;
    rounds(COMPRESSION_ROUNDS);
    v0 ^= word;
  }

  private void rounds(final int count) {
    for (int i = 0; i < count; i++) {
      v0 += v1;
      v1 = Long.rotateLeft(v1, 13) ^ v0;
      v0 = Long.rotateLeft(v0, 32);
      v2 += v3;
      v3 = Long.rotateLeft(v3, 16) ^ v2;
      v0 += v3;
      v3 = Long.rotateLeft(v3, 21) ^ v0;
      v2 += v1;
      v1 = Long.rotateLeft(v1, 17) ^ v2;
      v2 = Long.rotateLeft(v2, 32);
    }
  }
}
