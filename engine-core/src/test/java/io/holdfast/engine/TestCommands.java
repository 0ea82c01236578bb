package io.holdfast.engine;

import io.holdfast.protocol.codec.BeginPaymentBasketEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.ListLinesEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OutageEncoder;
import io.holdfast.protocol.codec.QueryLineEncoder;
import io.holdfast.protocol.codec.QueryReservationEncoder;
import io.holdfast.protocol.codec.QuerySaleEncoder;
import io.holdfast.protocol.codec.ReleaseBasketEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.SubscribeReservationEncoder;
import io.holdfast.protocol.codec.SubscribeTicketEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import io.holdfast.protocol.codec.UuidEncoder;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes one command after the other into the same memory, without allocating. Ids are a number
 * within their kind, so a reservation and a basket of the same number do not meet; the number 0 is
 * the id of all zeros.
 */
public final class TestCommands {
  public static final int ALL = ConfirmEncoder.quantityNullValue();

  public static final long RESERVATION = 1;
  public static final long BASKET = 2;
  public static final long CANCEL = 3;
  public static final long OPERATOR = 4;

  private static final int CAPACITY_BYTES = 16 * 1024;
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

  /** Every command that has an id of its own has it behind the correlation id. */
  private static final int OWN_ID_OFFSET_BYTES = HEADER_BYTES + Long.BYTES;

  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final MessageHeaderDecoder readHeader = new MessageHeaderDecoder();
  private final ReserveEncoder reserve = new ReserveEncoder();
  private final ReserveBasketEncoder basket = new ReserveBasketEncoder();
  private final ConfirmEncoder confirm = new ConfirmEncoder();
  private final ConfirmBasketEncoder confirmBasket = new ConfirmBasketEncoder();
  private final ReleaseEncoder release = new ReleaseEncoder();
  private final ReleaseBasketEncoder releaseBasket = new ReleaseBasketEncoder();
  private final CancelEncoder cancel = new CancelEncoder();
  private final BeginPaymentEncoder beginPayment = new BeginPaymentEncoder();
  private final ExtendEncoder extend = new ExtendEncoder();
  private final JoinQueueEncoder join = new JoinQueueEncoder();
  private final LeaveQueueEncoder leave = new LeaveQueueEncoder();
  private final BeginPaymentBasketEncoder beginPaymentBasket = new BeginPaymentBasketEncoder();
  private final OutageEncoder outage = new OutageEncoder();
  private final TickEncoder tick = new TickEncoder();
  private int lengthBytes;

  /** The commands of operators, into the same memory. */
  public final TestOperatorCommands operator = new TestOperatorCommands(this);

  /** Of every command written from now on. */
  public long correlationId;

  public UnsafeBuffer buffer() {
    return buffer;
  }

  public int lengthBytes() {
    return lengthBytes;
  }

  public int templateId() {
    return readHeader.wrap(buffer, 0).templateId();
  }

  /** Every reservation and every basket has a buyer of its own, with its number. */
  public TestCommands reserve(final long id, final long sale, final long item, final int quantity) {
    return reserve(id, sale, item, quantity, id);
  }

  public TestCommands reserve(
      final long id, final long sale, final long item, final int quantity, final long buyer) {
    reserve.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(reserve.reservation(), RESERVATION, id);
    reserve.sale(sale).item(item).buyer(buyer).group(0).quantity(quantity).tier((short) 0);
    reserve.flags().clear();
    return wrote(reserve.encodedLength());
  }

  /** A Reserve with every field; the flags are those of the schema's ReserveFlags. */
  public TestCommands reserve(
      final long id,
      final long sale,
      final long item,
      final int quantity,
      final long buyer,
      final long group,
      final int tier,
      final int flags) {
    reserve(id, sale, item, quantity, buyer);
    reserve.group(group).tier((short) tier);
    buffer.putByte(reserve.flags().offset(), (byte) flags);
    return this;
  }

