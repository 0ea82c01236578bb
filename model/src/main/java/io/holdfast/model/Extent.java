package io.holdfast.model;

import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * The bytes of one record. Asked before every read, because a generated decoder follows the lengths
 * it finds to wherever they lead.
 */
record Extent(DirectBuffer buffer, int end) {
  private static final int LENGTH_BYTES = 2;

  void need(final int from, final long lengthBytes, final String what) {
    if (from + lengthBytes > end) {
      throw new UnreadableCommandException(
          what + " needs " + lengthBytes + " bytes, " + Math.max(0, end - from) + " are left");
    }
  }

  /** A text at this position is inside the record, with its length. */
  void needText(final int from, final String what) {
    need(from, LENGTH_BYTES, what);
    need(from + LENGTH_BYTES, unsignedShort(from), what);
  }

  /**
   * A repeating group at this position is inside the record, and its entries are not shorter than
   * we know them.
   */
  void needGroup(final int from, final int headerBytes, final int entryBytes, final String what) {
    need(from, headerBytes, what);
    final int entryLength = unsignedShort(from);
    final int entries = unsignedShort(from + LENGTH_BYTES);
    if (entryLength < entryBytes) {
      throw new UnreadableCommandException(
          what + " have entries of " + entryLength + " bytes, not " + entryBytes);
    }
    need(from + headerBytes, (long) entryLength * entries, what);
  }

  private int unsignedShort(final int at) {
    return buffer.getShort(at, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }
}
