package io.holdfast.client;

import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;

/** Writes a storefront's commands into the outgoing buffer. Loop thread only. */
final class StorefrontMessages {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  private static final int RESERVE_BYTES = HEADER_BYTES + ReserveEncoder.BLOCK_LENGTH;
  private static final int BEGIN_PAYMENT_BYTES = HEADER_BYTES + BeginPaymentEncoder.BLOCK_LENGTH;
  private static final int BEGIN_PAYMENT_BASKET_BYTES =
      HEADER_BYTES + BeginPaymentBasketEncoder.BLOCK_LENGTH;
  private static final int EXTEND_BYTES = HEADER_BYTES + ExtendEncoder.BLOCK_LENGTH;
  private static final int JOIN_QUEUE_BYTES = HEADER_BYTES + JoinQueueEncoder.BLOCK_LENGTH;
  private static final int LEAVE_QUEUE_BYTES = HEADER_BYTES + LeaveQueueEncoder.BLOCK_LENGTH;
  private static final int CONFIRM_BYTES = HEADER_BYTES + ConfirmEncoder.BLOCK_LENGTH;
  private static final int RELEASE_BYTES = HEADER_BYTES + ReleaseEncoder.BLOCK_LENGTH;
  private static final int CANCEL_BYTES = HEADER_BYTES + CancelEncoder.BLOCK_LENGTH;
  private static final int CONFIRM_BASKET_BYTES = HEADER_BYTES + ConfirmBasketEncoder.BLOCK_LENGTH;
  private static final int RELEASE_BASKET_BYTES = HEADER_BYTES + ReleaseBasketEncoder.BLOCK_LENGTH;

  private final Outlet out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReserveBasketEncoder reserveBasket = new ReserveBasketEncoder();
  private final BeginPaymentEncoder beginPayment = new BeginPaymentEncoder();
  private final BeginPaymentBasketEncoder beginPaymentBasket = new BeginPaymentBasketEncoder();
  private final ExtendEncoder extend = new ExtendEncoder();
  private final JoinQueueEncoder joinQueue = new JoinQueueEncoder();
  private final LeaveQueueEncoder leaveQueue = new LeaveQueueEncoder();
  private final ConfirmEncoder confirm = new ConfirmEncoder();
  private final ConfirmBasketEncoder confirmBasket = new ConfirmBasketEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final ReleaseBasketEncoder releaseBasket = new ReleaseBasketEncoder();
  private final CancelEncoder cancel = new CancelEncoder();

  StorefrontMessages(final Outlet out) {
    this.out = out;
  }

  /** The node judges which tiers there are; here it must only fit its byte. */
  static void checkTier(final int tier) {
    if (tier < 0 || tier > ReserveEncoder.tierMaxValue()) {
      throw new IllegalArgumentException("tier: 0 to 7, not " + tier);
    }
  }

  private static int reserveBasketBytes(final int lines) {
    return HEADER_BYTES
        + ReserveBasketEncoder.BLOCK_LENGTH
        + ReserveBasketEncoder.LinesEncoder.HEADER_SIZE
        + lines * ReserveBasketEncoder.LinesEncoder.sbeBlockLength();
  }

  boolean reserve(
      final long correlationId,
      final long idHi,
      final long idLo,
      final long sale,
      final long item,
      final long buyer,
      final long group,
      final int quantity,
      final int tier,
      final int flags) {
    checkTier(tier);
    final int offset = out.claim(correlationId, RESERVE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    reserve
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale)
        .item(item)
        .buyer(buyer)
        .group(group)
        .quantity(quantity)
        .tier((short) tier);
    reserve.reservation().hi(idHi).lo(idLo);
    out.view().putByte(reserve.offset() + ReserveEncoder.flagsEncodingOffset(), (byte) flags);
    return true;
  }

  boolean reserveBasket(
      final long correlationId,
      final long idHi,
      final long idLo,
      final long sale,
      final long buyer,
      final long group,
      final int tier,
      final BasketLines lines) {
    checkTier(tier);
    final int offset = out.claim(correlationId, reserveBasketBytes(lines.size()));
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    reserveBasket
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale)
        .buyer(buyer)
        .group(group)
        .tier((short) tier);
    reserveBasket.basket().hi(idHi).lo(idLo);
    final ReserveBasketEncoder.LinesEncoder encoder = reserveBasket.linesCount(lines.size());
    for (int i = 0; i < lines.size(); i++) {
      encoder.next().item(lines.item(i)).quantity(lines.quantity(i));
      encoder.reservation().hi(lines.idHi(i)).lo(lines.idLo(i));
    }
    return true;
  }

  boolean beginPayment(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(correlationId, BEGIN_PAYMENT_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    beginPayment.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    beginPayment.reservation().hi(idHi).lo(idLo);
    return true;
  }

  boolean beginPaymentBasket(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(correlationId, BEGIN_PAYMENT_BASKET_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    beginPaymentBasket.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    beginPaymentBasket.basket().hi(idHi).lo(idLo);
    return true;
  }

  boolean extend(
      final long correlationId, final long idHi, final long idLo, final long deadlineMs) {
    final int offset = out.claim(correlationId, EXTEND_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    extend
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .deadlineMs(deadlineMs);
    extend.reservation().hi(idHi).lo(idLo);
    return true;
  }

  boolean confirm(
      final long correlationId, final long idHi, final long idLo, final int quantityOrAll) {
    final int offset = out.claim(correlationId, CONFIRM_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    confirm
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .quantity(quantityOrAll);
    confirm.reservation().hi(idHi).lo(idLo);
    return true;
  }

  boolean confirmBasket(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(correlationId, CONFIRM_BASKET_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    confirmBasket.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    confirmBasket.basket().hi(idHi).lo(idLo);
    return true;
  }

  boolean release(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(correlationId, RELEASE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    release.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    release.reservation().hi(idHi).lo(idLo);
    return true;
  }

  boolean releaseBasket(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(correlationId, RELEASE_BASKET_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    releaseBasket.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    releaseBasket.basket().hi(idHi).lo(idLo);
    return true;
  }

  boolean cancel(
      final long correlationId,
      final long cancellationHi,
      final long cancellationLo,
      final long idHi,
      final long idLo,
      final int quantityOrAll) {
    final int offset = out.claim(correlationId, CANCEL_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    cancel
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .quantity(quantityOrAll);
    cancel.cancellation().hi(cancellationHi).lo(cancellationLo);
    cancel.reservation().hi(idHi).lo(idLo);
    return true;
  }

  boolean joinQueue(final long correlationId, final long sale, final long buyer) {
    final int offset = out.claim(correlationId, JOIN_QUEUE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    joinQueue
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale)
        .buyer(buyer);
    return true;
  }

  boolean leaveQueue(final long correlationId, final long sale, final long buyer) {
    final int offset = out.claim(correlationId, LEAVE_QUEUE_BYTES);
    if (offset == Outlet.NO_ROOM) {
      return false;
    }
    leaveQueue
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .sale(sale)
        .buyer(buyer);
    return true;
  }
}
