package io.holdfast.model;

import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.protocol.codec.UuidEncoder;
import java.util.List;
import java.util.function.Consumer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * Every command as a test writes it: fields with defaults, a changed copy where a test says so, and
 * the bytes that a journal holds.
 */
public final class Commands {
  /** Of optional units: all of them. */
  public static final int ALL = ConfirmEncoder.quantityNullValue();

  /** Of an optional long: not given. */
  public static final long NOT_GIVEN = CreateSaleEncoder.opensAtMsNullValue();

  /** Of an optional int of UpdateSale: not given. */
  public static final int NO_INT = UpdateSaleEncoder.buyerLimitNullValue();

  /** Flags of a Reserve. */
  public static final int PARTIAL = 1;

  public static final int WAITLIST = 2;

  private Commands() {}

  /** One command; {@code T} is its own type. */
  public abstract static class Spec<T extends Spec<T>> implements Cloneable {
    /** Encodes header and message at index 0; gives the length in bytes. */
    public abstract int encode(MutableDirectBuffer buffer);

    /** The bytes of one record, padding excluded. */
    public final byte[] bytes() {
      final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
      final byte[] bytes = new byte[encode(buffer)];
      buffer.getBytes(0, bytes);
      return bytes;
    }

    /** A changed copy. */
    public final T with(final Consumer<? super T> change) {
      final T copy = copy();
      change.accept(copy);
      return copy;
    }

    @SuppressWarnings("unchecked") // T is the class itself
    public final T copy() {
      try {
        return (T) clone();
      } catch (final CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }
  }

  public static final class Reserve extends Spec<Reserve> {
    public Id id = new Id(1, 1);
    public long sale = 1;
    public long item = 1;
    public long buyer = 1;
    public long group;
    public int quantity = 1;
    public int tier;
    public int flags;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ReserveEncoder to =
          new ReserveEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).reservation(), id);
      to.sale(sale).item(item).buyer(buyer).group(group).quantity(quantity).tier((short) tier);
      buffer.putByte(to.flags().offset(), (byte) flags);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public record BasketLine(Id id, long item, int quantity) {}

