package io.holdfast.benchmarks;

import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import java.util.List;
import org.agrona.MutableDirectBuffer;

/**
 * The first steps of an engine: configured, one sale without limits, one line that never sells out,
 * open.
 */
final class HotSale {
  static final long SALE = 1;
  static final long ITEM = 1;

  private static final long DAY_MS = 24L * 60 * 60 * 1_000;
  private static final long UNITS = 1_000_000_000_000L;

  private HotSale() {}

  /** Encodes one command and returns its length in bytes. */
  interface Step {
    int encode(MutableDirectBuffer buffer);
  }

  static List<Step> steps(final EngineConfig config, final long epoch) {
    return List.of(
        buffer -> epochStart(buffer, config, epoch),
        HotSale::createSale,
        HotSale::stock,
        HotSale::openSale);
  }

  private static int epochStart(
      final MutableDirectBuffer buffer, final EngineConfig config, final long epoch) {
    final EpochStartEncoder start =
        new EpochStartEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    start.cluster().hi(1).lo(1);
    start.term().hi(1).lo(1);
    start.parentTerm().hi(0).lo(0);
    start.epoch(epoch).startSequence(1);
    config.to(start);
    return MessageHeaderEncoder.ENCODED_LENGTH + start.encodedLength();
  }

  private static int createSale(final MutableDirectBuffer buffer) {
    buffer.setMemory(
        0, MessageHeaderEncoder.ENCODED_LENGTH + CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    final CreateSaleEncoder create =
        new CreateSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    create.command().hi(0).lo(1);
    create
        .sale(SALE)
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(DAY_MS)
        .paymentMs(DAY_MS)
        .maxHoldMs(DAY_MS)
        .retentionMs(DAY_MS)
        .name("benchmark")
        .operatorName("benchmark")
        .reason("");
    return MessageHeaderEncoder.ENCODED_LENGTH + create.encodedLength();
  }

  private static int stock(final MutableDirectBuffer buffer) {
    final AdjustStockEncoder stock =
        new AdjustStockEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    stock.command().hi(0).lo(2);
    stock
        .sale(SALE)
        .item(ITEM)
        .delta(UNITS)
        .expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    stock.flags().clear().createLine(true);
    stock.operatorName("benchmark").reason("");
    return MessageHeaderEncoder.ENCODED_LENGTH + stock.encodedLength();
  }

  private static int openSale(final MutableDirectBuffer buffer) {
    final OpenSaleEncoder open =
        new OpenSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    open.command().hi(0).lo(3);
    open.sale(SALE).operatorName("benchmark").reason("");
    return MessageHeaderEncoder.ENCODED_LENGTH + open.encodedLength();
  }
}
