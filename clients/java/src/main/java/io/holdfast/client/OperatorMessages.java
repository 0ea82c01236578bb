package io.holdfast.client;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;

/**
 * Writes an operator's commands into the outgoing buffer. Loop thread only. Unlike a storefront's
 * commands these are rare, so their texts are encoded into arrays of their own.
 */
final class OperatorMessages {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int TEXT_HEADER_BYTES = OpenSaleEncoder.reasonHeaderLength();

  private final OutBuffer out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CreateSaleEncoder createSale = new CreateSaleEncoder();
  private final OpenSaleEncoder openSale = new OpenSaleEncoder();
  private final CloseSaleEncoder closeSale = new CloseSaleEncoder();
  private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();

  OperatorMessages(final OutBuffer out) {
    this.out = out;
  }

  static int createSaleBytes(final CreateSaleRequest request) {
    return HEADER_BYTES
        + CreateSaleEncoder.BLOCK_LENGTH
        + textBytes(request.name())
        + textBytes(request.operatorName())
        + textBytes(request.reason());
  }

  static int openSaleBytes(final String operatorName, final String reason) {
    return HEADER_BYTES
        + OpenSaleEncoder.BLOCK_LENGTH
        + textBytes(operatorName)
        + textBytes(reason);
  }

  static int closeSaleBytes(final String operatorName, final String reason) {
    return HEADER_BYTES
        + CloseSaleEncoder.BLOCK_LENGTH
        + textBytes(operatorName)
        + textBytes(reason);
  }

  static int adjustStockBytes(final AdjustStockRequest request) {
    return HEADER_BYTES
        + AdjustStockEncoder.BLOCK_LENGTH
        + textBytes(request.operatorName())
        + textBytes(request.reason());
  }

  void createSale(final long correlationId, final CreateSaleRequest request) {
    final int offset = out.claim(createSaleBytes(request));
    // What is not offered yet (grace, limits, waiting room) is zero or null.
    out.view().setMemory(offset + HEADER_BYTES, CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    createSale
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(request.sale())
        .opensAtMs(Optionals.toWire(request.opensAtMs()))
        .closesAtMs(Optionals.toWire(request.closesAtMs()))
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(request.holdMs())
        .paymentMs(request.paymentMs())
        .maxHoldMs(request.maxHoldMs())
        .retentionMs(request.retentionMs());
    createSale.command().hi(request.command().hi()).lo(request.command().lo());
    final byte[] name = Texts.utf8(request.name());
    final byte[] operatorName = Texts.utf8(request.operatorName());
    final byte[] reason = Texts.utf8(request.reason());
    createSale
        .putName(name, 0, name.length)
        .putOperatorName(operatorName, 0, operatorName.length)
        .putReason(reason, 0, reason.length);
  }

  void openSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    final int offset = out.claim(openSaleBytes(operatorName, reason));
    openSale.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId).sale(sale);
    openSale.command().hi(commandHi).lo(commandLo);
    final byte[] who = Texts.utf8(operatorName);
    final byte[] why = Texts.utf8(reason);
    openSale.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
  }

  void closeSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    final int offset = out.claim(closeSaleBytes(operatorName, reason));
    closeSale
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale);
    closeSale.command().hi(commandHi).lo(commandLo);
    final byte[] who = Texts.utf8(operatorName);
    final byte[] why = Texts.utf8(reason);
    closeSale.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
  }

  void adjustStock(final long correlationId, final AdjustStockRequest request) {
    final int offset = out.claim(adjustStockBytes(request));
    adjustStock
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(request.sale())
        .item(request.item())
        .delta(request.delta())
        .expectedAvailable(Optionals.toWire(request.expectedAvailable()));
    adjustStock.command().hi(request.command().hi()).lo(request.command().lo());
    adjustStock.flags().clear().createLine(request.createLine());
    final byte[] who = Texts.utf8(request.operatorName());
    final byte[] why = Texts.utf8(request.reason());
    adjustStock.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
  }

  private static int textBytes(final String text) {
    return TEXT_HEADER_BYTES + Texts.utf8(text).length;
  }
}
