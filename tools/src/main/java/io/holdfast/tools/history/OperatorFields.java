package io.holdfast.tools.history;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.agrona.DirectBuffer;

/** The fields of what operators send. Each method gives where the message ends. */
final class OperatorFields {
  private static final List<String> FLAGS = List.of("createLine");
  private static final String OPERATOR_NAME = "operatorName";
  private static final String REASON = "reason";

  private final CreateSaleDecoder createSale = new CreateSaleDecoder();
  private final OpenSaleDecoder openSale = new OpenSaleDecoder();
  private final PauseSaleDecoder pauseSale = new PauseSaleDecoder();
  private final CloseSaleDecoder closeSale = new CloseSaleDecoder();
  private final UpdateSaleDecoder updateSale = new UpdateSaleDecoder();
  private final AdjustStockDecoder adjustStock = new AdjustStockDecoder();
  private final OperatorReleaseDecoder operatorRelease = new OperatorReleaseDecoder();
  private final OperatorCancelDecoder operatorCancel = new OperatorCancelDecoder();

  int createSale(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    createSale.wrapAndApplyHeader(bytes, at, header);
    to.id("command", createSale.command())
        .number("sale", createSale.sale())
        .optional("opensAtMs", createSale.opensAtMs())
        .optional("closesAtMs", createSale.closesAtMs())
        .optional("graceUntilMs", createSale.graceUntilMs())
        .number("holdMs", createSale.holdMs())
        .number("paymentMs", createSale.paymentMs())
        .number("maxHoldMs", createSale.maxHoldMs())
        .number("retentionMs", createSale.retentionMs())
        .number("buyerLimit", createSale.buyerLimit())
        .number("buyerLineLimit", createSale.buyerLineLimit())
        .number("groupLimit", createSale.groupLimit())
        .number("groupLineLimit", createSale.groupLineLimit())
        .number("admissionPerSecond", createSale.admissionPerSecond())
        .number("maxActive", createSale.maxActive())
        .number("finishMs", createSale.finishMs())
        .number("admitPermille", createSale.admitPermille())
        .number("returnPermille", createSale.returnPermille())
        .number("unitsPerBuyer", createSale.unitsPerBuyer())
        .number("gated", createSale.gated())
        .text("seedHash", seedHash())
        .text("name", createSale.name())
        .text(OPERATOR_NAME, createSale.operatorName())
        .text(REASON, createSale.reason());
    return createSale.limit();
  }

  /** The seed itself shows nowhere before the opening, and the journal may be read before. */
  private String seedHash() {
    final byte[] seed = new byte[CreateSaleDecoder.seedLength()];
    createSale.getSeed(seed, 0, seed.length);
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
    } catch (final NoSuchAlgorithmException everyJavaHasIt) {
      throw new IllegalStateException(everyJavaHasIt);
    }
  }

  int openSale(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    openSale.wrapAndApplyHeader(bytes, at, header);
    to.id("command", openSale.command())
        .number("sale", openSale.sale())
        .text(OPERATOR_NAME, openSale.operatorName())
        .text(REASON, openSale.reason());
    return openSale.limit();
  }

  int pauseSale(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    pauseSale.wrapAndApplyHeader(bytes, at, header);
    to.id("command", pauseSale.command())
        .number("sale", pauseSale.sale())
        .optional("graceUntilMs", pauseSale.graceUntilMs())
        .text(OPERATOR_NAME, pauseSale.operatorName())
        .text(REASON, pauseSale.reason());
    return pauseSale.limit();
  }

  int closeSale(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    closeSale.wrapAndApplyHeader(bytes, at, header);
    to.id("command", closeSale.command())
        .number("sale", closeSale.sale())
        .text(OPERATOR_NAME, closeSale.operatorName())
        .text(REASON, closeSale.reason());
    return closeSale.limit();
  }

  int updateSale(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    updateSale.wrapAndApplyHeader(bytes, at, header);
    to.id("command", updateSale.command())
        .number("sale", updateSale.sale())
        .optional("opensAtMs", updateSale.opensAtMs())
        .optional("closesAtMs", updateSale.closesAtMs())
        .optional("graceUntilMs", updateSale.graceUntilMs())
        .optional("holdMs", updateSale.holdMs())
        .optional("paymentMs", updateSale.paymentMs())
        .optional("maxHoldMs", updateSale.maxHoldMs())
        .optional("retentionMs", updateSale.retentionMs())
        .optional("buyerLimit", updateSale.buyerLimit())
        .optional("buyerLineLimit", updateSale.buyerLineLimit())
        .optional("groupLimit", updateSale.groupLimit())
        .optional("groupLineLimit", updateSale.groupLineLimit())
        .optional("admissionPerSecond", updateSale.admissionPerSecond())
        .optional("maxActive", updateSale.maxActive())
        .optional("finishMs", updateSale.finishMs())
        .optional("admitPermille", updateSale.admitPermille())
        .optional("returnPermille", updateSale.returnPermille())
        .optional("unitsPerBuyer", updateSale.unitsPerBuyer())
        .text(OPERATOR_NAME, updateSale.operatorName())
        .text(REASON, updateSale.reason());
    return updateSale.limit();
  }

  int adjustStock(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    adjustStock.wrapAndApplyHeader(bytes, at, header);
    to.id("command", adjustStock.command())
        .number("sale", adjustStock.sale())
        .number("item", adjustStock.item())
        .number("delta", adjustStock.delta())
        .optional("expectedAvailable", adjustStock.expectedAvailable())
        .flags("flags", adjustStock.flags().getRaw(), FLAGS)
        .text(OPERATOR_NAME, adjustStock.operatorName())
        .text(REASON, adjustStock.reason());
    return adjustStock.limit();
  }

  int operatorRelease(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    operatorRelease.wrapAndApplyHeader(bytes, at, header);
    to.id("command", operatorRelease.command())
        .id("reservation", operatorRelease.reservation())
        .text(OPERATOR_NAME, operatorRelease.operatorName())
        .text(REASON, operatorRelease.reason());
    return operatorRelease.limit();
  }

  int operatorCancel(
      final DirectBuffer bytes,
      final int at,
      final MessageHeaderDecoder header,
      final FieldList to) {
    operatorCancel.wrapAndApplyHeader(bytes, at, header);
    to.id("command", operatorCancel.command())
        .id("reservation", operatorCancel.reservation())
        .optional("quantity", operatorCancel.quantity())
        .text(OPERATOR_NAME, operatorCancel.operatorName())
        .text(REASON, operatorCancel.reason());
    return operatorCancel.limit();
  }
}
