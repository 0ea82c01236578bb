package io.holdfast.protocol;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

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
  private static final int VERSION = Byte.SIZE * MessageHeaderDecoder.versionEncodingOffset();

  private HeaderWord() {}

  /** The header of the message that begins here. */
  public static long read(final DirectBuffer buffer, final int offset) {
    return buffer.getLong(offset, ByteOrder.LITTLE_ENDIAN);
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
