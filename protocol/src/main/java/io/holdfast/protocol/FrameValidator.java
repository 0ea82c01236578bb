package io.holdfast.protocol;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.GroupSizeEncodingDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Whether a message from a client has the structure its template promises in its version: block,
 * groups and texts lie within it and fill it exactly, and texts are UTF-8. After that the codecs
 * can read it without meeting an end. What the fields mean is the engine's business. Not
 * thread-safe.
 *
 * <p>A message may be of any version from the oldest up to the one that the connection agreed on,
 * and must then be as long as it was in that version. A newer one is refused, because a field that
 * is not known here would be ignored, and it may mean something. Only Hello is read whatever its
 * version, by the lengths it says: it comes before any agreement.
 */
public final class FrameValidator {
  private static final int DOES_NOT_FIT = -1;
  private static final int TOO_MANY_ROWS = -2;

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final MessageShapes shapes;
  private final int oldestVersion;

  /** One for the versions that this program speaks. */
  public FrameValidator() {
    this(MessageShapes.ofThisBuild(), Versions.oldest());
  }

  FrameValidator(final MessageShapes shapes, final int oldestVersion) {
    this.shapes = shapes;
    this.oldestVersion = oldestVersion;
  }

  /** Checks one message of a connection that agreed on the newest version. */
  public Code check(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    return check(buffer, offset, lengthBytes, shapes.newest());
  }

  /**
   * Checks one message.
   *
   * @param buffer that holds it
   * @param offset of its SBE header
   * @param lengthBytes of the whole message
   * @param agreedVersion the highest version it may be of
   * @return ACCEPTED, or why it cannot be taken
   */
  public Code check(
      final DirectBuffer buffer, final int offset, final int lengthBytes, final int agreedVersion) {
    if (lengthBytes < MessageHeaderDecoder.ENCODED_LENGTH) {
      return Code.MALFORMED;
    }
    header.wrap(buffer, offset);
    final int template = header.templateId();
    if (header.schemaId() != HelloDecoder.SCHEMA_ID
        || !MessageShapes.isForClients(template)
        || shapes.of(template, shapes.newest()) == null) {
      return Code.UNKNOWN_MESSAGE;
    }
    final int version = header.version();
    if (template == HelloDecoder.TEMPLATE_ID) {
      return version > shapes.newest()
          ? checkNewerHello(buffer, offset, lengthBytes)
          : checkShape(shapes.of(template, version), buffer, offset, lengthBytes);
    }
    if (version > agreedVersion || version < oldestVersion) {
      return Code.UNSUPPORTED_VERSION;
    }
    final MessageShapes.Shape shape = shapes.of(template, version);
    return shape == null ? Code.UNKNOWN_MESSAGE : checkShape(shape, buffer, offset, lengthBytes);
  }

  private Code checkShape(
      final MessageShapes.Shape shape,
      final DirectBuffer buffer,
      final int offset,
      final int lengthBytes) {
    if (header.blockLength() != shape.blockBytes()) {
      return Code.MALFORMED;
    }
    final int end = end(shape, buffer, offset, lengthBytes);
    if (end == TOO_MANY_ROWS) {
      return Code.BASKET_TOO_LONG;
    }
    return end == lengthBytes ? Code.ACCEPTED : Code.MALFORMED;
  }

  /** Template of the message checked last; only after ACCEPTED. */
  public int templateId() {
    return header.templateId();
  }

  /** It has at least what is known here; more may follow in the block and behind the texts. */
  private Code checkNewerHello(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    final MessageShapes.Shape known = shapes.of(HelloDecoder.TEMPLATE_ID, shapes.newest());
    if (header.blockLength() < known.blockBytes()) {
      return Code.MALFORMED;
    }
    final MessageShapes.Shape longer =
        new MessageShapes.Shape(header.blockLength(), 0, known.texts());
    return end(longer, buffer, offset, lengthBytes) == DOES_NOT_FIT
        ? Code.MALFORMED
        : Code.ACCEPTED;
  }

  /** Where the last text ends, from the message's beginning; or one of the constants above. */
  private static int end(
      final MessageShapes.Shape shape,
      final DirectBuffer buffer,
      final int offset,
      final int lengthBytes) {
    int at = MessageHeaderDecoder.ENCODED_LENGTH + shape.blockBytes();
    if (at > lengthBytes) {
      return DOES_NOT_FIT;
    }
    if (shape.rowBytes() > 0) {
      if (at + GroupSizeEncodingDecoder.ENCODED_LENGTH > lengthBytes
          || uint16(buffer, offset + at) != shape.rowBytes()) {
        return DOES_NOT_FIT;
      }
      final int rows = uint16(buffer, offset + at + Short.BYTES);
      if (rows > Framing.MAX_BASKET_LINES) {
        return TOO_MANY_ROWS;
      }
      at += GroupSizeEncodingDecoder.ENCODED_LENGTH + rows * shape.rowBytes();
    }
    for (int i = 0; i < shape.texts(); i++) {
      if (at + Short.BYTES > lengthBytes) {
        return DOES_NOT_FIT;
      }
      final int textBytes = uint16(buffer, offset + at);
      if (textBytes > Framing.MAX_TEXT_BYTES) {
        return DOES_NOT_FIT;
      }
      at += Short.BYTES;
      if (at + textBytes > lengthBytes || !Utf8.isValid(buffer, offset + at, textBytes)) {
        return DOES_NOT_FIT;
      }
      at += textBytes;
    }
    return at > lengthBytes ? DOES_NOT_FIT : at;
  }

  private static int uint16(final DirectBuffer buffer, final int index) {
    return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }
}
