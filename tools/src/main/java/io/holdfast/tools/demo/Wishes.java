package io.holdfast.tools.demo;

/**
 * The Reserve that each buyer sent last, so that he can send the same again, and its id. For the
 * crowd's loop.
 */
final class Wishes {
  static final int PARTIAL = 1;
  static final int WAITLIST = 2;

  private static final long ID_HI = 0x0192_0000_0000_7000L;
  private static final int ATTEMPT_SHIFT = 40;
  private static final int FLAGS_SHIFT = 4;
  private static final int UNITS_MASK = (1 << FLAGS_SHIFT) - 1;

  private final byte[] attempt;
  private final byte[] wish;

  Wishes(final int buyers) {
    attempt = new byte[buyers];
    wish = new byte[buyers];
  }

  /** A new Reserve under a new id. */
  void make(final int buyer, final int units, final int flags) {
    attempt[buyer]++;
    wish[buyer] = (byte) (flags << FLAGS_SHIFT | units);
  }

  int units(final int buyer) {
    return wish[buyer] & UNITS_MASK;
  }

  int flags(final int buyer) {
    return wish[buyer] >> FLAGS_SHIFT;
  }

  long idHi() {
    return ID_HI;
  }

  long idLo(final int buyer) {
    return (long) attempt[buyer] << ATTEMPT_SHIFT | (buyer + 1L);
  }
}
