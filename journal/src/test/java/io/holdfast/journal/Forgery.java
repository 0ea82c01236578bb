package io.holdfast.journal;

import io.holdfast.protocol.codec.ExcerptHeaderEncoder;
import io.holdfast.protocol.codec.RecordHeaderDecoder;
import io.holdfast.protocol.codec.RecordHeaderEncoder;
import java.util.function.Consumer;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.concurrent.UnsafeBuffer;

/** Changes excerpts and makes their checksums right again, so that only the content is wrong. */
final class Forgery {
  private Forgery() {}

  static void header(final byte[] excerpt, final Consumer<ExcerptHeaderEncoder> change) {
    change.accept(new ExcerptHeaderEncoder().wrap(new UnsafeBuffer(excerpt), 0));
    seal(excerpt);
  }

  /** Changes the header of a record, the first of which is number 0. */
  static void record(
      final byte[] excerpt, final int number, final Consumer<RecordHeaderEncoder> change) {
    final UnsafeBuffer buffer = new UnsafeBuffer(excerpt);
    change.accept(new RecordHeaderEncoder().wrap(buffer, recordOffset(buffer, number)));
    seal(excerpt);
  }

  /** Changes the command of a record: its SBE header is at the offset given. */
  static void command(final byte[] excerpt, final int number, final CommandChange change) {
    final UnsafeBuffer buffer = new UnsafeBuffer(excerpt);
    change.change(buffer, recordOffset(buffer, number) + RecordHeaderEncoder.BLOCK_LENGTH);
    seal(excerpt);
  }

  interface CommandChange {
    void change(UnsafeBuffer buffer, int offset);
  }

  private static int recordOffset(final UnsafeBuffer buffer, final int number) {
    int offset = ExcerptHeaderEncoder.BLOCK_LENGTH;
    for (int i = 0; i < number; i++) {
      final int lengthBytes =
          new RecordHeaderDecoder()
              .wrap(buffer, offset, RecordHeaderDecoder.BLOCK_LENGTH, 0)
              .lengthBytes();
      offset += RecordHeaderDecoder.BLOCK_LENGTH + BitUtil.align(lengthBytes, Integer.BYTES);
    }
    return offset;
  }

  private static void seal(final byte[] excerpt) {
    final ExcerptHeaderEncoder header =
        new ExcerptHeaderEncoder().wrap(new UnsafeBuffer(excerpt), 0).crc32c(0);
    final CRC32C crc = new CRC32C();
    crc.update(excerpt);
    header.crc32c(crc.getValue());
  }
}
