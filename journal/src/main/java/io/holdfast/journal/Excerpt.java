package io.holdfast.journal;

import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.ExcerptHeaderDecoder;
import io.holdfast.protocol.codec.RecordHeaderDecoder;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.zip.CRC32C;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;

/**
 * Reads excerpts: {@link #wrap} checks one, {@link #nextRecord} goes through its steps. Nothing of
 * an excerpt is believed before its checksum was found right. Not thread-safe.
 */
public final class Excerpt {
  /** No excerpt is shorter. */
  public static final int SHORTEST_BYTES = ExcerptWriter.HEADER_BYTES;

  /** Format version and flags, the first 4 bytes of every excerpt, as one number. */
  private static final int FIRST_WORD = ExcerptWriter.FORMAT_VERSION;

  private static final int CRC_OFFSET = ExcerptHeaderDecoder.crc32cEncodingOffset();
  private static final int CRC_BYTES = ExcerptHeaderDecoder.crc32cEncodingLength();
  private static final byte[] ZERO_CRC = new byte[CRC_BYTES];

  private final ExcerptHeaderDecoder header = new ExcerptHeaderDecoder();
  private final RecordHeaderDecoder record = new RecordHeaderDecoder();
  private final CRC32C crc = new CRC32C();
  private ByteBuffer checkedIn;
  private ByteBuffer checkedView;
  private String place;
  private DirectBuffer buffer;
  private int start;
  private int end;
  private int nextPosition;
  private int recordsLeft;
  private int commandOffset;
  private long recordSequence;

  /**
   * Checks the excerpt a cursor stands on and stands before its first record.
   *
   * @throws JournalException naming place and defect if it is not a whole excerpt of this format
   */
  public void wrap(final Journal.Cursor cursor) {
    wrap(cursor.buffer(), cursor.offset(), cursor.lengthBytes(), cursor.where());
  }

  /** As {@link #wrap(Journal.Cursor)}, for an excerpt anywhere in memory. */
  public void wrap(
      final DirectBuffer source, final int offset, final int lengthBytes, final String where) {
    if (lengthBytes < ExcerptWriter.HEADER_BYTES) {
      throw damaged(where, "an excerpt of " + lengthBytes + " bytes is shorter than its header");
    }
    header.wrap(
        source, offset, ExcerptHeaderDecoder.BLOCK_LENGTH, ExcerptHeaderDecoder.SCHEMA_VERSION);
    final int length = header.lengthBytes();
    if (length < ExcerptWriter.HEADER_BYTES || length != lengthBytes) {
      throw damaged(where, "the excerpt says " + length + " bytes but has " + lengthBytes);
    }
    if (header.crc32c() != checksum(source, offset, length)) {
      throw damaged(where, "the checksum is wrong");
    }
    requireFormat(where);
    place = where;
    buffer = source;
    start = offset;
    end = offset + length;
    rewind();
  }

  /**
   * These four fields have the same place in every format, so that this can be told from damage.
   */
  private void requireFormat(final String where) {
    final int version = header.formatVersion();
    if (version != ExcerptWriter.FORMAT_VERSION) {
      throw new JournalException(
          where
              + ": the journal has format version "
              + version
              + ", this program reads "
              + ExcerptWriter.FORMAT_VERSION
              + (version > ExcerptWriter.FORMAT_VERSION ? "; use a newer program" : ""));
    }
    if (header.flags() != 0) {
      throw new JournalException(
          where
              + ": the excerpt has flags "
              + header.flags()
              + ", which this program does not know; use a newer program");
    }
  }

  /** Stands before the first record again. */
  public void rewind() {
    nextPosition = start + ExcerptWriter.HEADER_BYTES;
    recordsLeft = header.count();
    recordSequence = header.firstSequence() - 1;
  }

  /**
   * Moves to the next record; false after the last.
   *
   * @throws JournalException naming place and sequence if the records do not fill the excerpt
   */
  public boolean nextRecord() {
    if (recordsLeft == 0) {
      if (nextPosition != end) {
        throw damaged(place, "bytes are left over behind sequence " + recordSequence);
      }
      return false;
    }
    requireRoom(ExcerptWriter.RECORD_HEADER_BYTES, end - nextPosition);
    record.wrap(
        buffer, nextPosition, RecordHeaderDecoder.BLOCK_LENGTH, RecordHeaderDecoder.SCHEMA_VERSION);
    commandOffset = nextPosition + ExcerptWriter.RECORD_HEADER_BYTES;
    final int lengthBytes = record.lengthBytes();
    requireRoom(lengthBytes, end - commandOffset);
    nextPosition = commandOffset + BitUtil.align(lengthBytes, ExcerptWriter.ALIGNMENT);
    recordsLeft--;
    recordSequence++;
    return true;
  }

