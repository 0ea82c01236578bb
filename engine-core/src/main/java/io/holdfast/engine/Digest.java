package io.holdfast.engine;

/**
 * Folds everything of consequence into 64 bits, in order; see docs/reference/commands.md. Two
 * engines with equal digests after the same sequence have decided everything alike. The multiplier
 * is the odd number nearest to 2^64 / golden ratio (Knuth, The Art of Computer Programming, 6.4).
 */
final class Digest {
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private long value;

  long value() {
    return value;
  }

  /** Goes on from a value that was reached before. */
  void restore(final long reached) {
    value = reached;
  }

  void fold(final long word) {
    final long mixed = (value ^ word) * MULTIPLIER;
    value = mixed ^ (mixed >>> 32);
  }
}
