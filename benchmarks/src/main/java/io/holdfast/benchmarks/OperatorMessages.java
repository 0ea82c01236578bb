package io.holdfast.benchmarks;

import io.holdfast.engine.EngineConfig;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import java.nio.charset.StandardCharsets;
import org.agrona.MutableDirectBuffer;

/**
 * Encodes what an operator sends and the first record of an epoch, at the beginning of a buffer;
 * every method returns the message's length in bytes. Not thread-safe.
 */
final class OperatorMessages {
  /** As bytes, because encoding a String allocates, and some of these are sent while measuring. */
  private static final byte[] OPERATOR = "benchmark".getBytes(StandardCharsets.UTF_8);

  private static final byte[] NO_REASON = new byte[0];

  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final EpochStartEncoder epochStart = new EpochStartEncoder();
  private final CreateSaleEncoder createSale = new CreateSaleEncoder();
  private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
  private final OpenSaleEncoder openSale = new OpenSaleEncoder();
  private final CloseSaleEncoder closeSale = new CloseSaleEncoder();

  int epochStart(final MutableDirectBuffer buffer, final EngineConfig config, final long epoch) {
    epochStart.wrapAndApplyHeader(buffer, 0, header);
    epochStart.cluster().hi(1).lo(1);
    epochStart.term().hi(1).lo(1);
    epochStart.parentTerm().hi(0).lo(0);
    epochStart.epoch(epoch).startSequence(1);
    config.to(epochStart);
    return MessageHeaderEncoder.ENCODED_LENGTH + epochStart.encodedLength();
  }

  int createSale(
      final MutableDirectBuffer buffer,
      final long command,
      final long sale,
      final SaleTerms terms) {
    buffer.setMemory(
        0, MessageHeaderEncoder.ENCODED_LENGTH + CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    createSale.wrapAndApplyHeader(buffer, 0, header);
    createSale.command().hi(0).lo(command);
    createSale
        .sale(sale)
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(terms.holdMs())
        .paymentMs(terms.paymentMs())
        .maxHoldMs(terms.maxHoldMs())
        .retentionMs(terms.retentionMs())
        .buyerLimit(terms.buyerLimit());
    if (terms.room() != null) {
      waitingRoom(terms.room());
    }
    createSale
        .putName(OPERATOR, 0, OPERATOR.length)
        .putOperatorName(OPERATOR, 0, OPERATOR.length)
        .putReason(NO_REASON, 0, 0);
    return MessageHeaderEncoder.ENCODED_LENGTH + createSale.encodedLength();
  }

  private void waitingRoom(final SaleTerms.Room room) {
    createSale
        .gated((short) 1)
        .admissionPerSecond(room.admissionPerSecond())
        .maxActive(room.maxActive())
        .finishMs(room.finishMs())
        .admitPermille(1_000)
        .returnPermille(0)
        .unitsPerBuyer(1);
    for (int i = 0; i < CreateSaleEncoder.seedLength(); i++) {
      createSale.seed(i, (short) (i + 1));
    }
  }

  /** Units put in or, negative, taken out; the line is created if it is missing. */
  int adjustStock(
      final MutableDirectBuffer buffer,
      final long command,
      final long sale,
      final long item,
      final long delta) {
    adjustStock.wrapAndApplyHeader(buffer, 0, header);
    adjustStock.command().hi(0).lo(command);
    adjustStock
        .sale(sale)
        .item(item)
        .delta(delta)
        .expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    adjustStock.flags().clear().createLine(true);
    adjustStock.putOperatorName(OPERATOR, 0, OPERATOR.length).putReason(NO_REASON, 0, 0);
    return MessageHeaderEncoder.ENCODED_LENGTH + adjustStock.encodedLength();
  }

  int openSale(final MutableDirectBuffer buffer, final long command, final long sale) {
    openSale.wrapAndApplyHeader(buffer, 0, header);
    openSale.command().hi(0).lo(command);
    openSale.sale(sale).putOperatorName(OPERATOR, 0, OPERATOR.length).putReason(NO_REASON, 0, 0);
    return MessageHeaderEncoder.ENCODED_LENGTH + openSale.encodedLength();
  }

  int closeSale(final MutableDirectBuffer buffer, final long command, final long sale) {
    closeSale.wrapAndApplyHeader(buffer, 0, header);
    closeSale.command().hi(0).lo(command);
    closeSale.sale(sale).putOperatorName(OPERATOR, 0, OPERATOR.length).putReason(NO_REASON, 0, 0);
    return MessageHeaderEncoder.ENCODED_LENGTH + closeSale.encodedLength();
  }
}
