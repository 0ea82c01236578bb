package io.holdfast.model;

import io.holdfast.protocol.MessageShapes;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.OperatorCancelDecoder;
import io.holdfast.protocol.codec.OperatorReleaseDecoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.PauseSaleDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.protocol.codec.UpdateSaleDecoder;
import io.holdfast.protocol.codec.UuidDecoder;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.agrona.DirectBuffer;

/**
 * Makes a {@link Command} of the bytes of one record: SBE message header, block, groups and data.
 */
final class CommandReader {
  private static final MessageShapes SHAPES = MessageShapes.ofThisBuild();

  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final ReserveDecoder reserve = new ReserveDecoder();
  private final ReserveBasketDecoder reserveBasket = new ReserveBasketDecoder();
  private final BeginPaymentDecoder beginPayment = new BeginPaymentDecoder();
  private final BeginPaymentBasketDecoder beginPaymentBasket = new BeginPaymentBasketDecoder();
  private final ExtendDecoder extend = new ExtendDecoder();
  private final ConfirmDecoder confirm = new ConfirmDecoder();
  private final ConfirmBasketDecoder confirmBasket = new ConfirmBasketDecoder();
  private final ReleaseDecoder release = new ReleaseDecoder();
  private final ReleaseBasketDecoder releaseBasket = new ReleaseBasketDecoder();
  private final CancelDecoder cancel = new CancelDecoder();
  private final JoinQueueDecoder joinQueue = new JoinQueueDecoder();
  private final LeaveQueueDecoder leaveQueue = new LeaveQueueDecoder();
  private final TickDecoder tick = new TickDecoder();
  private final OutageDecoder outage = new OutageDecoder();
  private final EpochStartDecoder epochStart = new EpochStartDecoder();
  private final OperatorCommandReader operator = new OperatorCommandReader();

