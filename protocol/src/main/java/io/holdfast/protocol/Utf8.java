package io.holdfast.protocol;

import org.agrona.DirectBuffer;

/**
 * Whether bytes are UTF-8 as Unicode has it: no overlong forms, no surrogates, nothing beyond
 * U+10FFFF. Bytes that are not become other bytes when they are read as text and written again, and
 * then two texts that differ are taken for the same. Any thread.
 */
final class Utf8 {
  private static final int CONTINUATION_BITS = 6;

  private Utf8() {}

  static boolean isValid(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    final int end = offset + lengthBytes;
    int at = offset;
    while (at < end) {
      final int first = buffer.getByte(at) & 0xFF;
      final int following = following(first);
      if (following < 0 || at + following >= end) {
        return false;
      }
      int codePoint = first & (0x7F >> (following == 0 ? 0 : following + 1));
      for (int i = 1; i <= following; i++) {
        final int next = buffer.getByte(at + i) & 0xFF;
        if ((next & 0xC0) != 0x80) {
          return false;
        }
        codePoint = (codePoint << CONTINUATION_BITS) | (next & 0x3F);
      }
      if (!isInItsForm(codePoint, following)) {
        return false;
      }
      at += 1 + following;
    }
    return true;
  }

  /** Bytes that follow the first one; -1: no character begins like this. */
  private static int following(final int first) {
    if (first < 0x80) {
      return 0;
    }
    if (first >= 0xC2 && first < 0xE0) {
      return 1;
    }
    if (first >= 0xE0 && first < 0xF0) {
      return 2;
    }
    return first >= 0xF0 && first < 0xF5 ? 3 : -1;
  }

  /** Neither longer than it need be, nor half of a pair, nor beyond the last code point. */
  private static boolean isInItsForm(final int codePoint, final int following) {
    return switch (following) {
      case 2 -> codePoint >= 0x800 && !(codePoint >= 0xD800 && codePoint <= 0xDFFF);
      case 3 -> codePoint >= 0x1_0000 && codePoint <= 0x10_FFFF;
      default -> true;
    };
  }
}
