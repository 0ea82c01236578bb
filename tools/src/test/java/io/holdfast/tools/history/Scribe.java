package io.holdfast.tools.history;

import io.holdfast.client.Id;
import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.journal.ExcerptWriter;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.protocol.codec.AdjustStockEncoder;
import io.holdfast.protocol.codec.BeginPaymentEncoder;
import io.holdfast.protocol.codec.CancelEncoder;
import io.holdfast.protocol.codec.CloseSaleEncoder;
import io.holdfast.protocol.codec.ConfirmBasketEncoder;
import io.holdfast.protocol.codec.ConfirmEncoder;
import io.holdfast.protocol.codec.CreateSaleEncoder;
import io.holdfast.protocol.codec.EpochStartEncoder;
import io.holdfast.protocol.codec.ExtendEncoder;
import io.holdfast.protocol.codec.JoinQueueEncoder;
import io.holdfast.protocol.codec.LeaveQueueEncoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OpenSaleEncoder;
import io.holdfast.protocol.codec.OperatorCancelEncoder;
import io.holdfast.protocol.codec.OperatorReleaseEncoder;
import io.holdfast.protocol.codec.OutageEncoder;
import io.holdfast.protocol.codec.PauseSaleEncoder;
import io.holdfast.protocol.codec.ReleaseEncoder;
import io.holdfast.protocol.codec.ReserveBasketEncoder;
import io.holdfast.protocol.codec.ReserveEncoder;
import io.holdfast.protocol.codec.TickEncoder;
import io.holdfast.protocol.codec.UpdateSaleEncoder;
import io.holdfast.protocol.codec.UuidEncoder;
import io.holdfast.tools.judge.JournalFile;
import java.nio.file.Path;
import java.time.Instant;
import java.util.function.Consumer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Writes a history as a node would, at times that the test says: a Tick when something is due,
 * every step executed by the engine, an excerpt a step. A {@link Fault} makes it a history of a
 * wrong node.
 */
public final class Scribe {
  /** When the journal begins; {@link #at} counts from here. */
  public static final Instant START = Instant.parse("2026-11-27T09:00:00Z");

  /** Flags of a Reserve. */
  public static final int PARTIAL = 1;

  public static final int WAITLIST = 2;

  private static final int CAPACITY_BYTES = 16 * 1024;
  private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
  private static final String OPERATOR = "olga";

  private final Fault fault;
  private final Engine engine = new Engine();
  private final MemoryJournal journal = new MemoryJournal();
  private final ExcerptWriter excerpt = new ExcerptWriter(CAPACITY_BYTES);
  private final MessageHeaderEncoder header = new MessageHeaderEncoder();
  private final UnsafeBuffer command = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
  private final UnsafeBuffer executed = new UnsafeBuffer(new byte[CAPACITY_BYTES]);
  private final Verdict verdict = new Verdict();
  private long timeMs = START.toEpochMilli();
  private long tickLagMs;
  private long sequence;
  private long nextCommandId = 1_000_000;

  /** Begins the history of a node that is right. */
  public Scribe() {
    this(Fault.NONE);
  }

  /** Begins the history of a node with this fault. */
  public Scribe(final Fault fault) {
    this.fault = fault;
    final EpochStartEncoder start = new EpochStartEncoder().wrapAndApplyHeader(command, 0, header);
    id(start.cluster(), new Id(1, 1));
    id(start.term(), new Id(2, 2));
    id(start.parentTerm(), new Id(0, 0));
    start.epoch(1).startSequence(1);
    EngineConfig.forReservations(10_000).to(start);
    step(HEADER_BYTES + start.encodedLength());
  }

  /** How late the node's Ticks are. */
  public Scribe tickLag(final long ms) {
    tickLagMs = ms;
    return this;
  }

  /** Time passes until so many ms after the start; what is due meanwhile happens. */
  public Scribe at(final long ms) {
    final long until = START.toEpochMilli() + ms;
    while (engine.nextDueMs() <= until) {
      timeMs = Math.min(until, Math.max(timeMs, engine.nextDueMs() + tickLagMs));
      tick();
    }
    timeMs = until;
    return this;
  }

  private void tick() {
    final TickEncoder tick = new TickEncoder().wrapAndApplyHeader(command, 0, header);
    tick.timeMs(timeMs);
    step(HEADER_BYTES + tick.encodedLength());
  }

