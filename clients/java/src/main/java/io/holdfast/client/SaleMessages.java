package io.holdfast.client;

import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import java.util.OptionalLong;

/**
 * Writes an operator's commands about whole sales into the outgoing buffer. Loop thread only.
 * Unlike a storefront's commands these are rare, so their texts are encoded into arrays of their
 * own.
 */
final class SaleMessages {
  private final Outlet out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final CreateSaleEncoder createSale = new CreateSaleEncoder();
  private final OpenSaleEncoder openSale = new OpenSaleEncoder();
  private final PauseSaleEncoder pauseSale = new PauseSaleEncoder();
  private final CloseSaleEncoder closeSale = new CloseSaleEncoder();
  private final UpdateSaleEncoder updateSale = new UpdateSaleEncoder();

  SaleMessages(final Outlet out) {
    this.out = out;
  }

  boolean createSale(final long correlationId, final CreateSaleRequest request) {
    final byte[] name = Texts.utf8(request.name());
    final byte[] who = Texts.utf8(request.operatorName());
    final byte[] why = Texts.utf8(request.reason());
    final int offset =
        out.claimWithTexts(correlationId, CreateSaleEncoder.BLOCK_LENGTH, name, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    createSale
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(request.sale())
        .opensAtMs(Optionals.toWire(request.opensAtMs()))
        .closesAtMs(Optionals.toWire(request.closesAtMs()))
        .graceUntilMs(Optionals.toWire(request.graceUntilMs()))
        .holdMs(request.holdMs())
        .paymentMs(request.paymentMs())
        .maxHoldMs(request.maxHoldMs())
        .retentionMs(request.retentionMs())
        .buyerLimit(request.buyerLimit())
        .buyerLineLimit(request.buyerLineLimit())
        .groupLimit(request.groupLimit())
        .groupLineLimit(request.groupLineLimit());
    createSale.command().hi(request.command().hi()).lo(request.command().lo());
    waitingRoom(request);
    createSale
        .putName(name, 0, name.length)
        .putOperatorName(who, 0, who.length)
        .putReason(why, 0, why.length);
    return true;
  }

  /** A sale without a waiting room has zeros in its fields. */
  private void waitingRoom(final CreateSaleRequest request) {
    final boolean gated = request.waitingRoom().isPresent();
    final AdmissionPolicy policy =
        gated ? request.waitingRoom().get().policy() : AdmissionPolicy.NONE;
    createSale
        .admissionPerSecond(policy.admissionPerSecond())
        .maxActive(policy.maxActive())
        .finishMs(policy.finishMs())
        .admitPermille(policy.admitPermille())
        .returnPermille(policy.returnPermille())
        .unitsPerBuyer(policy.unitsPerBuyer())
        .gated((short) (gated ? 1 : 0));
    final byte[] seed =
        gated ? request.waitingRoom().get().seed().bytes() : new byte[RoomSeed.LENGTH_BYTES];
    createSale.putSeed(seed, 0, seed.length);
  }

  boolean openSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    final byte[] who = Texts.operatorName(operatorName);
    final byte[] why = Texts.reason(reason);
    final int offset = out.claimWithTexts(correlationId, OpenSaleEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    openSale.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId).sale(sale);
    openSale.command().hi(commandHi).lo(commandLo);
    openSale.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }

  boolean pauseSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final OptionalLong graceUntilMs,
      final String operatorName,
      final String reason) {
    Optionals.check("graceUntilMs", graceUntilMs);
    final byte[] who = Texts.operatorName(operatorName);
    final byte[] why = Texts.reason(reason);
    final int offset = out.claimWithTexts(correlationId, PauseSaleEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    pauseSale
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale)
        .graceUntilMs(Optionals.toWire(graceUntilMs));
    pauseSale.command().hi(commandHi).lo(commandLo);
    pauseSale.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }

  boolean closeSale(
      final long correlationId,
      final long commandHi,
      final long commandLo,
      final long sale,
      final String operatorName,
      final String reason) {
    final byte[] who = Texts.operatorName(operatorName);
    final byte[] why = Texts.reason(reason);
    final int offset = out.claimWithTexts(correlationId, CloseSaleEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    closeSale
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale);
    closeSale.command().hi(commandHi).lo(commandLo);
    closeSale.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }

  boolean updateSale(final long correlationId, final UpdateSaleRequest request) {
    final byte[] who = Texts.utf8(request.operatorName());
    final byte[] why = Texts.utf8(request.reason());
    final int offset = out.claimWithTexts(correlationId, UpdateSaleEncoder.BLOCK_LENGTH, who, why);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    updateSale
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(request.sale())
        .opensAtMs(Optionals.toWire(request.opensAtMs()))
        .closesAtMs(Optionals.toWire(request.closesAtMs()))
        .graceUntilMs(Optionals.toWire(request.graceUntilMs()))
        .holdMs(Optionals.toWire(request.holdMs()))
        .paymentMs(Optionals.toWire(request.paymentMs()))
        .maxHoldMs(Optionals.toWire(request.maxHoldMs()))
        .retentionMs(Optionals.toWire(request.retentionMs()))
        .buyerLimit(Optionals.toWire(request.buyerLimit()))
        .buyerLineLimit(Optionals.toWire(request.buyerLineLimit()))
        .groupLimit(Optionals.toWire(request.groupLimit()))
        .groupLineLimit(Optionals.toWire(request.groupLineLimit()))
        .admissionPerSecond(Optionals.toWire(request.admissionPerSecond()))
        .maxActive(Optionals.toWire(request.maxActive()))
        .finishMs(Optionals.toWire(request.finishMs()))
        .admitPermille(Optionals.toWire(request.admitPermille()))
        .returnPermille(Optionals.toWire(request.returnPermille()))
        .unitsPerBuyer(Optionals.toWire(request.unitsPerBuyer()));
    updateSale.command().hi(request.command().hi()).lo(request.command().lo());
    updateSale.putOperatorName(who, 0, who.length).putReason(why, 0, why.length);
    return true;
  }
}
