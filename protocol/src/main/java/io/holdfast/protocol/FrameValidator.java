package io.holdfast.protocol;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.GroupSizeEncodingDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import java.nio.ByteOrder;
import org.agrona.DirectBuffer;

/**
 * Whether a message from a client has the structure its template promises: block, groups and texts
 * lie within it and fill it exactly. After that the codecs can read it without meeting an end. What
 * the fields mean is the engine's business. Not thread-safe.
 */
public final class FrameValidator {
  private static final Shape[] SHAPES = shapes();

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();

  /** What follows a template's header: a block, rows of one group or none, texts. */
  private record Shape(int blockBytes, int rowBytes, int texts) {}

  private static Shape[] shapes() {
    final Shape[] shapes = new Shape[ListLinesDecoder.TEMPLATE_ID + 1];
    shapes[HelloDecoder.TEMPLATE_ID] = new Shape(HelloDecoder.BLOCK_LENGTH, 0, 2);
    shapes[HeartbeatDecoder.TEMPLATE_ID] = new Shape(HeartbeatDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ReserveDecoder.TEMPLATE_ID] = new Shape(ReserveDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ReserveBasketDecoder.TEMPLATE_ID] =
        new Shape(
            ReserveBasketDecoder.BLOCK_LENGTH,
            ReserveBasketDecoder.LinesDecoder.sbeBlockLength(),
            0);
    shapes[ConfirmDecoder.TEMPLATE_ID] = new Shape(ConfirmDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ConfirmBasketDecoder.TEMPLATE_ID] = new Shape(ConfirmBasketDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ReleaseDecoder.TEMPLATE_ID] = new Shape(ReleaseDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ReleaseBasketDecoder.TEMPLATE_ID] = new Shape(ReleaseBasketDecoder.BLOCK_LENGTH, 0, 0);
    shapes[CancelDecoder.TEMPLATE_ID] = new Shape(CancelDecoder.BLOCK_LENGTH, 0, 0);
    shapes[CreateSaleDecoder.TEMPLATE_ID] = new Shape(CreateSaleDecoder.BLOCK_LENGTH, 0, 3);
    shapes[OpenSaleDecoder.TEMPLATE_ID] = new Shape(OpenSaleDecoder.BLOCK_LENGTH, 0, 2);
    shapes[CloseSaleDecoder.TEMPLATE_ID] = new Shape(CloseSaleDecoder.BLOCK_LENGTH, 0, 2);
    shapes[AdjustStockDecoder.TEMPLATE_ID] = new Shape(AdjustStockDecoder.BLOCK_LENGTH, 0, 2);
    shapes[QueryReservationDecoder.TEMPLATE_ID] =
        new Shape(QueryReservationDecoder.BLOCK_LENGTH, 0, 0);
    shapes[QuerySaleDecoder.TEMPLATE_ID] = new Shape(QuerySaleDecoder.BLOCK_LENGTH, 0, 0);
    shapes[QueryLineDecoder.TEMPLATE_ID] = new Shape(QueryLineDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ListSalesDecoder.TEMPLATE_ID] = new Shape(ListSalesDecoder.BLOCK_LENGTH, 0, 0);
    shapes[ListLinesDecoder.TEMPLATE_ID] = new Shape(ListLinesDecoder.BLOCK_LENGTH, 0, 0);
    return shapes;
  }

  /**
   * Checks one message.
   *
   * @param buffer that holds it
   * @param offset of its SBE header
   * @param lengthBytes of the whole message
   * @return ACCEPTED, or why it cannot be taken
   */
  public Code check(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    if (lengthBytes < MessageHeaderDecoder.ENCODED_LENGTH) {
      return Code.MALFORMED;
    }
    header.wrap(buffer, offset);
    final int template = header.templateId();
    if (header.schemaId() != HelloDecoder.SCHEMA_ID
        || template >= SHAPES.length
        || SHAPES[template] == null) {
      return Code.UNKNOWN_MESSAGE;
    }
    if (header.version() != HelloDecoder.SCHEMA_VERSION) {
      return Code.UNSUPPORTED_VERSION;
    }
    final Shape shape = SHAPES[template];
    if (header.blockLength() != shape.blockBytes) {
      return Code.MALFORMED;
    }
    return checkBody(shape, buffer, offset, lengthBytes);
  }

  /** Template of the message checked last; only after ACCEPTED. */
  public int templateId() {
    return header.templateId();
  }

  private static Code checkBody(
      final Shape shape, final DirectBuffer buffer, final int offset, final int lengthBytes) {
    int at = MessageHeaderDecoder.ENCODED_LENGTH + shape.blockBytes;
    if (at > lengthBytes) {
      return Code.MALFORMED;
    }
    if (shape.rowBytes > 0) {
      if (at + GroupSizeEncodingDecoder.ENCODED_LENGTH > lengthBytes
          || uint16(buffer, offset + at) != shape.rowBytes) {
        return Code.MALFORMED;
      }
      final int rows = uint16(buffer, offset + at + Short.BYTES);
      if (rows > Framing.MAX_BASKET_LINES) {
        return Code.BASKET_TOO_LONG;
      }
      at += GroupSizeEncodingDecoder.ENCODED_LENGTH + rows * shape.rowBytes;
    }
    for (int i = 0; i < shape.texts; i++) {
      if (at + Short.BYTES > lengthBytes) {
        return Code.MALFORMED;
      }
      final int textBytes = uint16(buffer, offset + at);
      if (textBytes > Framing.MAX_TEXT_BYTES) {
        return Code.MALFORMED;
      }
      at += Short.BYTES + textBytes;
    }
    return at == lengthBytes ? Code.ACCEPTED : Code.MALFORMED;
  }

  private static int uint16(final DirectBuffer buffer, final int index) {
    return buffer.getShort(index, ByteOrder.LITTLE_ENDIAN) & 0xFFFF;
  }
}
