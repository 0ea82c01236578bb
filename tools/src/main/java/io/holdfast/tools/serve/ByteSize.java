package io.holdfast.tools.serve;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes as operators write them: bytes, or with k, m, g for 1024, 1024^2, 1024^3 bytes. */
final class ByteSize {
  static final String FORM = "a number of bytes, or one with k, m or g such as 256m";

  private static final Pattern TEXT = Pattern.compile("([0-9]{1,15})(?:([kmg])(?:i?b)?)?");
  private static final int SHIFT = 10;
  private static final String UNITS = "kmg";

  private ByteSize() {}

  /** The bytes; empty if the text is no size. */
  static OptionalLong parse(final String text) {
    final Matcher matcher = TEXT.matcher(text.toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return OptionalLong.empty();
    }
    final int shift = matcher.group(2) == null ? 0 : SHIFT * (UNITS.indexOf(matcher.group(2)) + 1);
    final long number = Long.parseLong(matcher.group(1));
    return number > Long.MAX_VALUE >> shift
        ? OptionalLong.empty()
        : OptionalLong.of(number << shift);
  }

  /** In the largest unit that leaves no rest. */
  static String text(final long bytes) {
    if (bytes > 0 && bytes % (1 << 30) == 0) {
      return (bytes >> 30) + " GiB";
    }
    if (bytes > 0 && bytes % (1 << 20) == 0) {
      return (bytes >> 20) + " MiB";
    }
    return String.format(Locale.ROOT, "%,d bytes", bytes);
  }
}
