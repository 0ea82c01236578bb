package io.holdfast.tools.csv;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/**
 * Opens the text files an operator names: UTF-8, plain or gzip, with or without a byte order mark.
 */
public final class TextFile {
  private static final int BUFFER_BYTES = 1 << 16;
  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private TextFile() {}

  /** A reader that fails with a CharacterCodingException on bytes that are not UTF-8. */
  public static Reader openStrict(final Path file) throws IOException {
    return open(file, CodingErrorAction.REPORT);
  }

  /** A reader that puts U+FFFD in place of bytes that are not UTF-8. */
  public static Reader openLenient(final Path file) throws IOException {
    return open(file, CodingErrorAction.REPLACE);
  }

  private static Reader open(final Path file, final CodingErrorAction onBadBytes)
      throws IOException {
    if (Files.isDirectory(file)) {
      throw new IOException("is a directory");
    }
    final InputStream bytes = new BufferedInputStream(Files.newInputStream(file), BUFFER_BYTES);
    try {
      final CharsetDecoder decoder =
          StandardCharsets.UTF_8
              .newDecoder()
              .onMalformedInput(onBadBytes)
              .onUnmappableCharacter(onBadBytes);
      return withoutMark(new BufferedReader(new InputStreamReader(unzipped(bytes), decoder)));
    } catch (final IOException error) {
      bytes.close();
      throw error;
    }
  }

  private static InputStream unzipped(final InputStream bytes) throws IOException {
    bytes.mark(2);
    final boolean gzip = bytes.read() == 0x1F && bytes.read() == 0x8B;
    bytes.reset();
    return gzip ? new GZIPInputStream(bytes, BUFFER_BYTES) : bytes;
  }

  private static Reader withoutMark(final Reader text) throws IOException {
    text.mark(1);
    if (text.read() != BYTE_ORDER_MARK) {
      text.reset();
    }
    return text;
  }
}
