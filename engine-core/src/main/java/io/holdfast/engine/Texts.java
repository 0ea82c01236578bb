package io.holdfast.engine;

/** Fingerprints of texts, to tell whether an operator's command was sent twice or changed. */
final class Texts {
  private Texts() {}

  static long fingerprint(final long start, final String text) {
    long print = Hashes.combine(start, text.length());
    for (int i = 0; i < text.length(); i++) {
      print = Hashes.combine(print, text.charAt(i));
    }
    return print;
  }

  static long fingerprint(final String operatorName, final String reason) {
    return fingerprint(fingerprint(0, operatorName), reason);
  }
}
