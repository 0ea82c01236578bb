package io.holdfast.journal;

import io.holdfast.protocol.codec.ExcerptHeaderEncoder;
import io.holdfast.protocol.codec.RecordHeaderEncoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Builds one excerpt after the other in the same memory: a header, then per step its outcome, its
 * length and its bytes.
 *
 * <pre>
 *   0        56                                                    lengthBytes
 *   +--------+---------------+-------------+-----+---------------+----
 *   | header | record header | command ... | pad | record header | ...
 *   +--------+---------------+-------------+-----+---------------+----
 *     56       12              as received   to 4
 * </pre>
 *
 * Not thread-safe.
 */
public final class ExcerptWriter {
  /** Version of this layout; a reader refuses others. */
  public static final int FORMAT_VERSION = 1;

  /** Value of syncedUpTo when nothing is known. */
  public static final long NOT_SYNCED = -1;

  static final int HEADER_BYTES = ExcerptHeaderEncoder.BLOCK_LENGTH;
  static final int RECORD_HEADER_BYTES = RecordHeaderEncoder.BLOCK_LENGTH;
  static final int ALIGNMENT = 4;

  /**
   * Where the outcome is in a record's header: its first four fields are, as they lie there, the
   * word that {@code Verdict.outcome()} gives.
   */
  static final int OUTCOME_OFFSET = RecordHeaderEncoder.codeEncodingOffset();

  static final int LENGTH_OFFSET = RecordHeaderEncoder.lengthBytesEncodingOffset();

  private final ByteBuffer memory;
  private final UnsafeBuffer buffer;
  private final ExcerptHeaderEncoder header = new ExcerptHeaderEncoder();
  private final CRC32C crc = new CRC32C();
  private int position;
  private int count;

  /**
   * @param capacityBytes of the longest excerpt
   */
  public ExcerptWriter(final int capacityBytes) {
    memory = BufferUtil.allocateDirectAligned(capacityBytes, BitUtil.CACHE_LINE_LENGTH);
    buffer = new UnsafeBuffer(memory);
  }

  /** Begins an excerpt. */
  public void begin() {
    position = HEADER_BYTES;
    count = 0;
  }

  /** Adds a step: its outcome as in {@code Verdict.outcome()}, and its command. */
  public void add(
      final long outcome, final DirectBuffer command, final int offset, final int lengthBytes) {
    buffer.putLong(position + OUTCOME_OFFSET, outcome, ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(position + LENGTH_OFFSET, lengthBytes, ByteOrder.LITTLE_ENDIAN);
    position += RECORD_HEADER_BYTES;
    buffer.putBytes(position, command, offset, lengthBytes);
    final int end = position + lengthBytes;
    position = BitUtil.align(end, ALIGNMENT);
    for (int pad = end; pad < position; pad++) {
      buffer.putByte(pad, (byte) 0);
    }
    count++;
  }

  /** Steps added since {@link #begin}. */
  public int count() {
    return count;
  }

  /** As below, when nothing is known to be on the disk. */
  public void finish(
      final long epoch, final long firstSequence, final long timeMs, final long digest) {
    finish(epoch, firstSequence, timeMs, NOT_SYNCED, digest);
  }

  /**
   * Finishes the excerpt; {@link #buffer} holds it from 0 to {@link #lengthBytes}.
   *
   * @param syncedUpTo highest sequence known to be on the disk before it, or {@link #NOT_SYNCED}
   */
  public void finish(
      final long epoch,
      final long firstSequence,
      final long timeMs,
      final long syncedUpTo,
      final long digest) {
    header
        .wrap(buffer, 0)
        .formatVersion(FORMAT_VERSION)
        .flags(0)
        .crc32c(0)
        .lengthBytes(position)
        .count(count)
        .epoch(epoch)
        .firstSequence(firstSequence)
        .timeMs(timeMs)
        .syncedUpTo(syncedUpTo)
        .digest(digest);
    crc.reset();
    memory.limit(position).position(0);
    crc.update(memory);
    memory.clear();
    header.crc32c(crc.getValue());
  }

  /** The memory of the excerpt. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Length of the excerpt so far. */
  public int lengthBytes() {
    return position;
  }
}