  /** A Reserve that waits when nothing is left. */
  public TestCommands reserveOrWait(
      final long id, final long sale, final long item, final int quantity, final long buyer) {
    reserve(id, sale, item, quantity, buyer);
    reserve.flags().waitlist(true);
    return this;
  }

  public TestCommands beginPayment(final long reservation) {
    beginPayment.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(beginPayment.reservation(), RESERVATION, reservation);
    return wrote(beginPayment.encodedLength());
  }

  public TestCommands beginPaymentBasket(final long id) {
    beginPaymentBasket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(beginPaymentBasket.basket(), BASKET, id);
    return wrote(beginPaymentBasket.encodedLength());
  }

  public TestCommands extend(final long reservation, final long deadlineMs) {
    extend.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(extend.reservation(), RESERVATION, reservation);
    return wrote(extend.deadlineMs(deadlineMs).encodedLength());
  }

  public TestCommands join(final long sale, final long buyer) {
    join.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    return wrote(join.sale(sale).buyer(buyer).encodedLength());
  }

  public TestCommands leave(final long sale, final long buyer) {
    leave.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    return wrote(leave.sale(sale).buyer(buyer).encodedLength());
  }

  /** A basket of lines under the ids from {@code firstLine} on, of the items from 1 on. */
  public TestCommands basket(
      final long id, final long sale, final long firstLine, final int lines, final int quantity) {
    basket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(basket.basket(), BASKET, id);
    basket.sale(sale).buyer(id).group(0).tier((short) 0);
    final ReserveBasketEncoder.LinesEncoder rows = basket.linesCount(lines);
    for (int i = 0; i < lines; i++) {
      put(rows.next().reservation(), RESERVATION, firstLine + i);
      rows.item(1 + i % TestEngine.ITEMS).quantity(quantity);
    }
    return wrote(basket.encodedLength());
  }

  /** One line of a basket. */
  public record BasketLine(long reservation, long item, int quantity) {}

  /** A basket with every field. */
  public TestCommands basket(
      final long id,
      final long sale,
      final long buyer,
      final long group,
      final int tier,
      final List<BasketLine> lines) {
    basket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(basket.basket(), BASKET, id);
    basket.sale(sale).buyer(buyer).group(group).tier((short) tier);
    final ReserveBasketEncoder.LinesEncoder rows = basket.linesCount(lines.size());
    for (final BasketLine line : lines) {
      put(rows.next().reservation(), RESERVATION, line.reservation());
      rows.item(line.item()).quantity(line.quantity());
    }
    return wrote(basket.encodedLength());
  }

  public TestCommands confirm(final long reservation, final int quantity) {
    confirm.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(confirm.reservation(), RESERVATION, reservation);
    return wrote(confirm.quantity(quantity).encodedLength());
  }

  public TestCommands confirmBasket(final long id) {
    confirmBasket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(confirmBasket.basket(), BASKET, id);
    return wrote(confirmBasket.encodedLength());
  }

  public TestCommands release(final long reservation) {
    release.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(release.reservation(), RESERVATION, reservation);
    return wrote(release.encodedLength());
  }

  public TestCommands releaseBasket(final long id) {
    releaseBasket.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(releaseBasket.basket(), BASKET, id);
    return wrote(releaseBasket.encodedLength());
  }

  public TestCommands cancel(final long id, final long reservation, final int quantity) {
    cancel.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(cancel.cancellation(), CANCEL, id);
    put(cancel.reservation(), RESERVATION, reservation);
    return wrote(cancel.quantity(quantity).encodedLength());
  }

  public TestCommands createSale(
      final long id, final long sale, final long holdMs, final String name) {
    return createSale(id, sale, holdMs, name, 0, 0);
  }

