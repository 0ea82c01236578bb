package io.holdfast.tools.judge;

import io.holdfast.protocol.codec.ExcerptHeaderDecoder;
import io.holdfast.protocol.codec.ExcerptHeaderEncoder;
import io.holdfast.protocol.codec.RecordHeaderEncoder;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** Changes excerpts as somebody would who knows the format, checksum included. */
public final class Tamper {
  private Tamper() {}

  /** Changes the header. */
  public static void header(final byte[] excerpt, final Consumer<ExcerptHeaderEncoder> change) {
    change.accept(new ExcerptHeaderEncoder().wrap(new UnsafeBuffer(excerpt), 0));
    checksum(excerpt);
  }

  /** Changes the outcome or length of the first record. */
  public static void firstRecord(final byte[] excerpt, final Consumer<RecordHeaderEncoder> change) {
    change.accept(
        new RecordHeaderEncoder()
            .wrap(new UnsafeBuffer(excerpt), ExcerptHeaderDecoder.BLOCK_LENGTH));
    checksum(excerpt);
  }

  private static void checksum(final byte[] excerpt) {
    final UnsafeBuffer buffer = new UnsafeBuffer(excerpt);
    final ExcerptHeaderEncoder header = new ExcerptHeaderEncoder().wrap(buffer, 0).crc32c(0);
    final int length = new ExcerptHeaderDecoder().wrap(buffer, 0, 56, 0).lengthBytes();
    final CRC32C crc = new CRC32C();
    crc.update(excerpt, 0, Math.max(0, Math.min(length, excerpt.length)));
    header.crc32c(crc.getValue());
  }
}
