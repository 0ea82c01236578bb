package io.holdfast.engine;

import io.holdfast.protocol.codec.BeginPaymentBasketDecoder;
import io.holdfast.protocol.codec.BeginPaymentDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.ExtendDecoder;
import io.holdfast.protocol.codec.JoinQueueDecoder;
import io.holdfast.protocol.codec.LeaveQueueDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import org.agrona.DirectBuffer;

/** Which storefront command goes to which handler. */
final class StorefrontCommands {
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

  private final ReserveHandler reserves;
  private final ReserveBasketHandler baskets;
  private final PaymentHandler payments;
  private final ResolutionHandler resolutions;
  private final BasketResolutionHandler basketResolutions;
  private final CancelHandler cancels;
  private final QueueHandler queue;

  StorefrontCommands(final EngineState engine) {
    final Lookup lookup = new Lookup(engine);
    reserves = new ReserveHandler(engine);
    baskets = new ReserveBasketHandler(engine);
    payments = new PaymentHandler(engine, lookup);
    resolutions = new ResolutionHandler(engine, lookup);
    basketResolutions = new BasketResolutionHandler(engine, lookup);
    cancels = new CancelHandler(engine, lookup);
    queue = new QueueHandler(engine);
  }

  /** Whether the command's first field after the correlation id is a reservation's id. */
  static boolean beginsWithId(final int template) {
    return template == ReserveDecoder.TEMPLATE_ID
        || template == ConfirmDecoder.TEMPLATE_ID
        || template == ReleaseDecoder.TEMPLATE_ID
        || template == BeginPaymentDecoder.TEMPLATE_ID
        || template == ExtendDecoder.TEMPLATE_ID;
  }

  /** Executes the command; false: it is none of a storefront's. */
  boolean execute(
      final int template,
      final DirectBuffer buffer,
      final int offset,
      final MessageHeaderDecoder header) {
    switch (template) {
      case ReserveDecoder.TEMPLATE_ID ->
          reserves.execute(reserve.wrapAndApplyHeader(buffer, offset, header));
      case ConfirmDecoder.TEMPLATE_ID ->
          resolutions.confirm(confirm.wrapAndApplyHeader(buffer, offset, header));
      case ReleaseDecoder.TEMPLATE_ID ->
          resolutions.release(release.wrapAndApplyHeader(buffer, offset, header).reservation());
      case BeginPaymentDecoder.TEMPLATE_ID ->
          payments.begin(beginPayment.wrapAndApplyHeader(buffer, offset, header).reservation());
      case ExtendDecoder.TEMPLATE_ID ->
          payments.extend(extend.wrapAndApplyHeader(buffer, offset, header));
      case CancelDecoder.TEMPLATE_ID ->
          cancels.execute(cancel.wrapAndApplyHeader(buffer, offset, header));
      default -> {
        return executeBasketOrQueue(template, buffer, offset, header);
      }
    }
    return true;
  }

  private boolean executeBasketOrQueue(
      final int template,
      final DirectBuffer buffer,
      final int offset,
      final MessageHeaderDecoder header) {
    switch (template) {
      case ReserveBasketDecoder.TEMPLATE_ID ->
          baskets.execute(reserveBasket.wrapAndApplyHeader(buffer, offset, header));
      case BeginPaymentBasketDecoder.TEMPLATE_ID ->
          basketResolutions.beginPayment(
              beginPaymentBasket.wrapAndApplyHeader(buffer, offset, header).basket());
      case ConfirmBasketDecoder.TEMPLATE_ID ->
          basketResolutions.confirm(
              confirmBasket.wrapAndApplyHeader(buffer, offset, header).basket());
      case ReleaseBasketDecoder.TEMPLATE_ID ->
          basketResolutions.release(
              releaseBasket.wrapAndApplyHeader(buffer, offset, header).basket());
      case JoinQueueDecoder.TEMPLATE_ID -> {
        joinQueue.wrapAndApplyHeader(buffer, offset, header);
        queue.join(joinQueue.sale(), joinQueue.buyer());
      }
      case LeaveQueueDecoder.TEMPLATE_ID -> {
        leaveQueue.wrapAndApplyHeader(buffer, offset, header);
        queue.leave(leaveQueue.sale(), leaveQueue.buyer());
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
