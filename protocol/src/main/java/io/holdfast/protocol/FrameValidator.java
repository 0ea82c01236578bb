package io.holdfast.protocol;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.GroupSizeEncodingDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.ListLinesDecoder;
import io.holdfast.protocol.codec.ListSalesDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.QueryBuyerDecoder;
import io.holdfast.protocol.codec.QueryLineDecoder;
import io.holdfast.protocol.codec.QueryReservationDecoder;
import io.holdfast.protocol.codec.QueryRoomDecoder;
import io.holdfast.protocol.codec.QuerySaleDecoder;
import io.holdfast.protocol.codec.QueryStatusDecoder;
import io.holdfast.protocol.codec.QueryTicketDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.SubscribeReservationDecoder;
import io.holdfast.protocol.codec.SubscribeSaleDecoder;
import io.holdfast.protocol.codec.SubscribeTicketDecoder;
import io.holdfast.protocol.codec.UnsubscribeDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
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
    final Shape[] shapes = new Shape[UnsubscribeDecoder.TEMPLATE_ID + 1];
    shapes[HelloDecoder.TEMPLATE_ID] = new Shape(HelloDecoder.BLOCK_LENGTH, 0, 2);
    shapes[HeartbeatDecoder.TEMPLATE_ID] = block(HeartbeatDecoder.BLOCK_LENGTH);
    addStorefronts(shapes);
    addOperators(shapes);
    addQueries(shapes);
    addSubscriptions(shapes);
    return shapes;
  }

  private static void addStorefronts(final Shape[] shapes) {
    shapes[ReserveDecoder.TEMPLATE_ID] = block(ReserveDecoder.BLOCK_LENGTH);
    shapes[ReserveBasketDecoder.TEMPLATE_ID] =
        new Shape(
            ReserveBasketDecoder.BLOCK_LENGTH,
            ReserveBasketDecoder.LinesDecoder.sbeBlockLength(),
            0);
    shapes[BeginPaymentDecoder.TEMPLATE_ID] = block(BeginPaymentDecoder.BLOCK_LENGTH);
    shapes[BeginPaymentBasketDecoder.TEMPLATE_ID] = block(BeginPaymentBasketDecoder.BLOCK_LENGTH);
    shapes[ConfirmDecoder.TEMPLATE_ID] = block(ConfirmDecoder.BLOCK_LENGTH);
    shapes[ConfirmBasketDecoder.TEMPLATE_ID] = block(ConfirmBasketDecoder.BLOCK_LENGTH);
    shapes[ReleaseDecoder.TEMPLATE_ID] = block(ReleaseDecoder.BLOCK_LENGTH);
    shapes[ReleaseBasketDecoder.TEMPLATE_ID] = block(ReleaseBasketDecoder.BLOCK_LENGTH);
    shapes[CancelDecoder.TEMPLATE_ID] = block(CancelDecoder.BLOCK_LENGTH);
    shapes[ExtendDecoder.TEMPLATE_ID] = block(ExtendDecoder.BLOCK_LENGTH);
    shapes[JoinQueueDecoder.TEMPLATE_ID] = block(JoinQueueDecoder.BLOCK_LENGTH);
    shapes[LeaveQueueDecoder.TEMPLATE_ID] = block(LeaveQueueDecoder.BLOCK_LENGTH);
  }

  private static void addOperators(final Shape[] shapes) {
    shapes[CreateSaleDecoder.TEMPLATE_ID] = new Shape(CreateSaleDecoder.BLOCK_LENGTH, 0, 3);
    shapes[OpenSaleDecoder.TEMPLATE_ID] = new Shape(OpenSaleDecoder.BLOCK_LENGTH, 0, 2);
    shapes[PauseSaleDecoder.TEMPLATE_ID] = new Shape(PauseSaleDecoder.BLOCK_LENGTH, 0, 2);
    shapes[CloseSaleDecoder.TEMPLATE_ID] = new Shape(CloseSaleDecoder.BLOCK_LENGTH, 0, 2);
    shapes[UpdateSaleDecoder.TEMPLATE_ID] = new Shape(UpdateSaleDecoder.BLOCK_LENGTH, 0, 2);
    shapes[AdjustStockDecoder.TEMPLATE_ID] = new Shape(AdjustStockDecoder.BLOCK_LENGTH, 0, 2);
    shapes[OperatorReleaseDecoder.TEMPLATE_ID] =
        new Shape(OperatorReleaseDecoder.BLOCK_LENGTH, 0, 2);
    shapes[OperatorCancelDecoder.TEMPLATE_ID] = new Shape(OperatorCancelDecoder.BLOCK_LENGTH, 0, 2);
  }

  private static void addQueries(final Shape[] shapes) {
    shapes[QueryReservationDecoder.TEMPLATE_ID] = block(QueryReservationDecoder.BLOCK_LENGTH);
    shapes[QuerySaleDecoder.TEMPLATE_ID] = block(QuerySaleDecoder.BLOCK_LENGTH);
    shapes[QueryLineDecoder.TEMPLATE_ID] = block(QueryLineDecoder.BLOCK_LENGTH);
    shapes[ListSalesDecoder.TEMPLATE_ID] = block(ListSalesDecoder.BLOCK_LENGTH);
    shapes[ListLinesDecoder.TEMPLATE_ID] = block(ListLinesDecoder.BLOCK_LENGTH);
    shapes[QueryTicketDecoder.TEMPLATE_ID] = block(QueryTicketDecoder.BLOCK_LENGTH);
    shapes[QueryRoomDecoder.TEMPLATE_ID] = block(QueryRoomDecoder.BLOCK_LENGTH);
    shapes[QueryBuyerDecoder.TEMPLATE_ID] = block(QueryBuyerDecoder.BLOCK_LENGTH);
    shapes[QueryStatusDecoder.TEMPLATE_ID] = block(QueryStatusDecoder.BLOCK_LENGTH);
  }

  private static void addSubscriptions(final Shape[] shapes) {
    shapes[SubscribeSaleDecoder.TEMPLATE_ID] = block(SubscribeSaleDecoder.BLOCK_LENGTH);
    shapes[SubscribeReservationDecoder.TEMPLATE_ID] =
        block(SubscribeReservationDecoder.BLOCK_LENGTH);
    shapes[SubscribeTicketDecoder.TEMPLATE_ID] = block(SubscribeTicketDecoder.BLOCK_LENGTH);
    shapes[UnsubscribeDecoder.TEMPLATE_ID] = block(UnsubscribeDecoder.BLOCK_LENGTH);
  }

  private static Shape block(final int blockBytes) {
    return new Shape(blockBytes, 0, 0);
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