  /** The node was down until so many ms after the start. */
  public Scribe outage(final long ms, final long graceMs) {
    timeMs = START.toEpochMilli() + ms;
    final OutageEncoder outage = new OutageEncoder().wrapAndApplyHeader(command, 0, header);
    outage.timeMs(timeMs).graceMs(graceMs);
    step(HEADER_BYTES + outage.encodedLength());
    return at(ms);
  }

  /** A sale of its defaults, changed by the test, and open. */
  public Scribe openSale(final long sale, final Consumer<CreateSaleEncoder> change) {
    return createSale(sale, change).open(sale);
  }

  /** A sale: holds of 10 minutes, 5 to pay, no limits, no waiting room. */
  public Scribe createSale(final long sale, final Consumer<CreateSaleEncoder> change) {
    final CreateSaleEncoder create = new CreateSaleEncoder().wrapAndApplyHeader(command, 0, header);
    create
        .correlationId(0)
        .sale(sale)
        .opensAtMs(CreateSaleEncoder.opensAtMsNullValue())
        .closesAtMs(CreateSaleEncoder.closesAtMsNullValue())
        .graceUntilMs(CreateSaleEncoder.graceUntilMsNullValue())
        .holdMs(600_000)
        .paymentMs(300_000)
        .maxHoldMs(3_600_000)
        .retentionMs(86_400_000)
        .buyerLimit(0)
        .buyerLineLimit(0)
        .groupLimit(0)
        .groupLineLimit(0)
        .admissionPerSecond(100)
        .maxActive(10_000)
        .finishMs(600_000)
        .admitPermille(1_000)
        .returnPermille(0)
        .unitsPerBuyer(1)
        .gated((short) 0);
    for (int i = 0; i < CreateSaleEncoder.seedLength(); i++) {
      create.seed(i, (short) i);
    }
    id(create.command(), commandId());
    change.accept(create);
    create.name("autumn shoes").operatorName(OPERATOR).reason("");
    return step(HEADER_BYTES + create.encodedLength());
  }

  /** Opens or resumes it. */
  public Scribe open(final long sale) {
    final OpenSaleEncoder open = new OpenSaleEncoder().wrapAndApplyHeader(command, 0, header);
    open.correlationId(0).sale(sale);
    id(open.command(), commandId());
    open.operatorName(OPERATOR).reason("");
    return step(HEADER_BYTES + open.encodedLength());
  }

  /** Pauses it; {@code graceMs} after the start nothing lapses, unless negative. */
  public Scribe pause(final long sale, final long graceMs, final String reason) {
    final PauseSaleEncoder pause = new PauseSaleEncoder().wrapAndApplyHeader(command, 0, header);
    pause
        .correlationId(0)
        .sale(sale)
        .graceUntilMs(
            graceMs < 0
                ? PauseSaleEncoder.graceUntilMsNullValue()
                : START.toEpochMilli() + graceMs);
    id(pause.command(), commandId());
    pause.operatorName(OPERATOR).reason(reason);
    return step(HEADER_BYTES + pause.encodedLength());
  }

  /** Closes it. */
  public Scribe close(final long sale) {
    final CloseSaleEncoder close = new CloseSaleEncoder().wrapAndApplyHeader(command, 0, header);
    close.correlationId(0).sale(sale);
    id(close.command(), commandId());
    close.operatorName(OPERATOR).reason("");
    return step(HEADER_BYTES + close.encodedLength());
  }

  /** Changes what the test sets. */
  public Scribe update(final long sale, final Consumer<UpdateSaleEncoder> change) {
    final UpdateSaleEncoder update = new UpdateSaleEncoder().wrapAndApplyHeader(command, 0, header);
    final long none = UpdateSaleEncoder.opensAtMsNullValue();
    final int noInt = UpdateSaleEncoder.buyerLimitNullValue();
    update
        .correlationId(0)
        .sale(sale)
        .opensAtMs(none)
        .closesAtMs(none)
        .graceUntilMs(none)
        .holdMs(none)
        .paymentMs(none)
        .maxHoldMs(none)
        .retentionMs(none)
        .buyerLimit(noInt)
        .buyerLineLimit(noInt)
        .groupLimit(noInt)
        .groupLineLimit(noInt)
        .admissionPerSecond(noInt)
        .maxActive(noInt)
        .finishMs(none)
        .admitPermille(noInt)
        .returnPermille(noInt)
        .unitsPerBuyer(noInt);
    id(update.command(), commandId());
    change.accept(update);
    update.operatorName(OPERATOR).reason("");
    return step(HEADER_BYTES + update.encodedLength());
  }

