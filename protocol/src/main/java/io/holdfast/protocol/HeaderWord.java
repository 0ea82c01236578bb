package io.holdfast.protocol;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * The SBE message header as the one word that it is, for those who look at every command: one read,
 * where the generated decoder makes one for every field, each with its check of bounds, and all of
 * them again in {@code wrapAndApplyHeader}.
 */
public final class HeaderWord {
  private static final int FIELD = 0xFFFF;
  private static final int BLOCK_LENGTH =
      Byte.SIZE * MessageHeaderDecoder.blockLengthEncodingOffset();
  private static final int TEMPLATE = Byte.SIZE * MessageHeaderDecoder.templateIdEncodingOffset();
  private static final int SCHEMA_ID = Byte.SIZE * MessageHeaderDecoder.schemaIdEncodingOffset();
  private static final int VERSION = Byte.SIZE * MessageHeaderDecoder.versionEncodingOffset();

  private HeaderWord() {}

  /** The header of the message that begins here. */
  public static long read(final DirectBuffer buffer, final int offset) {
    return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
  }

  /** Writes a header to where its message is to begin. */
  public static void write(final MutableDirectBuffer buffer, final int offset, final long header) {
    buffer.putLong(offset, header, ByteOrder.LITTLE_ENDIAN);
  }

  /** The header of a message of this program's schema. */
  public static long of(final int template, final int blockLength) {
    return (long) blockLength << BLOCK_LENGTH
        | (long) template << TEMPLATE
        | (long) MessageHeaderDecoder.SCHEMA_ID << SCHEMA_ID
        | (long) MessageHeaderDecoder.SCHEMA_VERSION << VERSION;
  }

  /** Which message it is. */
  public static int template(final long header) {
    return (int) (header >>> TEMPLATE) & FIELD;
  }

  /** Length in bytes of the message's fixed part. */
  public static int blockLength(final long header) {
    return (int) (header >>> BLOCK_LENGTH) & FIELD;
  }

  /** Version of the schema that the message was written by. */
  public static int version(final long header) {
    return (int) (header >>> VERSION) & FIELD;
  }
}