  /**
   * Tells the engine of the record moved to and of those behind it, up to {@link
   * Engine#MAX_ANNOUNCED}, and lets it read ahead for them. Stays where it is.
   *
   * @return how many it was told of
   */
  int announceTo(final Engine engine) {
    final int atMost = Math.min(Engine.MAX_ANNOUNCED, recordsLeft + 1);
    int command = commandOffset;
    int lengthBytes = record.lengthBytes();
    int count = 0;
    // A length that is wrong is a matter of nextRecord, when it comes there.
    while (count < atMost && lengthBytes >= 0 && lengthBytes <= end - command) {
      engine.announce(buffer, command);
      count++;
      final int next = command + BitUtil.align(lengthBytes, ExcerptWriter.ALIGNMENT);
      command = next + ExcerptWriter.RECORD_HEADER_BYTES;
      lengthBytes =
          command > end
              ? -1
              : buffer.getInt(next + ExcerptWriter.LENGTH_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }
    engine.readAhead();
    return count;
  }

  private void requireRoom(final int neededBytes, final int leftBytes) {
    if (neededBytes < 0 || neededBytes > leftBytes) {
      throw damaged(place, "sequence " + (recordSequence + 1) + " does not fit its excerpt");
    }
  }

  private long checksum(final DirectBuffer source, final int offset, final int length) {
    crc.reset();
    update(source, offset, CRC_OFFSET);
    crc.update(ZERO_CRC, 0, CRC_BYTES);
    final int afterCrc = CRC_OFFSET + CRC_BYTES;
    update(source, offset + afterCrc, length - afterCrc);
    return crc.getValue();
  }

  /** The checksum goes over the bytes where they lie. */
  private void update(final DirectBuffer source, final int offset, final int length) {
    final int start = source.wrapAdjustment() + offset;
    if (source.byteArray() != null) {
      crc.update(source.byteArray(), start, length);
    } else if (source.byteBuffer() == null) {
      for (int i = 0; i < length; i++) {
        crc.update(source.getByte(offset + i));
      }
    } else {
      final ByteBuffer view = viewOf(source.byteBuffer());
      view.limit(start + length).position(start);
      crc.update(view);
    }
  }

  @SuppressWarnings("ReferenceEquality") // the same memory, not the same content
  private ByteBuffer viewOf(final ByteBuffer memory) {
    if (memory != checkedIn) {
      checkedIn = memory;
      checkedView = memory.duplicate();
    }
    checkedView.clear();
    return checkedView;
  }

  /** Whether an excerpt of this format may begin here; a quick look at 4 bytes. */
  public static boolean mayBegin(final DirectBuffer source, final int offset) {
    return source.getInt(offset, ByteOrder.LITTLE_ENDIAN) == FIRST_WORD;
  }

  /**
   * The length in bytes of the excerpt that begins here, if there is a whole one with the right
   * checksum; else 0. Does not change what this object stands on.
   *
   * @param atMostBytes that are there
   */
  public int wholeLength(final DirectBuffer source, final int offset, final int atMostBytes) {
    if (atMostBytes < SHORTEST_BYTES || !mayBegin(source, offset)) {
      return 0;
    }
    final ByteOrder order = ByteOrder.LITTLE_ENDIAN;
    final int length =
        source.getInt(offset + ExcerptHeaderDecoder.lengthBytesEncodingOffset(), order);
    if (length < SHORTEST_BYTES || length > atMostBytes) {
      return 0;
    }
    final long recorded = source.getInt(offset + CRC_OFFSET, order) & 0xFFFF_FFFFL;
    return recorded == checksum(source, offset, length) ? length : 0;
  }

  private static DamagedJournalException damaged(final String where, final String what) {
    return new DamagedJournalException(where, what);
  }

  /** Number of the term that wrote the excerpt. */
  public long epoch() {
    return header.epoch();
  }

  /** Sequence of the first record. */
  public long firstSequence() {
    return header.firstSequence();
  }

  /** Sequence of the last record. */
  public long lastSequence() {
    return header.firstSequence() + header.count() - 1;
  }

  /** Highest sequence known to be on the disk when this was written; -1: not known. */
  public long syncedUpTo() {
    return header.syncedUpTo();
  }

  /** Records in the excerpt. */
  public int count() {
    return header.count();
  }

  /** Engine time of every record in ms. */
  public long timeMs() {
    return header.timeMs();
  }

  /** The engine's digest after the last record. */
  public long digest() {
    return header.digest();
  }

  /** Sequence of the record moved to. */
  public long sequence() {
    return recordSequence;
  }

  /** Holds the command of the record moved to. */
  public DirectBuffer buffer() {
    return buffer;
  }

  /** Where the command's SBE header begins in {@link #buffer}. */
  public int commandOffset() {
    return commandOffset;
  }

  /** Length of the command, SBE header included. */
  public int commandLengthBytes() {
    return record.lengthBytes();
  }

  /** Code of the recorded verdict. */
  public int code() {
    return record.code();
  }

  /** Marks of the recorded verdict. */
  public int marks() {
    return record.marks();
  }

  /** ReservationState of the recorded verdict. */
  public int state() {
    return record.state();
  }

  /** Units granted of the recorded verdict. */
  public int granted() {
    return record.granted();
  }

  /** The recorded outcome as in {@code Verdict.outcome()}. */
  public long outcome() {
    return buffer.getLong(record.offset() + ExcerptWriter.OUTCOME_OFFSET, ByteOrder.LITTLE_ENDIAN);
  }
}
