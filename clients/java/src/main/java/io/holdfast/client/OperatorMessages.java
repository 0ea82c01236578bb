package io.holdfast.client;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;

/**
 * Writes an operator's commands about stock and single reservations into the outgoing buffer. Loop
 * thread only. Their texts are encoded into arrays of their own, as in {@link SaleMessages}.
 */
final class OperatorMessages {
  private final Outlet out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final AdjustStockEncoder adjustStock = new AdjustStockEncoder();
  private final OperatorReleaseEncoder release = new OperatorReleaseEncoder();
  private final OperatorCancelEncoder cancel = new OperatorCancelEncoder();

  OperatorMessages(final Outlet out) {
    this.out = out;
  }

  boolean adjustStock(final long correlationId, final AdjustStockRequest request) {
    final byte[] who = Texts.utf8(request.operatorName());
    final byte[] why = Texts.utf8(request.reason());
    final int offset = out.claimWithTexts(correlationId, AdjustStockEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    adjustStock
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(request.sale())
        .item(request.item())
        .delta(request.delta())
        .expectedAvailable(Optionals.toWire(request.expectedAvailable()));
    adjustStock.command().hi(request.command().hi()).lo(request.command().lo());
    adjustStock.flags().clear().createLine(request.createLine());
    adjustStock.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }

  boolean release(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long idHi,
      final long idLo,
      final String operatorName,
      final String reason) {
    final byte[] who = Texts.operatorName(operatorName);
    final byte[] why = Texts.reason(reason);
    final int offset =
        out.claimWithTexts(correlationId, OperatorReleaseEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    release.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    release.command().hi(commandHi).lo(commandLo);
    release.reservation().hi(idHi).lo(idLo);
    release.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }

  boolean cancel(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long idHi,
      final long idLo,
      final int quantityOrAll,
      final String operatorName,
      final String reason) {
    final byte[] who = Texts.operatorName(operatorName);
    final byte[] why = Texts.reason(reason);
    final int offset =
        out.claimWithTexts(correlationId, OperatorCancelEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    cancel
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .quantity(quantityOrAll);
    cancel.command().hi(commandHi).lo(commandLo);
    cancel.reservation().hi(idHi).lo(idLo);
    cancel.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }
}
