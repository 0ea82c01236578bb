package io.holdfast.benchmarks;

/**
 * Reservation ids and buyers, made from running numbers by arithmetic alone: no table is read, so
 * what the engine misses in the cache is the engine's.
 */
final class Ids {
  /** Upper half of every reservation's id. */
  static final long RESERVATION_HI = 0x0199_2F3C_5A00_7ABCL;

  private Ids() {}

  /** Lower half of the reservation's id; bijective, and random to look at as in a UUIDv7. */
  static long reservationLo(final long number) {
    return mix(number + 1);
  }

  /** The buyer with this number; bijective. */
  static long buyer(final long number) {
    return mix(~number);
  }

  /** One of {@code bound} values, evenly, from the bits of an id or a buyer. */
  static int spread(final long bits, final int bound) {
    return (int) (((bits >>> 32) * bound) >>> 32);
  }

  /** Finalizer of SplitMix64 (Steele, Lea, Flood: Fast splittable pseudorandom generators). */
  private static long mix(final long number) {
    long z = number * 0x9E37_79B9_7F4A_7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58_476D_1CE4_E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D0_49BB_1331_11EBL;
    return z ^ (z >>> 31);
  }
}