  /** Puts units in, or takes them out. */
  public Scribe stock(final long sale, final long item, final long delta) {
    final AdjustStockEncoder adjust =
        new AdjustStockEncoder().wrapAndApplyHeader(command, 0, header);
    adjust
        .correlationId(0)
        .sale(sale)
        .item(item)
        .delta(delta)
        .expectedAvailable(AdjustStockEncoder.expectedAvailableNullValue());
    adjust.flags().clear().createLine(true);
    id(adjust.command(), commandId());
    adjust.operatorName(OPERATOR).reason("delivery");
    return step(HEADER_BYTES + adjust.encodedLength());
  }

  /** A Reserve without group, tier and flags. */
  public Scribe reserve(
      final long id, final long sale, final long item, final long buyer, final int quantity) {
    return reserve(id, sale, item, buyer, quantity, 0);
  }

  /** A Reserve. */
  public Scribe reserve(
      final long id,
      final long sale,
      final long item,
      final long buyer,
      final int quantity,
      final int flags) {
    return reserve(id(id), sale, item, buyer, 0, quantity, flags);
  }

  /** A Reserve with all its fields. */
  public Scribe reserve(
      final Id id,
      final long sale,
      final long item,
      final long buyer,
      final long group,
      final int quantity,
      final int flags) {
    final ReserveEncoder reserve = new ReserveEncoder().wrapAndApplyHeader(command, 0, header);
    reserve
        .correlationId(0)
        .sale(sale)
        .item(item)
        .buyer(buyer)
        .group(group)
        .quantity(quantity)
        .tier((short) 0);
    reserve.flags().clear().partial((flags & PARTIAL) != 0).waitlist((flags & WAITLIST) != 0);
    id(reserve.reservation(), id);
    return step(HEADER_BYTES + reserve.encodedLength());
  }

  /** A basket of one unit of each item; its lines have the ids after the basket's. */
  public Scribe basket(final long id, final long sale, final long buyer, final long... items) {
    final ReserveBasketEncoder basket =
        new ReserveBasketEncoder().wrapAndApplyHeader(command, 0, header);
    basket.correlationId(0).sale(sale).buyer(buyer).group(0).tier((short) 0);
    id(basket.basket(), id(id));
    final ReserveBasketEncoder.LinesEncoder lines = basket.linesCount(items.length);
    for (int i = 0; i < items.length; i++) {
      lines.next().item(items[i]).quantity(1);
      id(lines.reservation(), id(id + 1 + i));
    }
    return step(HEADER_BYTES + basket.encodedLength());
  }

  /** Confirms every line of a basket. */
  public Scribe confirmBasket(final long id) {
    final ConfirmBasketEncoder confirm =
        new ConfirmBasketEncoder().wrapAndApplyHeader(command, 0, header);
    confirm.correlationId(0);
    id(confirm.basket(), id(id));
    return step(HEADER_BYTES + confirm.encodedLength());
  }

  /** The buyer pays. */
  public Scribe beginPayment(final long id) {
    final BeginPaymentEncoder begin =
        new BeginPaymentEncoder().wrapAndApplyHeader(command, 0, header);
    begin.correlationId(0);
    id(begin.reservation(), id(id));
    return step(HEADER_BYTES + begin.encodedLength());
  }

  /** Extends to so many ms after the start. */
  public Scribe extend(final long id, final long deadlineMs) {
    final ExtendEncoder extend = new ExtendEncoder().wrapAndApplyHeader(command, 0, header);
    extend.correlationId(0).deadlineMs(START.toEpochMilli() + deadlineMs);
    id(extend.reservation(), id(id));
    return step(HEADER_BYTES + extend.encodedLength());
  }

  /** Confirms all units. */
  public Scribe confirm(final long id) {
    return confirm(id, ConfirmEncoder.quantityNullValue());
  }

