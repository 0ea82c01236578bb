package io.holdfast.engine;

/**
 * The permutation of docs/reference/shuffle.md: which place each early ticket gets. A Feistel
 * network over the next power of four with cycle walking (J. Black, P. Rogaway: Ciphers with
 * Arbitrary Finite Domains, 2002), so that neither direction needs a table and an opening costs
 * nothing, however many wait.
 */
final class Shuffle {
  private static final int ROUNDS = 10;
  private static final int MESSAGE_BYTES = 24;

  private final long[] key;
  private final long n;
  private final int halfBits;
  private final long halfMask;

  /**
   * @param seed four words, little endian
   * @param n tickets to shuffle
   */
  Shuffle(final long[] seed, final long n) {
    key = seed.clone();
    this.n = n;
    int bits = 1;
    while (2 * bits < Long.SIZE - 2 && 1L << (2 * bits) < n) {
      bits++;
    }
    halfBits = bits;
    halfMask = (1L << bits) - 1;
  }

  /** Place of the ticket with this number, below n. */
  long place(final long number) {
    long value = number;
    do {
      value = forward(value);
    } while (value >= n);
    return value;
  }

  /** Number of the ticket that has this place. */
  long number(final long place) {
    long value = place;
    do {
      value = backward(value);
    } while (value >= n);
    return value;
  }

  private long forward(final long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = 0; round < ROUNDS; round++) {
      final long next = left ^ mixed(round, right);
      left = right;
      right = next;
    }
    return left << halfBits | right;
  }

  private long backward(final long value) {
    long left = value >>> halfBits;
    long right = value & halfMask;
    for (int round = ROUNDS - 1; round >= 0; round--) {
      final long before = right ^ mixed(round, left);
      right = left;
      left = before;
    }
    return left << halfBits | right;
  }

  /** The round function: SipHash-2-4 of (n, round, half), cut to the width of a half. */
  private long mixed(final int round, final long half) {
    final int first = (round & 1) * 2;
    return sipHash(key[first], key[first + 1], n, round, half) & halfMask;
  }

  /** SipHash-2-4 of three little-endian words (J.-P. Aumasson, D. J. Bernstein, 2012). */
  static long sipHash(final long k0, final long k1, final long a, final long b, final long c) {
    long v0 = k0 ^ 0x736f6d6570736575L;
    long v1 = k1 ^ 0x646f72616e646f6dL;
    long v2 = k0 ^ 0x6c7967656e657261L;
    long v3 = k1 ^ 0x7465646279746573L;
    for (int i = 0; i < 5; i++) {
      final long word =
          switch (i) {
            case 0 -> a;
            case 1 -> b;
            case 2 -> c;
            case 3 -> (long) MESSAGE_BYTES << 56;
            default -> 0;
          };
      v3 ^= word;
      if (i == 4) {
        v2 ^= 0xFF;
      }
      for (int round = 0; round < (i == 4 ? 4 : 2); round++) {
        v0 += v1;
        v2 += v3;
        v1 = Long.rotateLeft(v1, 13) ^ v0;
        v3 = Long.rotateLeft(v3, 16) ^ v2;
        v0 = Long.rotateLeft(v0, 32);
        v2 += v1;
        v0 += v3;
        v1 = Long.rotateLeft(v1, 17) ^ v2;
        v3 = Long.rotateLeft(v3, 21) ^ v0;
        v2 = Long.rotateLeft(v2, 32);
      }
      v0 ^= word;
    }
    return v0 ^ v1 ^ v2 ^ v3;
  }
}
