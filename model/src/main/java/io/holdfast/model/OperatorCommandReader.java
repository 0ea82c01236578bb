package io.holdfast.model;

import static io.holdfast.model.CommandReader.id;
import static io.holdfast.model.CommandReader.needBlock;
import static io.holdfast.model.CommandReader.needEnd;
import static io.holdfast.model.CommandReader.optional;
import static io.holdfast.model.CommandReader.units;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import java.util.OptionalInt;
import java.util.function.IntSupplier;

/** The part of {@link CommandReader} that reads what operators send: blocks followed by texts. */
final class OperatorCommandReader {
  private static final String NAME = "the name";
  private static final String OPERATOR = "the operator's name";
  private static final String REASON = "the reason";

  private final CreateSaleDecoder createSale = new CreateSaleDecoder();
  private final OpenSaleDecoder openSale = new OpenSaleDecoder();
  private final PauseSaleDecoder pauseSale = new PauseSaleDecoder();
  private final CloseSaleDecoder closeSale = new CloseSaleDecoder();
  private final UpdateSaleDecoder updateSale = new UpdateSaleDecoder();
  private final AdjustStockDecoder adjustStock = new AdjustStockDecoder();
  private final OperatorReleaseDecoder release = new OperatorReleaseDecoder();
  private final OperatorCancelDecoder cancel = new OperatorCancelDecoder();

  Command createSale(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final CreateSaleDecoder from = createSale.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Bytes name = text(extent, from.limit(), NAME, from::nameLength, from::getName);
    final Command.Limits limits =
        new Command.Limits(
            from.buyerLimit(), from.buyerLineLimit(), from.groupLimit(), from.groupLineLimit());
    final Command.WaitingRoom waitingRoom = waitingRoom(from);
    final Command.Policy policy =
        new Command.Policy(
            name,
            optional(from.opensAtMs()),
            optional(from.closesAtMs()),
            optional(from.graceUntilMs()),
            from.holdMs(),
            from.paymentMs(),
            from.maxHoldMs(),
            from.retentionMs(),
            limits,
            waitingRoom);
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.CreateSale(
        id, from.sale(), policy, new Command.Author(operatorName, reason));
  }

  private static Command.WaitingRoom waitingRoom(final CreateSaleDecoder from) {
    final byte[] seed = new byte[CreateSaleDecoder.seedLength()];
    from.getSeed(seed, 0, seed.length);
    return new Command.WaitingRoom(
        from.admissionPerSecond(),
        from.maxActive(),
        from.finishMs(),
        from.admitPermille(),
        from.returnPermille(),
        from.unitsPerBuyer(),
        from.gated(),
        new Bytes(seed));
  }

  Command openSale(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final OpenSaleDecoder from = openSale.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.OpenSale(id, from.sale(), new Command.Author(operatorName, reason));
  }

  Command pauseSale(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final PauseSaleDecoder from = pauseSale.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.PauseSale(
        id, from.sale(), optional(from.graceUntilMs()), new Command.Author(operatorName, reason));
  }

  Command closeSale(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final CloseSaleDecoder from = closeSale.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.CloseSale(id, from.sale(), new Command.Author(operatorName, reason));
  }

  Command updateSale(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final UpdateSaleDecoder from = updateSale.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Command.Change change = change(from);
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.UpdateSale(
        id, from.sale(), change, new Command.Author(operatorName, reason));
  }

  private static Command.Change change(final UpdateSaleDecoder from) {
    return new Command.Change(
        optional(from.opensAtMs()),
        optional(from.closesAtMs()),
        optional(from.graceUntilMs()),
        optional(from.holdMs()),
        optional(from.paymentMs()),
        optional(from.maxHoldMs()),
        optional(from.retentionMs()),
        optionalInt(from.buyerLimit()),
        optionalInt(from.buyerLineLimit()),
        optionalInt(from.groupLimit()),
        optionalInt(from.groupLineLimit()),
        optionalInt(from.admissionPerSecond()),
        optionalInt(from.maxActive()),
        optional(from.finishMs()),
        optionalInt(from.admitPermille()),
        optionalInt(from.returnPermille()),
        optionalInt(from.unitsPerBuyer()));
  }

  private static OptionalInt optionalInt(final int value) {
    return value == UpdateSaleDecoder.buyerLimitNullValue()
        ? OptionalInt.empty()
        : OptionalInt.of(value);
  }

  Command adjustStock(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final AdjustStockDecoder from = adjustStock.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final int flags = from.flags().getRaw();
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.AdjustStock(
        id,
        from.sale(),
        from.item(),
        from.delta(),
        optional(from.expectedAvailable()),
        flags,
        new Command.Author(operatorName, reason));
  }

  Command release(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final OperatorReleaseDecoder from = release.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Id reservation = id(from.reservation());
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.OperatorRelease(id, reservation, new Command.Author(operatorName, reason));
  }

  Command cancel(final Extent extent, final int offset, final MessageHeaderDecoder header) {
    needBlock(header);
    final OperatorCancelDecoder from = cancel.wrapAndApplyHeader(extent.buffer(), offset, header);
    final Id id = id(from.command());
    final Id reservation = id(from.reservation());
    final OptionalInt quantity = units(from.quantity());
    final Bytes operatorName =
        text(extent, from.limit(), OPERATOR, from::operatorNameLength, from::getOperatorName);
    final Bytes reason = text(extent, from.limit(), REASON, from::reasonLength, from::getReason);
    needEnd(extent, from.limit());
    return new Command.OperatorCancel(
        id, reservation, quantity, new Command.Author(operatorName, reason));
  }

  private static Bytes text(
      final Extent extent,
      final int from,
      final String what,
      final IntSupplier length,
      final TextGetter getter) {
    extent.needText(from, what);
    final byte[] text = new byte[length.getAsInt()];
    getter.get(text, 0, text.length);
    return new Bytes(text);
  }

  /** Reads the text that is next in a message; the decoder moves on to the one after. */
  @FunctionalInterface
  private interface TextGetter {
    int get(byte[] target, int targetOffset, int length);
  }
}
