package io.holdfast.client;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The order in which a waiting room was drawn at its opening, computed again from its seed: what a
 * storefront shows to a buyer who doubts a place. The calculation is that of
 * docs/reference/shuffle.md, written anew from it, so that it agrees with the node only if both are
 * right. Immutable.
 */
public final class RoomShuffle {
  private static final int ROUNDS = 10;
  private static final int MESSAGE_BYTES = 3 * Long.BYTES;
  private static final int LARGEST_HALF_BITS = 31;

  private final long[] key = new long[RoomSeed.LENGTH_BYTES / Long.BYTES];
  private final long drawn;
  private final int halfBits;

  private RoomShuffle(final RoomSeed seed, final long drawn) {
    ByteBuffer.wrap(seed.bytes()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(key);
    this.drawn = drawn;
    int bits = 1;
    while (bits < LARGEST_HALF_BITS && 1L << (2 * bits) < drawn) {
      bits++;
    }
    this.halfBits = bits;
  }

  /**
   * The shuffle of so many tickets.
   *
   * @param drawn tickets given out before the opening, {@link RoomInfo#drawn}
   * @throws IllegalArgumentException if there are none, or more than 2^62
   */
  public static RoomShuffle of(final RoomSeed seed, final long drawn) {
    if (drawn < 1 || drawn > 1L << (2 * LARGEST_HALF_BITS)) {
      throw new IllegalArgumentException("a shuffle of 1 to 2^62 tickets, not " + drawn);
    }
    return new RoomShuffle(seed, drawn);
  }

  /**
   * The place, from 0, of the ticket with this number.
   *
   * @throws IllegalArgumentException if no ticket with this number was drawn
   */
  public long place(final long number) {
    check("ticket", number);
    long value = number;
    do {
      long left = value >>> halfBits;
      long right = low(value);
      for (int round = 0; round < ROUNDS; round++) {
        final long mixed = left ^ mix(round, right);
        left = right;
        right = mixed;
      }
      value = left << halfBits | right;
    } while (value >= drawn);
    return value;
  }

  /**
   * The number of the ticket that got this place.
   *
   * @throws IllegalArgumentException if no such place was drawn
   */
  public long number(final long place) {
    check("place", place);
    long value = place;
    do {
      long left = value >>> halfBits;
      long right = low(value);
      for (int round = ROUNDS - 1; round >= 0; round--) {
        final long unmixed = right ^ mix(round, left);
        right = left;
        left = unmixed;
      }
      value = left << halfBits | right;
    } while (value >= drawn);
    return value;
  }

  private void check(final String what, final long value) {
    if (value < 0 || value >= drawn) {
      throw new IllegalArgumentException(
          "%s %d: of the %d that were drawn the last is %d"
              .formatted(what, value, drawn, drawn - 1));
    }
  }

  private long low(final long value) {
    return value & ((1L << halfBits) - 1);
  }

  private long mix(final int round, final long half) {
    final int at = round % 2 == 0 ? 0 : 2;
    return low(sipHash(key[at], key[at + 1], drawn, round, half));
  }

  /** SipHash-2-4 of words, little endian (J.-P. Aumasson, D. J. Bernstein, 2012). */
  static long sipHash(final long k0, final long k1, final long... words) {
    final long[] v = {
      k0 ^ 0x736f6d6570736575L,
      k1 ^ 0x646f72616e646f6dL,
      k0 ^ 0x6c7967656e657261L,
      k1 ^ 0x7465646279746573L
    };
    for (final long word : words) {
      absorb(v, word);
    }
    absorb(v, (long) MESSAGE_BYTES << 56);
    v[2] ^= 0xff;
    rounds(v, 4);
    return v[0] ^ v[1] ^ v[2] ^ v[3];
  }

  private static void absorb(final long[] v, final long word) {
    v[3] ^= word;
    rounds(v, 2);
    v[0] ^= word;
  }

  private static void rounds(final long[] v, final int count) {
    for (int i = 0; i < count; i++) {
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
