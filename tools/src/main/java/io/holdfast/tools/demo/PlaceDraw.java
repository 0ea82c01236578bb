package io.holdfast.tools.demo;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The draw of places as docs/reference/shuffle.md gives it, written for this check alone: it knows
 * neither the engine nor the model, so a buyer could do the same with the revealed seed. Not
 * threadsafe.
 */
final class PlaceDraw {
  static final int SEED_BYTES = 32;

  private static final int ROUNDS = 10;
  private static final long LENGTH_WORD = 24L << 56;

  private final long[] key = new long[SEED_BYTES / Long.BYTES];
  private final long tickets;
  private final int halfBits;
  private final long halfMask;

  /**
   * @param seed 32 bytes
   * @param tickets given out before the opening; at least 1
   */
  PlaceDraw(final byte[] seed, final long tickets) {
    if (seed.length != SEED_BYTES || tickets < 1) {
      throw new IllegalArgumentException(seed.length + " bytes of seed, " + tickets + " tickets");
    }
    ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(key);
    this.tickets = tickets;
    int bits = 1;
    while (1L << (2 * bits) < tickets) {
      bits++;
    }
    halfBits = bits;
    halfMask = (1L << bits) - 1;
  }

  /** The place, from 0, of the ticket with this number. */
  long place(final long number) {
    if (number < 0 || number >= tickets) {
      throw new IllegalArgumentException("ticket " + number + " of " + tickets);
    }
    long value = permute(number);
    while (value >= tickets) {
      value = permute(value);
    }
    return value;
  }

  private long permute(final long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      final int half = round % 2 == 0 ? 0 : 2;
      final long mixed =
          left ^ (sipHash(key[half], key[half + 1], tickets, round, right) & halfMask);
      left = right;
      right = mixed;
    }
    return left << halfBits | right;
  }

  /** SipHash-2-4 of 24 bytes, given as the three words they make in little endian. */
  static long sipHash(
      final long k0, final long k1, final long first, final long second, final long third) {
    final long[] v = {
      k0 ^ 0x736f6d6570736575L,
      k1 ^ 0x646f72616e646f6dL,
      k0 ^ 0x6c7967656e657261L,
      k1 ^ 0x7465646279746573L
    };
    for (final long word : new long[] {first, second, third, LENGTH_WORD}) {
      v[3] ^= word;
      sipRounds(v, 2);
      v[0] ^= word;
    }
    v[2] ^= 0xff;
    sipRounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static void sipRounds(final long[] v, final int rounds) {
    for (int i = 0; i < rounds; i++) {
      v[0] += v[1];
      v[1] = Long.rotateLeft(v[1], 13) ^ v[0];
      v[0] = Long.rotateLeft(v[0], 32);
      v[2] += v[3];
      v[3] = Long.rotateLeft(v[3], 16) ^ v[2];
      v[0] += v[3];
      v[3] = Long.rotateLeft(v[3], 21) ^ v[0];
      v[2] += v[1];
      v[1] = Long.rotateLeft(v[1], 17) ^ v[2];
      v[2] = Long.rotateLeft(v[2], 32);
    }
  }
}
