package io.holdfast.client;

import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;

/** Writes a storefront's commands into the outgoing buffer. Loop thread only. */
final class StorefrontMessages {
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  static final int RESERVE_BYTES = HEADER_BYTES + ReserveEncoder.BLOCK_LENGTH;
  static final int CONFIRM_BYTES = HEADER_BYTES + ConfirmEncoder.BLOCK_LENGTH;
  static final int RELEASE_BYTES = HEADER_BYTES + ReleaseEncoder.BLOCK_LENGTH;
  static final int CANCEL_BYTES = HEADER_BYTES + CancelEncoder.BLOCK_LENGTH;
  static final int CONFIRM_BASKET_BYTES = HEADER_BYTES + ConfirmBasketEncoder.BLOCK_LENGTH;
  static final int RELEASE_BASKET_BYTES = HEADER_BYTES + ReleaseBasketEncoder.BLOCK_LENGTH;

  private final OutBuffer out;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReserveBasketEncoder reserveBasket = new ReserveBasketEncoder();
  private final ConfirmEncoder confirm = new ConfirmEncoder();
  private final ConfirmBasketEncoder confirmBasket = new ConfirmBasketEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final ReleaseBasketEncoder releaseBasket = new ReleaseBasketEncoder();
  private final CancelEncoder cancel = new CancelEncoder();

  StorefrontMessages(final OutBuffer out) {
    this.out = out;
  }

  /** The node judges which tiers there are; here it must only fit its byte. */
  static void checkTier(final int tier) {
    if (tier < 0 || tier > ReserveEncoder.tierMaxValue()) {
      throw new IllegalArgumentException("tier: 0 to 7, not " + tier);
    }
  }

  static int reserveBasketBytes(final int lines) {
    return HEADER_BYTES
        + ReserveBasketEncoder.BLOCK_LENGTH
        + ReserveBasketEncoder.LinesEncoder.HEADER_SIZE
        + lines * ReserveBasketEncoder.LinesEncoder.sbeBlockLength();
  }

  void reserve(
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
    final int offset = out.claim(RESERVE_BYTES);
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
  }

  void reserveBasket(
      final long correlationId,
      final long idHi,
      final long idLo,
      final long sale,
      final long buyer,
      final long group,
      final int tier,
      final BasketLines lines) {
    final int offset = out.claim(reserveBasketBytes(lines.size()));
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
  }

  void confirm(
      final long correlationId, final long idHi, final long idLo, final int quantityOrAll) {
    final int offset = out.claim(CONFIRM_BYTES);
    confirm
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .quantity(quantityOrAll);
    confirm.reservation().hi(idHi).lo(idLo);
  }

  void confirmBasket(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(CONFIRM_BASKET_BYTES);
    confirmBasket.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    confirmBasket.basket().hi(idHi).lo(idLo);
  }

  void release(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(RELEASE_BYTES);
    release.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    release.reservation().hi(idHi).lo(idLo);
  }

  void releaseBasket(final long correlationId, final long idHi, final long idLo) {
    final int offset = out.claim(RELEASE_BASKET_BYTES);
    releaseBasket.wrapAndApplyHeader(out.view(), offset, header).correlationId(correlationId);
    releaseBasket.basket().hi(idHi).lo(idLo);
  }

  void cancel(
      final long correlationId,
      final long cancellationHi,
      final long cancellationLo,
      final long idHi,
      final long idLo,
      final int quantityOrAll) {
    final int offset = out.claim(CANCEL_BYTES);
    cancel
        .wrapAndApplyHeader(out.view(), offset, header)
        .correlationId(correlationId)
        .quantity(quantityOrAll);
    cancel.cancellation().hi(cancellationHi).lo(cancellationLo);
    cancel.reservation().hi(idHi).lo(idLo);
  }
}