  public static final class ReserveBasket extends Spec<ReserveBasket> {
    public Id id = new Id(1, 1);
    public long sale = 1;
    public long buyer = 1;
    public long group;
    public int tier;
    public List<BasketLine> lines = List.of();

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ReserveBasketEncoder to =
          new ReserveBasketEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).basket(), id);
      to.sale(sale).buyer(buyer).group(group).tier((short) tier);
      final ReserveBasketEncoder.LinesEncoder entries = to.linesCount(lines.size());
      for (final BasketLine line : lines) {
        put(entries.next().reservation(), line.id());
        entries.item(line.item()).quantity(line.quantity());
      }
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class BeginPayment extends Spec<BeginPayment> {
    public Id reservation = new Id(1, 1);

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final BeginPaymentEncoder to =
          new BeginPaymentEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).reservation(), reservation);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class BeginPaymentBasket extends Spec<BeginPaymentBasket> {
    public Id basket = new Id(1, 1);

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final BeginPaymentBasketEncoder to =
          new BeginPaymentBasketEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).basket(), basket);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class Extend extends Spec<Extend> {
    public Id reservation = new Id(1, 1);
    public long deadlineMs = 1;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ExtendEncoder to =
          new ExtendEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).reservation(), reservation);
      to.deadlineMs(deadlineMs);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class Confirm extends Spec<Confirm> {
    public Id reservation = new Id(1, 1);
    public int quantity = ALL;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ConfirmEncoder to =
          new ConfirmEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).reservation(), reservation);
      to.quantity(quantity);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class ConfirmBasket extends Spec<ConfirmBasket> {
    public Id basket = new Id(1, 1);

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ConfirmBasketEncoder to =
          new ConfirmBasketEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).basket(), basket);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class Release extends Spec<Release> {
    public Id reservation = new Id(1, 1);

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ReleaseEncoder to =
          new ReleaseEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).reservation(), reservation);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class ReleaseBasket extends Spec<ReleaseBasket> {
    public Id basket = new Id(1, 1);

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final ReleaseBasketEncoder to =
          new ReleaseBasketEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).basket(), basket);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class Cancel extends Spec<Cancel> {
    public Id id = new Id(2, 1);
    public Id reservation = new Id(1, 1);
    public int quantity = ALL;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final CancelEncoder to =
          new CancelEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).cancellation(), id);
      put(to.reservation(), reservation);
      to.quantity(quantity);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class JoinQueue extends Spec<JoinQueue> {
    public long sale = 1;
    public long buyer = 1;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final JoinQueueEncoder to =
          new JoinQueueEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      to.correlationId(0).sale(sale).buyer(buyer);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class LeaveQueue extends Spec<LeaveQueue> {
    public long sale = 1;
    public long buyer = 1;

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final LeaveQueueEncoder to =
          new LeaveQueueEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      to.correlationId(0).sale(sale).buyer(buyer);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class CreateSale extends Spec<CreateSale> {
    private static final int SEED_BYTES = 32;

    public Id id = new Id(3, 1);
    public long sale = 1;
    public long opensAtMs = NOT_GIVEN;
    public long closesAtMs = NOT_GIVEN;
    public long graceUntilMs = NOT_GIVEN;
    public long holdMs = 1_000;
    public long paymentMs = 1_000;
    public long maxHoldMs = 1_000;
    public long retentionMs = 1_000_000;
    public int buyerLimit;
    public int buyerLineLimit;
    public int groupLimit;
    public int groupLineLimit;
    public int admissionPerSecond;
    public int maxActive;
    public long finishMs;
    public int admitPermille;
    public int returnPermille;
    public int unitsPerBuyer;
    public int gated;
    public int seed;
    public String name = "sale";
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final CreateSaleEncoder to =
          new CreateSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      to.sale(sale).opensAtMs(opensAtMs).closesAtMs(closesAtMs).graceUntilMs(graceUntilMs);
      to.holdMs(holdMs).paymentMs(paymentMs).maxHoldMs(maxHoldMs).retentionMs(retentionMs);
      to.buyerLimit(buyerLimit).buyerLineLimit(buyerLineLimit);
      to.groupLimit(groupLimit).groupLineLimit(groupLineLimit);
      to.admissionPerSecond(admissionPerSecond).maxActive(maxActive).finishMs(finishMs);
      to.admitPermille(admitPermille).returnPermille(returnPermille);
      to.unitsPerBuyer(unitsPerBuyer).gated((short) gated);
      for (int i = 0; i < SEED_BYTES; i++) {
        to.seed(i, (short) (i == SEED_BYTES - 1 ? seed : 0));
      }
      to.name(name).operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class OpenSale extends Spec<OpenSale> {
    public Id id = new Id(4, 1);
    public long sale = 1;
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final OpenSaleEncoder to =
          new OpenSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      to.sale(sale).operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class PauseSale extends Spec<PauseSale> {
    public Id id = new Id(10, 1);
    public long sale = 1;
    public long graceUntilMs = NOT_GIVEN;
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final PauseSaleEncoder to =
          new PauseSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      to.sale(sale).graceUntilMs(graceUntilMs).operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class CloseSale extends Spec<CloseSale> {
    public Id id = new Id(5, 1);
    public long sale = 1;
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final CloseSaleEncoder to =
          new CloseSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      to.sale(sale).operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class UpdateSale extends Spec<UpdateSale> {
    public Id id = new Id(11, 1);
    public long sale = 1;
    public long opensAtMs = NOT_GIVEN;
    public long closesAtMs = NOT_GIVEN;
    public long graceUntilMs = NOT_GIVEN;
    public long holdMs = NOT_GIVEN;
    public long paymentMs = NOT_GIVEN;
    public long maxHoldMs = NOT_GIVEN;
    public long retentionMs = NOT_GIVEN;
    public int buyerLimit = NO_INT;
    public int buyerLineLimit = NO_INT;
    public int groupLimit = NO_INT;
    public int groupLineLimit = NO_INT;
    public int admissionPerSecond = NO_INT;
    public int maxActive = NO_INT;
    public long finishMs = NOT_GIVEN;
    public int admitPermille = NO_INT;
    public int returnPermille = NO_INT;
    public int unitsPerBuyer = NO_INT;
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final UpdateSaleEncoder to =
          new UpdateSaleEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      to.sale(sale).opensAtMs(opensAtMs).closesAtMs(closesAtMs).graceUntilMs(graceUntilMs);
      to.holdMs(holdMs).paymentMs(paymentMs).maxHoldMs(maxHoldMs).retentionMs(retentionMs);
      to.buyerLimit(buyerLimit).buyerLineLimit(buyerLineLimit);
      to.groupLimit(groupLimit).groupLineLimit(groupLineLimit);
      to.admissionPerSecond(admissionPerSecond).maxActive(maxActive).finishMs(finishMs);
      to.admitPermille(admitPermille).returnPermille(returnPermille);
      to.unitsPerBuyer(unitsPerBuyer).operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class AdjustStock extends Spec<AdjustStock> {
    public static final int CREATE_LINE = 1;

    public Id id = new Id(6, 1);
    public long sale = 1;
    public long item = 1;
    public long delta = 1;
    public long expectedAvailable = NOT_GIVEN;
    public int flags = CREATE_LINE;
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final AdjustStockEncoder to =
          new AdjustStockEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      to.sale(sale).item(item).delta(delta).expectedAvailable(expectedAvailable);
      buffer.putByte(to.flags().offset(), (byte) flags);
      to.operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class OperatorRelease extends Spec<OperatorRelease> {
    public Id id = new Id(12, 1);
    public Id reservation = new Id(1, 1);
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final OperatorReleaseEncoder to =
          new OperatorReleaseEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      put(to.reservation(), reservation);
      to.operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  public static final class OperatorCancel extends Spec<OperatorCancel> {
    public Id id = new Id(13, 1);
    public Id reservation = new Id(1, 1);
    public int quantity = ALL;
    public String operatorName = "operator";
    public String reason = "reason";

    @Override
    public int encode(final MutableDirectBuffer buffer) {
      final OperatorCancelEncoder to =
          new OperatorCancelEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
      put(to.correlationId(0).command(), id);
      put(to.reservation(), reservation);
      to.quantity(quantity).operatorName(operatorName).reason(reason);
      return MessageHeaderEncoder.ENCODED_LENGTH + to.encodedLength();
    }
  }

  static void put(final UuidEncoder to, final Id id) {
    to.hi(id.hi()).lo(id.lo());
  }
}
