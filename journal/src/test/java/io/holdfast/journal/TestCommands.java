package io.holdfast.journal;

import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes one command after the other into the same memory. */
final class TestCommands {
  static final long HOLD_MS = 10_000;

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[4 * 1024]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private long operatorCommands;
  private int lengthBytes;

  UnsafeBuffer buffer() {
    return buffer;
  }

  int lengthBytes() {
    return lengthBytes;
  }

  int templateId() {
    return new MessageHeaderDecoder().wrap(buffer, 0).templateId();
  }

  TestCommands epochStart(final EngineConfig config) {
    final EpochStartEncoder start = new EpochStartEncoder();
    start.wrapAndApplyHeader(buffer, 0, header).epoch(TestHistory.EPOCH).startSequence(1);
    config.to(start);
    return wrote(start.encodedLength());
  }

  TestCommands createSale(final long sale) {
    final CreateSaleEncoder create = new CreateSaleEncoder();
    create.wrapAndApplyHeader(buffer, 0, header);
    buffer.setMemory(create.offset(), CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    create.command().hi(4).lo(++operatorCommands);
    create
        .sale(sale)
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(HOLD_MS)
        .paymentMs(HOLD_MS)
        .maxHoldMs(HOLD_MS)
        .name("sale")
        .operatorName("ann")
        .reason("test");
    return wrote(create.encodedLength());
  }

  TestCommands stock(final long sale, final long units) {
    final AdjustStockEncoder adjust = new AdjustStockEncoder();
    adjust.wrapAndApplyHeader(buffer, 0, header).sale(sale).item(1).delta(units);
    adjust.command().hi(4).lo(++operatorCommands);
    adjust.expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    adjust.flags().clear().createLine(true);
    return wrote(adjust.operatorName("ann").reason("test").encodedLength());
  }

  TestCommands openSale(final long sale) {
    final OpenSaleEncoder open = new OpenSaleEncoder();
    open.wrapAndApplyHeader(buffer, 0, header).sale(sale).command().hi(4).lo(++operatorCommands);
    return wrote(open.operatorName("ann").reason("test").encodedLength());
  }

  TestCommands reserve(final long id, final long sale, final int quantity) {
    final ReserveEncoder reserve = new ReserveEncoder();
    reserve.wrapAndApplyHeader(buffer, 0, header).reservation().hi(1).lo(id);
    reserve.sale(sale).item(1).buyer(id).group(0).quantity(quantity).tier((short) 0);
    reserve.flags().clear();
    return wrote(reserve.encodedLength());
  }

  TestCommands tick(final long timeMs) {
    return wrote(
        new TickEncoder().wrapAndApplyHeader(buffer, 0, header).timeMs(timeMs).encodedLength());
  }

  private TestCommands wrote(final int bodyBytes) {
    lengthBytes = MessageHeaderEncoder.ENCODED_LENGTH + bodyBytes;
    return this;
  }
}
