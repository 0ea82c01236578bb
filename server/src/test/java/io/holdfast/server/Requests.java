package io.holdfast.server;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.QueryStatusEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SubscribeSaleEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Requests about item 1 of sale 1, as SBE messages. */
final class Requests {
  static final String SALE_NAME = "the sale whose name is looked for on the disk";

  private static final long HOLD_MS = 3_600_000;

  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  UnsafeBuffer hello() {
    return hello("");
  }

  UnsafeBuffer hello(final String token) {
    final HelloEncoder hello = new HelloEncoder().wrapAndApplyHeader(buffer, 0, header);
    hello.protocolVersion(1).role(Role.STOREFRONT).windowSlots(64);
    hello.clientName("").credential(token);
    return message(hello.encodedLength());
  }

  UnsafeBuffer helloOfAnObserver() {
    final HelloEncoder hello = new HelloEncoder().wrapAndApplyHeader(buffer, 0, header);
    hello.protocolVersion(1).role(Role.OBSERVER).windowSlots(0);
    hello.clientName("").credential("");
    return message(hello.encodedLength());
  }

  UnsafeBuffer subscribeSale(final long correlationId) {
    final SubscribeSaleEncoder subscribe = new SubscribeSaleEncoder();
    subscribe.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).sale(1);
    return message(subscribe.encodedLength());
  }

  UnsafeBuffer createSale() {
    final CreateSaleEncoder create = new CreateSaleEncoder();
    create.wrapAndApplyHeader(buffer, 0, header);
    buffer.setMemory(create.offset(), CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    create.sale(1).command().hi(4).lo(1);
    create
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(HOLD_MS)
        .paymentMs(HOLD_MS)
        .maxHoldMs(HOLD_MS)
        .name(SALE_NAME)
        .operatorName("ann")
        .reason("test");
    return message(create.encodedLength());
  }

  UnsafeBuffer stock(final long units) {
    final AdjustStockEncoder adjust = new AdjustStockEncoder();
    adjust.wrapAndApplyHeader(buffer, 0, header).sale(1).item(1).delta(units);
    adjust.command().hi(4).lo(2);
    adjust.expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    adjust.flags().clear().createLine(true);
    return message(adjust.operatorName("ann").reason("test").encodedLength());
  }

  UnsafeBuffer openSale() {
    final OpenSaleEncoder open = new OpenSaleEncoder();
    open.wrapAndApplyHeader(buffer, 0, header).sale(1).command().hi(4).lo(3);
    return message(open.operatorName("ann").reason("test").encodedLength());
  }

  UnsafeBuffer reserve(final long id, final int quantity) {
    final ReserveEncoder reserve = new ReserveEncoder();
    reserve.wrapAndApplyHeader(buffer, 0, header).correlationId(id).reservation().hi(1).lo(id);
    reserve.sale(1).item(1).buyer(7).group(0).quantity(quantity).tier((short) 0).flags().clear();
    return message(reserve.encodedLength());
  }

  UnsafeBuffer confirm(final long id) {
    final ConfirmEncoder confirm = new ConfirmEncoder();
    confirm.wrapAndApplyHeader(buffer, 0, header).reservation().hi(1).lo(id);
    return message(confirm.quantity(ConfirmEncoder.quantityNullValue()).encodedLength());
  }

  UnsafeBuffer queryStatus() {
    final QueryStatusEncoder query = new QueryStatusEncoder();
    return message(query.wrapAndApplyHeader(buffer, 0, header).encodedLength());
  }

  UnsafeBuffer querySale() {
    final QuerySaleEncoder query = new QuerySaleEncoder();
    return message(query.wrapAndApplyHeader(buffer, 0, header).sale(1).encodedLength());
  }

  UnsafeBuffer queryLine() {
    final QueryLineEncoder query = new QueryLineEncoder();
    return message(query.wrapAndApplyHeader(buffer, 0, header).sale(1).item(1).encodedLength());
  }

  private UnsafeBuffer message(final int bodyBytes) {
    return new UnsafeBuffer(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes);
  }
}
