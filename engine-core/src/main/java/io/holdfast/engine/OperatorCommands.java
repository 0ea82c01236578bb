package io.holdfast.engine;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import org.agrona.DirectBuffer;

/** Which operator command goes to which handler. */
final class OperatorCommands {
  private final CreateSaleDecoder createSale = new CreateSaleDecoder();
  private final OpenSaleDecoder openSale = new OpenSaleDecoder();
  private final PauseSaleDecoder pauseSale = new PauseSaleDecoder();
  private final CloseSaleDecoder closeSale = new CloseSaleDecoder();
  private final UpdateSaleDecoder updateSale = new UpdateSaleDecoder();
  private final AdjustStockDecoder adjustStock = new AdjustStockDecoder();
  private final OperatorReleaseDecoder operatorRelease = new OperatorReleaseDecoder();
  private final OperatorCancelDecoder operatorCancel = new OperatorCancelDecoder();

  private final SaleHandler sales;
  private final SaleUpdateHandler updates;
  private final StockHandler stock;
  private final OperatorReleaseHandler releases;
  private final CancelHandler cancels;

  OperatorCommands(final EngineState engine) {
    final OperatorIds ids = new OperatorIds(engine);
    final Lookup lookup = new Lookup(engine);
    sales = new SaleHandler(engine, ids);
    updates = new SaleUpdateHandler(engine, ids);
    stock = new StockHandler(engine, ids);
    releases = new OperatorReleaseHandler(engine, ids, lookup);
    cancels = new CancelHandler(engine, lookup);
  }

  /** Executes the command; false: it is none of an operator's. */
  boolean execute(
      final int template,
      final DirectBuffer buffer,
      final int offset,
      final MessageHeaderDecoder header) {
    switch (template) {
      case CreateSaleDecoder.TEMPLATE_ID ->
          sales.create(createSale.wrapAndApplyHeader(buffer, offset, header));
      case OpenSaleDecoder.TEMPLATE_ID ->
          sales.open(openSale.wrapAndApplyHeader(buffer, offset, header));
      case PauseSaleDecoder.TEMPLATE_ID ->
          sales.pause(pauseSale.wrapAndApplyHeader(buffer, offset, header));
      case CloseSaleDecoder.TEMPLATE_ID ->
          sales.close(closeSale.wrapAndApplyHeader(buffer, offset, header));
      case UpdateSaleDecoder.TEMPLATE_ID ->
          updates.execute(updateSale.wrapAndApplyHeader(buffer, offset, header));
      case AdjustStockDecoder.TEMPLATE_ID ->
          stock.execute(adjustStock.wrapAndApplyHeader(buffer, offset, header));
      case OperatorReleaseDecoder.TEMPLATE_ID ->
          releases.execute(operatorRelease.wrapAndApplyHeader(buffer, offset, header));
      case OperatorCancelDecoder.TEMPLATE_ID ->
          cancels.execute(operatorCancel.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        return false;
      }
    }
    return true;
  }
}
