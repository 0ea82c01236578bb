package io.holdfast.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The order of those who joined a waiting room before its opening: docs/reference/shuffle.md. A
 * permutation of the numbers 0..n-1.
 */
final class Shuffle {
  private static final int SEED_WORDS = 4;
  private static final int ROUNDS = 10;
  private static final int INPUT_BYTES = 3 * Long.BYTES;

  private final long[] keys = new long[SEED_WORDS];
  private final long n;
  private final int halfBits;

  /** A shuffle of n tickets under a seed of 32 bytes. */
  Shuffle(final byte[] seed, final long n) {
    ByteBuffer.wrap(seed).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(keys);
    this.n = n;
    int bits = 1;
    while (1L << (2 * bits) < n) {
      bits++;
    }
    halfBits = bits;
  }

  /** The place of the ticket with this number. */
  long place(final long number) {
    long value = number;
    do {
      value = encrypt(value);
    } while (value >= n);
    return value;
  }

  /** The number of the ticket with this place. */
  long number(final long place) {
    long value = place;
    do {
      value = decrypt(value);
    } while (value >= n);
    return value;
  }

  private long encrypt(final long value) {
    long left = value >> halfBits;
    long right = value & mask();
    for (int round = 0; round < ROUNDS; round++) {
      final long next = left ^ mix(round, right);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }

  private long decrypt(final long value) {
    long left = value >> halfBits;
    long right = value & mask();
    for (int round = ROUNDS - 1; round >= 0; round--) {
      final long before = right ^ mix(round, left);
      right = left;
      left = before;
    }
    return left << halfBits | right;
  }

  private long mix(final int round, final long half) {
    final byte[] input =
        ByteBuffer.allocate(INPUT_BYTES)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putLong(n)
            .putLong(round)
            .putLong(half)
            .array();
    final int key = round % 2 == 0 ? 0 : 2;
    return SipHash.hash(keys[key], keys[key + 1], input) & mask();
  }

  private long mask() {
    return (1L << halfBits) - 1;
  }
}
