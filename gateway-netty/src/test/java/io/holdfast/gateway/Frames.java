package io.holdfast.gateway;

import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.HeartbeatEncoder;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.ListLinesEncoder;
import io.holdfast.protocol.codec.ListSalesEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.QueryBuyerEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QueryRoomEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.QueryStatusEncoder;
import io.holdfast.protocol.codec.QueryTicketEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.SubscribeReservationEncoder;
import io.holdfast.protocol.codec.SubscribeSaleEncoder;
import io.holdfast.protocol.codec.SubscribeTicketEncoder;
import io.holdfast.protocol.codec.UnsubscribeEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.sbe.MessageEncoderFlyweight;

/** A client's frames as bytes, length field included. */
final class Frames {
  private static final int START = Framing.LENGTH_FIELD_BYTES;
  private static final long HOLD_MS = 60_000;

  private final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  byte[] hello(final Role role, final int windowSlots) {
    return hello(Framing.PROTOCOL_VERSION, role.value(), windowSlots);
  }

  byte[] hello(final int protocolVersion, final int role, final int windowSlots) {
    return hello(protocolVersion, role, windowSlots, "");
  }

  byte[] hello(final Role role, final String token) {
    return hello(Framing.PROTOCOL_VERSION, role.value(), WindowPool.SMALLEST_WINDOW, token);
  }

  private byte[] hello(
      final int protocolVersion, final int role, final int windowSlots, final String token) {
    final HelloEncoder hello = new HelloEncoder().wrapAndApplyHeader(buffer, START, header);
    hello.protocolVersion(protocolVersion).windowSlots(windowSlots);
    buffer.putByte(hello.offset() + HelloEncoder.roleEncodingOffset(), (byte) role);
    return frame(hello.clientName("test").credential(token).encodedLength());
  }

  byte[] heartbeat(final long correlationId) {
    return frame(
        new HeartbeatEncoder()
            .wrapAndApplyHeader(buffer, START, header)
            .correlationId(correlationId)
            .encodedLength());
  }

  /** A Reserve of one unit of item 1 of sale 1; id and buyer are its correlation id. */
  byte[] reserve(final long correlationId) {
    return reserve(correlationId, correlationId);
  }

  byte[] reserve(final long correlationId, final long buyer) {
    final ReserveEncoder reserve = new ReserveEncoder();
    reserve.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    reserve.reservation().hi(1).lo(correlationId);
    reserve.sale(1).item(1).buyer(buyer).group(0).quantity(1).tier((short) 0).flags().clear();
    return frame(reserve.encodedLength());
  }

  /** Lines of item 1; their ids follow from the correlation id. */
  byte[] basket(final long correlationId, final int lines) {
    final ReserveBasketEncoder basket = new ReserveBasketEncoder();
    basket.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    basket.sale(1).buyer(7).group(0).tier((short) 0).basket().hi(2).lo(correlationId);
    final ReserveBasketEncoder.LinesEncoder rows = basket.linesCount(lines);
    for (int i = 0; i < lines; i++) {
      rows.next().item(1).quantity(1).reservation().hi(correlationId << 16).lo(i + 1L);
    }
    return frame(basket.encodedLength());
  }

  byte[] createSale(final long correlationId, final long sale, final String name) {
    return createSale(correlationId, sale, name, new byte[CreateSaleEncoder.seedLength()]);
  }