  /** A sale that lets so many buyers in per second, and each buy so many units; 0: no such rule. */
  public TestCommands createSale(
      final long id,
      final long sale,
      final long holdMs,
      final String name,
      final int admissionPerSecond,
      final int buyerLimit) {
    final TestPolicy policy = new TestPolicy();
    policy.name = name;
    policy.holdMs = holdMs;
    policy.paymentMs = holdMs;
    policy.maxHoldMs = 2 * holdMs;
    policy.retentionMs = 0L;
    policy.buyerLimit = buyerLimit;
    policy.buyerLineLimit = buyerLimit;
    policy.gated = admissionPerSecond == 0 ? 0 : 1;
    policy.admissionPerSecond = admissionPerSecond;
    policy.finishMs = holdMs;
    return operator.create(id, sale, policy);
  }

  public TestCommands openSale(final long id, final long sale) {
    return operator.open(id, sale);
  }

  public TestCommands closeSale(final long id, final long sale) {
    return operator.close(id, sale);
  }

  /** Puts units into a line, which is created where it is missing. */
  public TestCommands stock(final long id, final long sale, final long item, final long delta) {
    return operator.adjust(
        id, sale, item, delta, TestOperatorCommands.ANY, TestOperatorCommands.CREATE_LINE);
  }

  public TestCommands queryReservation(final long reservation) {
    final QueryReservationEncoder query = new QueryReservationEncoder();
    query.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(query.reservation(), RESERVATION, reservation);
    return wrote(query.encodedLength());
  }

  public TestCommands subscribeReservation(final long reservation) {
    final SubscribeReservationEncoder subscribe = new SubscribeReservationEncoder();
    subscribe.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId);
    put(subscribe.reservation(), RESERVATION, reservation);
    return wrote(subscribe.encodedLength());
  }

  public TestCommands subscribeTicket(final long sale, final long buyer) {
    final SubscribeTicketEncoder subscribe = new SubscribeTicketEncoder();
    subscribe.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).sale(sale);
    return wrote(subscribe.buyer(buyer).encodedLength());
  }

  public TestCommands queryLine(final long sale, final long item) {
    final QueryLineEncoder query = new QueryLineEncoder();
    query.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).sale(sale).item(item);
    return wrote(query.encodedLength());
  }

  public TestCommands querySale(final long sale) {
    final QuerySaleEncoder query = new QuerySaleEncoder();
    query.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).sale(sale);
    return wrote(query.encodedLength());
  }

  public TestCommands listLines(final long sale, final int from) {
    final ListLinesEncoder query = new ListLinesEncoder();
    query.wrapAndApplyHeader(buffer, 0, header).correlationId(correlationId).sale(sale).from(from);
    return wrote(query.encodedLength());
  }

  public TestCommands tick(final long timeMs) {
    return wrote(tick.wrapAndApplyHeader(buffer, 0, header).timeMs(timeMs).encodedLength());
  }

  /** The node goes on after it was down; nothing lapses for so long. */
  public TestCommands outage(final long timeMs, final long graceMs) {
    outage.wrapAndApplyHeader(buffer, 0, header).timeMs(timeMs).graceMs(graceMs);
    return wrote(outage.encodedLength());
  }

  public TestCommands epochStart(final EngineConfig config) {
    return epochStart(config, 1, 1);
  }

  /** The start of any epoch. */
  public TestCommands epochStart(
      final EngineConfig config, final long epoch, final long startSequence) {
    final EpochStartEncoder start = new EpochStartEncoder();
    start.wrapAndApplyHeader(buffer, 0, header).epoch(epoch).startSequence(startSequence);
    config.to(start);
    return wrote(start.encodedLength());
  }

  /**
   * Gives the command just written the id of this number and another kind.
   *
   * @param kind {@link #RESERVATION}, {@link #BASKET}, {@link #CANCEL} or {@link #OPERATOR}
   */
  public TestCommands underId(final long kind, final long number) {
    buffer.putLong(OWN_ID_OFFSET_BYTES, kind);
    buffer.putLong(OWN_ID_OFFSET_BYTES + Long.BYTES, number);
    return this;
  }

  TestCommands wrote(final int bodyBytes) {
    lengthBytes = HEADER_BYTES + bodyBytes;
    return this;
  }

  static void put(final UuidEncoder to, final long kind, final long number) {
    to.hi(number == 0 ? 0 : kind).lo(number);
  }
}