  /**
   * Reads one record.
   *
   * @throws UnreadableCommandException when the bytes are not exactly one command
   */
  Command read(final DirectBuffer buffer, final int offset, final int length) {
    final Extent extent = new Extent(buffer, offset + length);
    extent.need(offset, MessageHeaderDecoder.ENCODED_LENGTH, "the message header");
    header.wrap(buffer, offset);
    if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID) {
      throw new UnreadableCommandException("schema " + header.schemaId() + " is not ours");
    }
    if (header.version() > Versions.newest()) {
      throw new UnreadableCommandException(
          "version " + header.version() + " of the schema is newer than " + Versions.newest());
    }
    extent.need(
        offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), "the message's block");
    return read(extent, offset);
  }

  private Command read(final Extent extent, final int offset) {
    return switch (header.templateId()) {
      case ReserveDecoder.TEMPLATE_ID -> reserve(extent, offset);
      case ReserveBasketDecoder.TEMPLATE_ID -> reserveBasket(extent, offset);
      case BeginPaymentDecoder.TEMPLATE_ID -> beginPayment(extent, offset);
      case BeginPaymentBasketDecoder.TEMPLATE_ID -> beginPaymentBasket(extent, offset);
      case ExtendDecoder.TEMPLATE_ID -> extend(extent, offset);
      case ConfirmDecoder.TEMPLATE_ID -> confirm(extent, offset);
      case ConfirmBasketDecoder.TEMPLATE_ID -> confirmBasket(extent, offset);
      case ReleaseDecoder.TEMPLATE_ID -> release(extent, offset);
      case ReleaseBasketDecoder.TEMPLATE_ID -> releaseBasket(extent, offset);
      case CancelDecoder.TEMPLATE_ID -> cancel(extent, offset);
      case JoinQueueDecoder.TEMPLATE_ID -> joinQueue(extent, offset);
      case LeaveQueueDecoder.TEMPLATE_ID -> leaveQueue(extent, offset);
      default -> readOther(extent, offset);
    };
  }

  /** What operators send, and the node's own steps. */
  private Command readOther(final Extent extent, final int offset) {
    final int template = header.templateId();
    return switch (template) {
      case CreateSaleDecoder.TEMPLATE_ID -> operator.createSale(extent, offset, header);
      case OpenSaleDecoder.TEMPLATE_ID -> operator.openSale(extent, offset, header);
      case PauseSaleDecoder.TEMPLATE_ID -> operator.pauseSale(extent, offset, header);
      case CloseSaleDecoder.TEMPLATE_ID -> operator.closeSale(extent, offset, header);
      case UpdateSaleDecoder.TEMPLATE_ID -> operator.updateSale(extent, offset, header);
      case AdjustStockDecoder.TEMPLATE_ID -> operator.adjustStock(extent, offset, header);
      case OperatorReleaseDecoder.TEMPLATE_ID -> operator.release(extent, offset, header);
      case OperatorCancelDecoder.TEMPLATE_ID -> operator.cancel(extent, offset, header);
      case TickDecoder.TEMPLATE_ID -> tick(extent, offset);
      case OutageDecoder.TEMPLATE_ID -> outage(extent, offset);
      case EpochStartDecoder.TEMPLATE_ID -> epochStart(extent, offset);
      default -> throw new UnreadableCommandException("template " + template + " is not a command");
    };
  }

  private Command reserve(final Extent extent, final int offset) {
    needBlock(header);
    reserve.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, reserve.limit());
    return new Command.Reserve(
        id(reserve.reservation()),
        reserve.sale(),
        reserve.item(),
        reserve.buyer(),
        reserve.group(),
        reserve.quantity(),
        reserve.tier(),
        reserve.flags().getRaw());
  }

  private Command reserveBasket(final Extent extent, final int offset) {
    needBlock(header);
    reserveBasket.wrapAndApplyHeader(extent.buffer(), offset, header);
    extent.needGroup(
        reserveBasket.limit(),
        ReserveBasketDecoder.LinesDecoder.sbeHeaderSize(),
        SHAPES.leastRowBytes(header.templateId(), header.version()),
        "the basket's lines");
    final List<Command.BasketLine> lines = new ArrayList<>();
    for (final ReserveBasketDecoder.LinesDecoder line : reserveBasket.lines()) {
      lines.add(new Command.BasketLine(id(line.reservation()), line.item(), line.quantity()));
    }
    needEnd(extent, reserveBasket.limit());
    return new Command.ReserveBasket(
        id(reserveBasket.basket()),
        reserveBasket.sale(),
        reserveBasket.buyer(),
        reserveBasket.group(),
        reserveBasket.tier(),
        List.copyOf(lines));
  }

  private Command beginPayment(final Extent extent, final int offset) {
    needBlock(header);
    beginPayment.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, beginPayment.limit());
    return new Command.BeginPayment(id(beginPayment.reservation()));
  }

  private Command beginPaymentBasket(final Extent extent, final int offset) {
    needBlock(header);
    beginPaymentBasket.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, beginPaymentBasket.limit());
    return new Command.BeginPaymentBasket(id(beginPaymentBasket.basket()));
  }

  private Command extend(final Extent extent, final int offset) {
    needBlock(header);
    extend.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, extend.limit());
    return new Command.Extend(id(extend.reservation()), extend.deadlineMs());
  }

  private Command confirm(final Extent extent, final int offset) {
    needBlock(header);
    confirm.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, confirm.limit());
    return new Command.Confirm(id(confirm.reservation()), units(confirm.quantity()));
  }

  private Command confirmBasket(final Extent extent, final int offset) {
    needBlock(header);
    confirmBasket.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, confirmBasket.limit());
    return new Command.ConfirmBasket(id(confirmBasket.basket()));
  }

  private Command release(final Extent extent, final int offset) {
    needBlock(header);
    release.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, release.limit());
    return new Command.Release(id(release.reservation()));
  }

  private Command releaseBasket(final Extent extent, final int offset) {
    needBlock(header);
    releaseBasket.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, releaseBasket.limit());
    return new Command.ReleaseBasket(id(releaseBasket.basket()));
  }

  private Command cancel(final Extent extent, final int offset) {
    needBlock(header);
    cancel.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, cancel.limit());
    return new Command.Cancel(
        id(cancel.cancellation()), id(cancel.reservation()), units(cancel.quantity()));
  }

  private Command joinQueue(final Extent extent, final int offset) {
    needBlock(header);
    joinQueue.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, joinQueue.limit());
    return new Command.JoinQueue(joinQueue.sale(), joinQueue.buyer());
  }

  private Command leaveQueue(final Extent extent, final int offset) {
    needBlock(header);
    leaveQueue.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, leaveQueue.limit());
    return new Command.LeaveQueue(leaveQueue.sale(), leaveQueue.buyer());
  }

  private Command outage(final Extent extent, final int offset) {
    needBlock(header);
    outage.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, outage.limit());
    return new Command.Outage(outage.timeMs(), outage.graceMs());
  }

  private Command tick(final Extent extent, final int offset) {
    needBlock(header);
    tick.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, tick.limit());
    return new Command.Tick(tick.timeMs());
  }

  private Command epochStart(final Extent extent, final int offset) {
    needBlock(header);
    epochStart.wrapAndApplyHeader(extent.buffer(), offset, header);
    needEnd(extent, epochStart.limit());
    final Ceilings ceilings =
        new Ceilings(
            epochStart.memoryRetentionMs(),
            epochStart.maxLineUnits(),
            epochStart.maxChangesPerStep(),
            epochStart.maxReservations(),
            epochStart.maxEndedHolds(),
            epochStart.maxRejections(),
            epochStart.maxCommandIds(),
            epochStart.maxSales(),
            epochStart.maxLines(),
            epochStart.maxReservationUnits(),
            epochStart.maxTickets(),
            epochStart.maxBuyerHolds());
    return new Command.EpochStart(
        epochStart.epoch(), epochStart.startSequence(), epochStart.rulesVersion(), ceilings);
  }

  /** As long as it was in the version that the command was sent in. */
  static void needBlock(final MessageHeaderDecoder header) {
    final int blockBytes = SHAPES.leastBlockBytes(header.templateId(), header.version());
    if (header.blockLength() < blockBytes) {
      throw new UnreadableCommandException(
          "template "
              + header.templateId()
              + " has a block of "
              + header.blockLength()
              + " bytes, not "
              + blockBytes);
    }
  }

  static void needEnd(final Extent extent, final int limit) {
    if (limit != extent.end()) {
      throw new UnreadableCommandException(
          (extent.end() - limit) + " bytes are left after the end of the message");
    }
  }

  static Id id(final UuidDecoder uuid) {
    return new Id(uuid.hi(), uuid.lo());
  }

  static OptionalLong optional(final long value) {
    return value == CreateSaleDecoder.opensAtMsNullValue()
        ? OptionalLong.empty()
        : OptionalLong.of(value);
  }

  static OptionalInt units(final int quantity) {
    return quantity == ConfirmDecoder.quantityNullValue()
        ? OptionalInt.empty()
        : OptionalInt.of(quantity);
  }
}
