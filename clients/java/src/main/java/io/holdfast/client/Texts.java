package io.holdfast.client;

import io.holdfast.protocol.Framing;
import java.nio.charset.StandardCharsets;

/** Texts as the wire carries them: UTF-8, at most {@link Framing#MAX_TEXT_BYTES}. */
final class Texts {
  private Texts() {}

  /** Rejects a missing or too long text, by the name the caller knows it under. */
  static void check(final String name, final String text) {
    if (text == null) {
      throw new IllegalArgumentException(name + ": missing");
    }
    final int lengthBytes = utf8(text).length;
    if (lengthBytes > Framing.MAX_TEXT_BYTES) {
      throw new IllegalArgumentException(
          "%s: at most %d bytes of UTF-8, not %d"
              .formatted(name, Framing.MAX_TEXT_BYTES, lengthBytes));
    }
  }

  /** Who, as bytes; rejects what cannot be written. */
  static byte[] operatorName(final String text) {
    check("operator name", text);
    return utf8(text);
  }

  /** Why, as bytes; rejects what cannot be written. */
  static byte[] reason(final String text) {
    check("reason", text);
    return utf8(text);
  }

  static byte[] utf8(final String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
