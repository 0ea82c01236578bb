package io.holdfast.journal;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.Code;
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
import org.agrona.DirectBuffer;

/** A record in words: the command with all its fields, and what was answered. */
public final class RecordText {
  private RecordText() {}

  /** The record that an excerpt stands on. */
  public static String of(final Excerpt excerpt) {
    return command(excerpt.buffer(), excerpt.commandOffset(), excerpt.commandLengthBytes())
        + " -> "
        + Code.get(excerpt.code())
        + (excerpt.granted() == 0 ? "" : ", granted " + excerpt.granted());
  }

  private static String command(
      final DirectBuffer buffer, final int offset, final int lengthBytes) {
    if (lengthBytes < MessageHeaderDecoder.ENCODED_LENGTH) {
      return "a record of " + lengthBytes + " bytes";
    }
    final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
    return switch (header.templateId()) {
      case ReserveDecoder.TEMPLATE_ID ->
          new ReserveDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case ReserveBasketDecoder.TEMPLATE_ID ->
          new ReserveBasketDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case BeginPaymentDecoder.TEMPLATE_ID ->
          new BeginPaymentDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case BeginPaymentBasketDecoder.TEMPLATE_ID ->
          new BeginPaymentBasketDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case ConfirmDecoder.TEMPLATE_ID ->
          new ConfirmDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case ConfirmBasketDecoder.TEMPLATE_ID ->
          new ConfirmBasketDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case ReleaseDecoder.TEMPLATE_ID ->
          new ReleaseDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case ReleaseBasketDecoder.TEMPLATE_ID ->
          new ReleaseBasketDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case CancelDecoder.TEMPLATE_ID ->
          new CancelDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case ExtendDecoder.TEMPLATE_ID ->
          new ExtendDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case JoinQueueDecoder.TEMPLATE_ID ->
          new JoinQueueDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case LeaveQueueDecoder.TEMPLATE_ID ->
          new LeaveQueueDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case OpenSaleDecoder.TEMPLATE_ID ->
          new OpenSaleDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case PauseSaleDecoder.TEMPLATE_ID ->
          new PauseSaleDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case CloseSaleDecoder.TEMPLATE_ID ->
          new CloseSaleDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case UpdateSaleDecoder.TEMPLATE_ID ->
          new UpdateSaleDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case AdjustStockDecoder.TEMPLATE_ID ->
          new AdjustStockDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case OperatorReleaseDecoder.TEMPLATE_ID ->
          new OperatorReleaseDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case OperatorCancelDecoder.TEMPLATE_ID ->
          new OperatorCancelDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case TickDecoder.TEMPLATE_ID ->
          new TickDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case EpochStartDecoder.TEMPLATE_ID ->
          new EpochStartDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case OutageDecoder.TEMPLATE_ID ->
          new OutageDecoder().wrapAndApplyHeader(buffer, offset, header).toString();
      case CreateSaleDecoder.TEMPLATE_ID ->
          // Not all of it: the seed of a waiting room shows nowhere before the opening.
          "[CreateSale]:sale="
              + new CreateSaleDecoder().wrapAndApplyHeader(buffer, offset, header).sale();
      default -> "a record of template " + header.templateId();
    };
  }
}
