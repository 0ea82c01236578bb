package io.holdfast.protocol;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.ListLinesEncoder;
import io.holdfast.protocol.codec.ListSalesEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.QueryBuyerEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QueryRoomEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.QueryStatusEncoder;
import io.holdfast.protocol.codec.QueryTicketEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.SubscribeReservationEncoder;
import io.holdfast.protocol.codec.SubscribeSaleEncoder;
import io.holdfast.protocol.codec.SubscribeTicketEncoder;
import io.holdfast.protocol.codec.UnsubscribeEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import java.util.List;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** One whole message of every template that a client may send. */
final class ClientMessages {
  private ClientMessages() {}

  static List<byte[]> all() {
    return List.of(
        hello("shop-17", "s3cret"),
        header(new HeartbeatEncoder()),
        header(new ReserveEncoder()),
        basket(3),
        header(new BeginPaymentEncoder()),
        header(new BeginPaymentBasketEncoder()),
        header(new ConfirmEncoder()),
        header(new ConfirmBasketEncoder()),
        header(new ReleaseEncoder()),
        header(new ReleaseBasketEncoder()),
        header(new CancelEncoder()),
        header(new ExtendEncoder()),
        header(new JoinQueueEncoder()),
        header(new LeaveQueueEncoder()),
        createSale("Summer 2026", "ann", "launch"),
        openSale("ann", ""),
        pauseSale("ann", "payment provider is down"),
        closeSale("ann", "sold"),
        updateSale("ann", ""),
        adjustStock("ann", "delivery of today"),
        operatorRelease("", "bot"),
        operatorCancel("ann", "returned"),
        header(new QueryReservationEncoder()),
        header(new QuerySaleEncoder()),
        header(new QueryLineEncoder()),
        header(new ListSalesEncoder()),
        header(new ListLinesEncoder()),
        header(new QueryTicketEncoder()),
        header(new QueryRoomEncoder()),
        header(new QueryBuyerEncoder()),
        header(new QueryStatusEncoder()),
        header(new SubscribeSaleEncoder()),
        header(new SubscribeReservationEncoder()),
        header(new SubscribeTicketEncoder()),
        header(new UnsubscribeEncoder()));
  }

  static byte[] hello(final String clientName, final String credential) {
    final HelloEncoder hello = new HelloEncoder();
    final ExpandableArrayBuffer buffer = wrap(hello);
    hello.clientName(clientName).credential(credential);
    return bytes(hello, buffer);
  }

  static byte[] basket(final int lines) {
    final ReserveBasketEncoder basket = new ReserveBasketEncoder();
    final ExpandableArrayBuffer buffer = wrap(basket);
    final ReserveBasketEncoder.LinesEncoder rows = basket.linesCount(lines);
    for (int i = 0; i < lines; i++) {
      rows.next().item(i).quantity(1).reservation().hi(1).lo(i);
    }
    return bytes(basket, buffer);
  }

  static byte[] createSale(final String name, final String operatorName, final String reason) {
    final CreateSaleEncoder create = new CreateSaleEncoder();
    final ExpandableArrayBuffer buffer = wrap(create);
    create.name(name).operatorName(operatorName).reason(reason);
    return bytes(create, buffer);
  }

  private static byte[] openSale(final String operatorName, final String reason) {
    final OpenSaleEncoder open = new OpenSaleEncoder();
    final ExpandableArrayBuffer buffer = wrap(open);
    open.operatorName(operatorName).reason(reason);
    return bytes(open, buffer);
  }

  private static byte[] closeSale(final String operatorName, final String reason) {
    final CloseSaleEncoder close = new CloseSaleEncoder();
    final ExpandableArrayBuffer buffer = wrap(close);
    close.operatorName(operatorName).reason(reason);
    return bytes(close, buffer);
  }

  private static byte[] adjustStock(final String operatorName, final String reason) {
    final AdjustStockEncoder adjust = new AdjustStockEncoder();
    final ExpandableArrayBuffer buffer = wrap(adjust);
    adjust.operatorName(operatorName).reason(reason);
    return bytes(adjust, buffer);
  }

  private static byte[] pauseSale(final String operatorName, final String reason) {
    final PauseSaleEncoder pause = new PauseSaleEncoder();
    final ExpandableArrayBuffer buffer = wrap(pause);
    pause.operatorName(operatorName).reason(reason);
    return bytes(pause, buffer);
  }

  private static byte[] updateSale(final String operatorName, final String reason) {
    final UpdateSaleEncoder update = new UpdateSaleEncoder();
    final ExpandableArrayBuffer buffer = wrap(update);
    update.operatorName(operatorName).reason(reason);
    return bytes(update, buffer);
  }

  private static byte[] operatorRelease(final String operatorName, final String reason) {
    final OperatorReleaseEncoder release = new OperatorReleaseEncoder();
    final ExpandableArrayBuffer buffer = wrap(release);
    release.operatorName(operatorName).reason(reason);
    return bytes(release, buffer);
  }

  private static byte[] operatorCancel(final String operatorName, final String reason) {
    final OperatorCancelEncoder cancel = new OperatorCancelEncoder();
    final ExpandableArrayBuffer buffer = wrap(cancel);
    cancel.operatorName(operatorName).reason(reason);
    return bytes(cancel, buffer);
  }

  /** A message that is its header and a block of zeros. */
  private static byte[] header(final MessageEncoderFlyweight message) {
    return bytes(message, wrap(message));
  }

  private static ExpandableArrayBuffer wrap(final MessageEncoderFlyweight message) {
    final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
    new MessageHeaderEncoder()
        .wrap(buffer, 0)
        .blockLength(message.sbeBlockLength())
        .templateId(message.sbeTemplateId())
        .schemaId(message.sbeSchemaId())
        .version(message.sbeSchemaVersion());
    message.wrap(buffer, MessageHeaderEncoder.ENCODED_LENGTH);
    return buffer;
  }

  private static byte[] bytes(
      final MessageEncoderFlyweight message, final ExpandableArrayBuffer buffer) {
    final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength()];
    buffer.getBytes(0, bytes);
    return bytes;
  }
}
