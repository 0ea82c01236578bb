package io.holdfast.client;

import java.util.HexFormat;

/**
 * A 128-bit id of a reservation, basket, cancel or operator command, chosen by the client.
 *
 * @param hi most significant half
 * @param lo least significant half
 */
public record Id(long hi, long lo) implements Comparable<Id> {
  private static final int TEXT_LENGTH = 36;
  private static final int[] DASHES = {8, 13, 18, 23};

  /** Whether all bits are zero, which the node takes for no id. */
  public boolean isZero() {
    return (hi | lo) == 0;
  }

  /**
   * Reads the canonical text of a UUID, such as {@code 0192f0c5-7f2b-7c3d-8e4f-5a6b7c8d9e0f}; upper
   * case is accepted.
   *
   * @throws IllegalArgumentException naming the text and what is wrong with it
   */
  public static Id parse(final String text) {
    if (text.length() != TEXT_LENGTH) {
      throw bad(text, "%d characters, not %d".formatted(text.length(), TEXT_LENGTH));
    }
    for (final int dash : DASHES) {
      if (text.charAt(dash) != '-') {
        throw bad(text, "no dash at position " + (dash + 1));
      }
    }
    return new Id(
        hex(text, 0, 8) << 32 | hex(text, 9, 13) << 16 | hex(text, 14, 18),
        hex(text, 19, 23) << 48 | hex(text, 24, 36));
  }

  private static long hex(final String text, final int from, final int to) {
    for (int i = from; i < to; i++) {
      if (!HexFormat.isHexDigit(text.charAt(i))) {
        throw bad(text, "'%c' at position %d is not a hex digit".formatted(text.charAt(i), i + 1));
      }
    }
    return HexFormat.fromHexDigitsToLong(text, from, to);
  }

  private static IllegalArgumentException bad(final String text, final String problem) {
    return new IllegalArgumentException("\"%s\" is not a UUID: %s".formatted(text, problem));
  }

  /** By the unsigned value, which for time-ordered ids is the order of making. */
  @Override
  public int compareTo(final Id other) {
    final int byHi = Long.compareUnsigned(hi, other.hi);
    return byHi != 0 ? byHi : Long.compareUnsigned(lo, other.lo);
  }

  /** The canonical text: 32 lower-case hex digits in five groups. */
  @Override
  public String toString() {
    final HexFormat hex = HexFormat.of();
    return hex.toHexDigits(hi >>> 32, 8)
        + '-'
        + hex.toHexDigits(hi >>> 16, 4)
        + '-'
        + hex.toHexDigits(hi, 4)
        + '-'
        + hex.toHexDigits(lo >>> 48, 4)
        + '-'
        + hex.toHexDigits(lo, 12);
  }
}