  /** Confirms some units. */
  public Scribe confirm(final long id, final int quantity) {
    final ConfirmEncoder confirm = new ConfirmEncoder().wrapAndApplyHeader(command, 0, header);
    confirm.correlationId(0).quantity(quantity);
    id(confirm.reservation(), id(id));
    return step(HEADER_BYTES + confirm.encodedLength());
  }

  /** Gives it back. */
  public Scribe release(final long id) {
    final ReleaseEncoder release = new ReleaseEncoder().wrapAndApplyHeader(command, 0, header);
    release.correlationId(0);
    id(release.reservation(), id(id));
    return step(HEADER_BYTES + release.encodedLength());
  }

  /** Cancels units of a purchase. */
  public Scribe cancel(final long cancellation, final long id, final int quantity) {
    final CancelEncoder cancel = new CancelEncoder().wrapAndApplyHeader(command, 0, header);
    cancel.correlationId(0).quantity(quantity);
    id(cancel.cancellation(), id(cancellation));
    id(cancel.reservation(), id(id));
    return step(HEADER_BYTES + cancel.encodedLength());
  }

  /** An operator releases it. */
  public Scribe operatorRelease(final long id, final String reason) {
    final OperatorReleaseEncoder release =
        new OperatorReleaseEncoder().wrapAndApplyHeader(command, 0, header);
    release.correlationId(0);
    id(release.command(), commandId());
    id(release.reservation(), id(id));
    release.operatorName(OPERATOR).reason(reason);
    return step(HEADER_BYTES + release.encodedLength());
  }

  /** An operator cancels all of it. */
  public Scribe operatorCancel(final long id, final String reason) {
    final OperatorCancelEncoder cancel =
        new OperatorCancelEncoder().wrapAndApplyHeader(command, 0, header);
    cancel.correlationId(0).quantity(OperatorCancelEncoder.quantityNullValue());
    id(cancel.command(), commandId());
    id(cancel.reservation(), id(id));
    cancel.operatorName(OPERATOR).reason(reason);
    return step(HEADER_BYTES + cancel.encodedLength());
  }

  /** Joins the queue. */
  public Scribe join(final long sale, final long buyer) {
    final JoinQueueEncoder join = new JoinQueueEncoder().wrapAndApplyHeader(command, 0, header);
    join.correlationId(0).sale(sale).buyer(buyer);
    return step(HEADER_BYTES + join.encodedLength());
  }

  /** Leaves the queue. */
  public Scribe leave(final long sale, final long buyer) {
    final LeaveQueueEncoder leave = new LeaveQueueEncoder().wrapAndApplyHeader(command, 0, header);
    leave.correlationId(0).sale(sale).buyer(buyer);
    return step(HEADER_BYTES + leave.encodedLength());
  }

  /** Sequence of the last step. */
  public long sequence() {
    return sequence;
  }

  /** The engine that wrote it. */
  public Engine engine() {
    return engine;
  }

  /** The journal so far. */
  public MemoryJournal journal() {
    return journal;
  }

  /** Makes a data directory of it. */
  public void writeTo(final Path dataDir) {
    JournalFile.write(dataDir, journal);
  }

  /** The id that stands for this number. */
  public static Id id(final long number) {
    return new Id(0, number);
  }

  private Id commandId() {
    nextCommandId++;
    return id(nextCommandId);
  }

  private static void id(final UuidEncoder encoder, final Id id) {
    encoder.hi(id.hi()).lo(id.lo());
  }

  private Scribe step(final int lengthBytes) {
    sequence++;
    executed.putBytes(0, command, 0, lengthBytes);
    final int template = new MessageHeaderDecoder().wrap(command, 0).templateId();
    fault.rewrite(template, executed);
    final long digestBefore = engine.digest();
    engine.execute(executed, 0, sequence, timeMs, verdict);
    final Fault.Outcome right =
        new Fault.Outcome(sequence, template, verdict.outcome(), engine.digest());
    final Fault.Outcome outcome = fault.falsify(right, digestBefore);
    excerpt.begin();
    excerpt.add(outcome.outcome(), command, 0, lengthBytes);
    excerpt.finish(1, sequence, timeMs, outcome.digest());
    journal.append(excerpt.buffer(), 0, excerpt.lengthBytes());
    return this;
  }
}
