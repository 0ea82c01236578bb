package io.holdfast.engine;

import io.holdfast.protocol.HeaderWord;
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
  boolean execute(final long header, final DirectBuffer buffer, final int offset) {
    final int body = offset + MessageHeaderDecoder.ENCODED_LENGTH;
    final int length = HeaderWord.blockLength(header);
    final int version = HeaderWord.version(header);
    final int template = HeaderWord.template(header);
    switch (template) {
      case ReserveDecoder.TEMPLATE_ID ->
          reserves.execute(reserve.wrap(buffer, body, length, version));
      case ConfirmDecoder.TEMPLATE_ID ->
          resolutions.confirm(confirm.wrap(buffer, body, length, version));
      case ReleaseDecoder.TEMPLATE_ID ->
          resolutions.release(release.wrap(buffer, body, length, version).reservation());
      case BeginPaymentDecoder.TEMPLATE_ID ->
          payments.begin(beginPayment.wrap(buffer, body, length, version).reservation());
      case ExtendDecoder.TEMPLATE_ID -> payments.extend(extend.wrap(buffer, body, length, version));
      case CancelDecoder.TEMPLATE_ID -> cancels.execute(cancel.wrap(buffer, body, length, version));
      default -> {
        return executeBasketOrQueue(template, buffer, body, length, version);
      }
    }
    return true;
  }

  private boolean executeBasketOrQueue(
      final int template,
      final DirectBuffer buffer,
      final int body,
      final int length,
      final int version) {
    switch (template) {
      case ReserveBasketDecoder.TEMPLATE_ID ->
          baskets.execute(reserveBasket.wrap(buffer, body, length, version));
      case BeginPaymentBasketDecoder.TEMPLATE_ID ->
          basketResolutions.beginPayment(
              beginPaymentBasket.wrap(buffer, body, length, version).basket());
      case ConfirmBasketDecoder.TEMPLATE_ID ->
          basketResolutions.confirm(confirmBasket.wrap(buffer, body, length, version).basket());
      case ReleaseBasketDecoder.TEMPLATE_ID ->
          basketResolutions.release(releaseBasket.wrap(buffer, body, length, version).basket());
      case JoinQueueDecoder.TEMPLATE_ID -> {
        joinQueue.wrap(buffer, body, length, version);
        queue.join(joinQueue.sale(), joinQueue.buyer());
      }
      case LeaveQueueDecoder.TEMPLATE_ID -> {
        leaveQueue.wrap(buffer, body, length, version);
        queue.leave(leaveQueue.sale(), leaveQueue.buyer());
      }
      default -> {
        return false;
      }
    }
    return true;
  }
}
