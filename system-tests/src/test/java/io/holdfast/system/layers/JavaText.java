package io.holdfast.system.layers;

/**
 * Java source as rules look at it: strings and characters are blanked, and comments too if wanted,
 * so that a rule about code is not broken by words. Lines and columns stay where they are.
 */
final class JavaText {
  private final String source;
  private final boolean keepsComments;
  private final StringBuilder code;
  private int at;

  private JavaText(final String source, final boolean keepsComments) {
    this.source = source;
    this.keepsComments = keepsComments;
    code = new StringBuilder(source.length());
  }

  static String withoutCommentsAndStrings(final String source) {
    return new JavaText(source, false).read();
  }

  static String withoutStrings(final String source) {
    return new JavaText(source, true).read();
  }

  private String read() {
    while (at < source.length()) {
      if (source.startsWith("//", at)) {
        copyUntil("\n", 2, keepsComments);
      } else if (source.startsWith("/*", at)) {
        copyUntil("*/", 2, keepsComments);
      } else if (source.startsWith("\"\"\"", at)) {
        copyUntil("\"\"\"", 3, false);
      } else if (source.charAt(at) == '"' || source.charAt(at) == '\'') {
        copyUntil(source.substring(at, at + 1), 1, false);
      } else {
        code.append(source.charAt(at++));
      }
    }
    return code.toString();
  }

  /** Goes on behind the next end mark that is not escaped; what is not kept becomes blanks. */
  private void copyUntil(final String end, final int skip, final boolean kept) {
    final boolean escapes = end.indexOf('"') >= 0 || end.indexOf('\'') >= 0;
    int stop = at + skip;
    while (stop < source.length() && !source.startsWith(end, stop)) {
      stop += escapes && source.charAt(stop) == '\\' ? 2 : 1;
    }
    stop = Math.min(source.length(), stop + end.length());
    for (; at < stop; at++) {
      final char each = source.charAt(at);
      code.append(kept || each == '\n' ? each : ' ');
    }
  }
}