  /** With a waiting room, unless the seed is all zeros. */
  byte[] createSale(
      final long correlationId, final long sale, final String name, final byte[] seed) {
    final boolean gated = !Arrays.equals(seed, new byte[seed.length]);
    final CreateSaleEncoder create = new CreateSaleEncoder();
    create.wrapAndApplyHeader(buffer, START, header);
    buffer.setMemory(create.offset(), CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    create.correlationId(correlationId).sale(sale).command().hi(3).lo(sale);
    create
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(HOLD_MS)
        .paymentMs(HOLD_MS)
        .maxHoldMs(HOLD_MS)
        .admissionPerSecond(100)
        .maxActive(10)
        .finishMs(HOLD_MS)
        .admitPermille(1_000)
        .unitsPerBuyer(1)
        .gated((short) (gated ? 1 : 0))
        .putSeed(seed, 0, seed.length)
        .name(name)
        .operatorName("ann")
        .reason("test");
    return frame(create.encodedLength());
  }

  byte[] stock(final long sale, final long item, final long units) {
    return stock(0, sale, item, units);
  }

  byte[] stock(final long correlationId, final long sale, final long item, final long units) {
    final AdjustStockEncoder adjust = new AdjustStockEncoder();
    adjust.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    adjust.command().hi(4).lo(item);
    adjust.sale(sale).item(item).delta(units);
    adjust.expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    adjust.flags().clear().createLine(true);
    return frame(adjust.operatorName("ann").reason("test").encodedLength());
  }

  byte[] openSale(final long correlationId, final long sale) {
    final OpenSaleEncoder open = new OpenSaleEncoder();
    open.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    open.command().hi(5).lo(sale);
    return frame(open.operatorName("ann").reason("test").encodedLength());
  }

  /** Of what {@link #reserve(long)} reserved under this id, which is its correlation id too. */
  byte[] confirm(final long id) {
    final ConfirmEncoder confirm = new ConfirmEncoder();
    confirm.wrapAndApplyHeader(buffer, START, header).correlationId(id);
    confirm.reservation().hi(1).lo(id);
    return frame(confirm.quantity(ConfirmEncoder.quantityNullValue()).encodedLength());
  }

  byte[] queryReservation(final long correlationId, final long id) {
    final QueryReservationEncoder query = new QueryReservationEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    query.reservation().hi(1).lo(id);
    return frame(query.encodedLength());
  }

  byte[] joinQueue(final long correlationId, final long sale, final long buyer) {
    final JoinQueueEncoder join = new JoinQueueEncoder();
    join.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(join.buyer(buyer).encodedLength());
  }

  byte[] queryTicket(final long correlationId, final long sale, final long buyer) {
    final QueryTicketEncoder query = new QueryTicketEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(query.buyer(buyer).encodedLength());
  }

  byte[] queryRoom(final long correlationId, final long sale) {
    final QueryRoomEncoder query = new QueryRoomEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(query.encodedLength());
  }

  byte[] queryBuyer(final long correlationId, final long sale, final long buyer, final int from) {
    final QueryBuyerEncoder query = new QueryBuyerEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(query.buyer(buyer).from(from).encodedLength());
  }

  byte[] closeSale(final long correlationId, final long sale) {
    final CloseSaleEncoder close = new CloseSaleEncoder();
    close.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    close.command().hi(6).lo(sale);
    return frame(close.operatorName("ann").reason("test").encodedLength());
  }

  byte[] leaveQueue(final long correlationId, final long sale, final long buyer) {
    final LeaveQueueEncoder leave = new LeaveQueueEncoder();
    leave.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(leave.buyer(buyer).encodedLength());
  }

  byte[] subscribeSale(final long correlationId, final long sale) {
    final SubscribeSaleEncoder subscribe = new SubscribeSaleEncoder();
    subscribe.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(subscribe.encodedLength());
  }

  /** To what {@link #reserve(long)} reserved under this id. */
  byte[] subscribeReservation(final long correlationId, final long id) {
    final SubscribeReservationEncoder subscribe = new SubscribeReservationEncoder();
    subscribe.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    subscribe.reservation().hi(1).lo(id);
    return frame(subscribe.encodedLength());
  }

  byte[] subscribeTicket(final long correlationId, final long sale, final long buyer) {
    final SubscribeTicketEncoder subscribe = new SubscribeTicketEncoder();
    subscribe.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(subscribe.buyer(buyer).encodedLength());
  }

  byte[] unsubscribe(final long correlationId, final long subscription) {
    final UnsubscribeEncoder unsubscribe = new UnsubscribeEncoder();
    unsubscribe.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    return frame(unsubscribe.subscription(subscription).encodedLength());
  }

  byte[] queryStatus(final long correlationId) {
    final QueryStatusEncoder query = new QueryStatusEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId);
    return frame(query.encodedLength());
  }

  byte[] querySale(final long correlationId, final long sale) {
    final QuerySaleEncoder query = new QuerySaleEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(query.encodedLength());
  }

  byte[] listSales(final long correlationId, final int from) {
    final ListSalesEncoder query = new ListSalesEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).from(from);
    return frame(query.encodedLength());
  }

  byte[] listLines(final long correlationId, final long sale, final int from) {
    final ListLinesEncoder query = new ListLinesEncoder();
    query.wrapAndApplyHeader(buffer, START, header).correlationId(correlationId).sale(sale);
    return frame(query.from(from).encodedLength());
  }

  byte[] epochStart(final EngineConfig config) {
    final EpochStartEncoder start = new EpochStartEncoder();
    start.wrapAndApplyHeader(buffer, START, header).epoch(1).startSequence(1);
    config.to(start);
    return frame(start.encodedLength());
  }

  /** A message of zeros and empty texts but for its correlation id; the engine may not like it. */
  byte[] blank(final long correlationId, final MessageEncoderFlyweight message, final int texts) {
    header
        .wrap(buffer, START)
        .blockLength(message.sbeBlockLength())
        .templateId(message.sbeTemplateId())
        .schemaId(message.sbeSchemaId())
        .version(message.sbeSchemaVersion());
    final int bodyBytes = message.sbeBlockLength() + texts * Short.BYTES;
    final int body = START + MessageHeaderEncoder.ENCODED_LENGTH;
    buffer.setMemory(body, bodyBytes, (byte) 0);
    buffer.putLong(body, correlationId, ByteOrder.LITTLE_ENDIAN);
    return frame(bodyBytes);
  }

  private byte[] frame(final int bodyBytes) {
    final int messageBytes = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
    buffer.putInt(0, messageBytes, ByteOrder.LITTLE_ENDIAN);
    final byte[] frame = new byte[START + messageBytes];
    buffer.getBytes(0, frame);
    return frame;
  }

  static byte[] join(final byte[]... frames) {
    final ByteArrayOutputStream joined = new ByteArrayOutputStream();
    for (final byte[] frame : frames) {
      joined.writeBytes(frame);
    }
    return joined.toByteArray();
  }
}
