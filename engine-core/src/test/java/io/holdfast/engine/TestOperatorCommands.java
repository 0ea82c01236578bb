package io.holdfast.engine;

import static io.holdfast.engine.TestCommands.OPERATOR;
import static io.holdfast.engine.TestCommands.RESERVATION;
import static io.holdfast.engine.TestCommands.put;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;

/** Writes the commands of operators for a {@link TestCommands}. */
public final class TestOperatorCommands {
  /** An optional long that is not given: any units available, no change of the grace. */
  public static final long ANY = AdjustStockEncoder.expectedAvailableNullValue();

  /** Flag of AdjustStock. */
  public static final int CREATE_LINE = 1;

  private static final int NO_INT = UpdateSaleEncoder.buyerLimitNullValue();

  /** Who and why, of every command written from now on. */
  public String operatorName = "ann";

  public String reason = "test";

  private final TestCommands to;
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();

  TestOperatorCommands(final TestCommands to) {
    this.to = to;
  }

  public TestCommands create(final long id, final long sale, final TestPolicy policy) {
    final CreateSaleEncoder create =
        new CreateSaleEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    to.buffer().setMemory(create.offset(), CreateSaleEncoder.BLOCK_LENGTH, (byte) 0);
    put(create.correlationId(to.correlationId).command(), OPERATOR, id);
    create
        .sale(sale)
        .opensAtMs(orAny(policy.opensAtMs))
        .closesAtMs(orAny(policy.closesAtMs))
        .graceUntilMs(orAny(policy.graceUntilMs))
        .holdMs(orZero(policy.holdMs))
        .paymentMs(orZero(policy.paymentMs))
        .maxHoldMs(orZero(policy.maxHoldMs))
        .retentionMs(orZero(policy.retentionMs))
        .buyerLimit(orZero(policy.buyerLimit))
        .buyerLineLimit(orZero(policy.buyerLineLimit))
        .groupLimit(orZero(policy.groupLimit))
        .groupLineLimit(orZero(policy.groupLineLimit))
        .admissionPerSecond(orZero(policy.admissionPerSecond))
        .maxActive(orZero(policy.maxActive))
        .finishMs(orZero(policy.finishMs))
        .admitPermille(orZero(policy.admitPermille))
        .returnPermille(orZero(policy.returnPermille))
        .unitsPerBuyer(orZero(policy.unitsPerBuyer))
        .gated((short) policy.gated)
        .seed(0, (short) policy.seed)
        .name(policy.name)
        .operatorName(operatorName)
        .reason(reason);
    return to.wrote(create.encodedLength());
  }

  public TestCommands update(final long id, final long sale, final TestPolicy policy) {
    final UpdateSaleEncoder update =
        new UpdateSaleEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(update.correlationId(to.correlationId).command(), OPERATOR, id);
    update
        .sale(sale)
        .opensAtMs(orAny(policy.opensAtMs))
        .closesAtMs(orAny(policy.closesAtMs))
        .graceUntilMs(orAny(policy.graceUntilMs))
        .holdMs(orAny(policy.holdMs))
        .paymentMs(orAny(policy.paymentMs))
        .maxHoldMs(orAny(policy.maxHoldMs))
        .retentionMs(orAny(policy.retentionMs))
        .buyerLimit(orNone(policy.buyerLimit))
        .buyerLineLimit(orNone(policy.buyerLineLimit))
        .groupLimit(orNone(policy.groupLimit))
        .groupLineLimit(orNone(policy.groupLineLimit))
        .admissionPerSecond(orNone(policy.admissionPerSecond))
        .maxActive(orNone(policy.maxActive))
        .finishMs(orAny(policy.finishMs))
        .admitPermille(orNone(policy.admitPermille))
        .returnPermille(orNone(policy.returnPermille))
        .unitsPerBuyer(orNone(policy.unitsPerBuyer))
        .operatorName(operatorName)
        .reason(reason);
    return to.wrote(update.encodedLength());
  }

  public TestCommands open(final long id, final long sale) {
    final OpenSaleEncoder open = new OpenSaleEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(open.correlationId(to.correlationId).sale(sale).command(), OPERATOR, id);
    return to.wrote(open.operatorName(operatorName).reason(reason).encodedLength());
  }

  /**
   * Pauses a sale.
   *
   * @param graceUntilMs {@link #ANY}: as it is; 0: no grace
   */
  public TestCommands pause(final long id, final long sale, final long graceUntilMs) {
    final PauseSaleEncoder pause =
        new PauseSaleEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(pause.correlationId(to.correlationId).sale(sale).command(), OPERATOR, id);
    pause.graceUntilMs(graceUntilMs);
    return to.wrote(pause.operatorName(operatorName).reason(reason).encodedLength());
  }

  public TestCommands close(final long id, final long sale) {
    final CloseSaleEncoder close =
        new CloseSaleEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(close.correlationId(to.correlationId).sale(sale).command(), OPERATOR, id);
    return to.wrote(close.operatorName(operatorName).reason(reason).encodedLength());
  }

  /**
   * Puts units in or takes them out.
   *
   * @param expectedAvailable {@link #ANY}: whatever there is
   * @param flags {@link #CREATE_LINE} or 0
   */
  public TestCommands adjust(
      final long id,
      final long sale,
      final long item,
      final long delta,
      final long expectedAvailable,
      final int flags) {
    final AdjustStockEncoder adjust =
        new AdjustStockEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(adjust.correlationId(to.correlationId).command(), OPERATOR, id);
    adjust.sale(sale).item(item).delta(delta).expectedAvailable(expectedAvailable);
    to.buffer().putByte(adjust.flags().offset(), (byte) flags);
    return to.wrote(adjust.operatorName(operatorName).reason(reason).encodedLength());
  }

  public TestCommands release(final long id, final long reservation) {
    final OperatorReleaseEncoder release =
        new OperatorReleaseEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(release.correlationId(to.correlationId).command(), OPERATOR, id);
    put(release.reservation(), RESERVATION, reservation);
    return to.wrote(release.operatorName(operatorName).reason(reason).encodedLength());
  }

  /**
   * Takes back units of a purchase.
   *
   * @param quantity {@link TestCommands#ALL}: all that is left
   */
  public TestCommands cancel(final long id, final long reservation, final int quantity) {
    final OperatorCancelEncoder cancel =
        new OperatorCancelEncoder().wrapAndApplyHeader(to.buffer(), 0, header);
    put(cancel.correlationId(to.correlationId).command(), OPERATOR, id);
    put(cancel.reservation(), RESERVATION, reservation);
    cancel.quantity(quantity);
    return to.wrote(cancel.operatorName(operatorName).reason(reason).encodedLength());
  }

  private static long orAny(final Long value) {
    return value == null ? ANY : value;
  }

  private static long orZero(final Long value) {
    return value == null ? 0 : value;
  }

  private static int orZero(final Integer value) {
    return value == null ? 0 : value;
  }

  private static int orNone(final Integer value) {
    return value == null ? NO_INT : value;
  }
}
