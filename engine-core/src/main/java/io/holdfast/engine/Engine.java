package io.holdfast.engine;

import io.holdfast.protocol.codec.AdjustStockDecoder;
import io.holdfast.protocol.codec.CancelDecoder;
import io.holdfast.protocol.codec.CloseSaleDecoder;
import io.holdfast.protocol.codec.ConfirmBasketDecoder;
import io.holdfast.protocol.codec.ConfirmDecoder;
import io.holdfast.protocol.codec.CreateSaleDecoder;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OpenSaleDecoder;
import io.holdfast.protocol.codec.ReleaseBasketDecoder;
import io.holdfast.protocol.codec.ReleaseDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import io.holdfast.protocol.codec.ReserveDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import org.agrona.DirectBuffer;

/**
 * The matching engine: commands in, verdicts out, one at a time. The same commands at the same
 * times give the same verdicts, digest and state on every machine. The first command must be the
 * EpochStart that configures it.
 *
 * <p>For one thread. An exception means that a caller broke the contract or that the engine has a
 * fault; the state is then undefined and the process must stop: a business "no" is a code in the
 * verdict, never an exception.
 */
public final class Engine {
  /** Result of {@link #nextDueMs} when nothing will happen by itself. */
  public static final long NEVER = Sale.NEVER;

  private final Digest digest = new Digest();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final EpochStartDecoder epochStart = new EpochStartDecoder();
  private final ReserveDecoder reserve = new ReserveDecoder();
  private final ReserveBasketDecoder reserveBasket = new ReserveBasketDecoder();
  private final ConfirmDecoder confirm = new ConfirmDecoder();
  private final ConfirmBasketDecoder confirmBasket = new ConfirmBasketDecoder();
  private final ReleaseDecoder release = new ReleaseDecoder();
  private final ReleaseBasketDecoder releaseBasket = new ReleaseBasketDecoder();
  private final CancelDecoder cancel = new CancelDecoder();
  private final CreateSaleDecoder createSale = new CreateSaleDecoder();
  private final OpenSaleDecoder openSale = new OpenSaleDecoder();
  private final CloseSaleDecoder closeSale = new CloseSaleDecoder();
  private final AdjustStockDecoder adjustStock = new AdjustStockDecoder();

  private EngineState state;
  private ReserveHandler reserves;
  private ReserveBasketHandler baskets;
  private ResolutionHandler resolutions;
  private BasketResolutionHandler basketResolutions;
  private CancelHandler cancels;
  private SaleHandler sales;
  private StockHandler stock;
  private TickHandler ticks;
  private EngineQueries queries;
  private long sequence;
  private long timeMs;

  /**
   * Executes one command.
   *
   * @param buffer holds the SBE message header and the command; structurally valid (see
   *     FrameValidator)
   * @param offset of the header
   * @param stepSequence one more than the last; the first is the EpochStart's startSequence
   * @param stepTimeMs engine time, never less than before; nothing but a Tick may be executed while
   *     something is due
   * @param verdict filled in
   */
  public void execute(
      final DirectBuffer buffer,
      final int offset,
      final long stepSequence,
      final long stepTimeMs,
      final Verdict verdict) {
    header.wrap(buffer, offset);
    final int template = header.templateId();
    verdict.reset();
    if (template == EpochStartDecoder.TEMPLATE_ID) {
      start(buffer, offset, stepSequence, stepTimeMs);
      return;
    }
    begin(template, stepSequence, stepTimeMs, verdict);
    dispatch(template, buffer, offset);
    end(verdict);
  }

  private void begin(
      final int template, final long stepSequence, final long stepTimeMs, final Verdict verdict) {
    if (state == null || stepSequence != sequence + 1 || stepTimeMs < timeMs) {
      throw new IllegalStateException(
          "step "
              + stepSequence
              + " at "
              + stepTimeMs
              + " cannot follow step "
              + sequence
              + " at "
              + timeMs);
    }
    if (template != TickDecoder.TEMPLATE_ID && state.nextDueMs() <= stepTimeMs) {
      throw new IllegalStateException(
          "step " + stepSequence + " at " + stepTimeMs + " but due at " + state.nextDueMs());
    }
    sequence = stepSequence;
    timeMs = stepTimeMs;
    state.begin(stepSequence, stepTimeMs, verdict);
  }

  private void end(final Verdict verdict) {
    digest.fold(verdict.outcome());
    digest.fold(sequence);
  }

  private void dispatch(final int template, final DirectBuffer buffer, final int offset) {
    switch (template) {
      case ReserveDecoder.TEMPLATE_ID ->
          reserves.execute(reserve.wrapAndApplyHeader(buffer, offset, header));
      case ConfirmDecoder.TEMPLATE_ID ->
          resolutions.confirm(confirm.wrapAndApplyHeader(buffer, offset, header));
      case ReleaseDecoder.TEMPLATE_ID ->
          resolutions.release(release.wrapAndApplyHeader(buffer, offset, header));
      case ReserveBasketDecoder.TEMPLATE_ID ->
          baskets.execute(reserveBasket.wrapAndApplyHeader(buffer, offset, header));
      case ConfirmBasketDecoder.TEMPLATE_ID ->
          basketResolutions.confirm(
              confirmBasket.wrapAndApplyHeader(buffer, offset, header).basket());
      case ReleaseBasketDecoder.TEMPLATE_ID ->
          basketResolutions.release(
              releaseBasket.wrapAndApplyHeader(buffer, offset, header).basket());
      case CancelDecoder.TEMPLATE_ID ->
          cancels.execute(cancel.wrapAndApplyHeader(buffer, offset, header));
      case TickDecoder.TEMPLATE_ID -> ticks.execute();
      default -> dispatchOperator(template, buffer, offset);
    }
  }

  private void dispatchOperator(final int template, final DirectBuffer buffer, final int offset) {
    switch (template) {
      case CreateSaleDecoder.TEMPLATE_ID ->
          sales.create(createSale.wrapAndApplyHeader(buffer, offset, header));
      case OpenSaleDecoder.TEMPLATE_ID ->
          sales.open(openSale.wrapAndApplyHeader(buffer, offset, header));
      case CloseSaleDecoder.TEMPLATE_ID ->
          sales.close(closeSale.wrapAndApplyHeader(buffer, offset, header));
      case AdjustStockDecoder.TEMPLATE_ID ->
          stock.execute(adjustStock.wrapAndApplyHeader(buffer, offset, header));
      default -> throw new IllegalStateException("no command has the template " + template);
    }
  }

  private void start(
      final DirectBuffer buffer, final int offset, final long stepSequence, final long stepTimeMs) {
    epochStart.wrapAndApplyHeader(buffer, offset, header);
    if (state != null || stepSequence != epochStart.startSequence()) {
      throw new IllegalStateException(
          "step " + stepSequence + " cannot start an epoch at " + epochStart.startSequence());
    }
    final EngineConfig config = EngineConfig.from(epochStart);
    if (config.rulesVersion() != EngineConfig.RULES_VERSION) {
      throw new IllegalStateException(
          "rules version " + config.rulesVersion() + ", not " + EngineConfig.RULES_VERSION);
    }
    configure(config);
    sequence = stepSequence;
    timeMs = stepTimeMs;
    end(new Verdict());
  }

  private void configure(final EngineConfig config) {
    state = new EngineState(config, digest);
    final OperatorIds operatorIds = new OperatorIds(state);
    reserves = new ReserveHandler(state);
    baskets = new ReserveBasketHandler(state);
    resolutions = new ResolutionHandler(state);
    basketResolutions = new BasketResolutionHandler(state);
    cancels = new CancelHandler(state);
    sales = new SaleHandler(state, operatorIds);
    stock = new StockHandler(state, operatorIds);
    ticks = new TickHandler(state);
    queries = new EngineQueries(state);
  }

  /** Sequence of the last step, 0 before the first. */
  public long sequence() {
    return sequence;
  }

  /** Engine time of the last step in ms since 1970. */
  public long timeMs() {
    return timeMs;
  }

  /** Engine time in ms at which something happens by itself next, or {@link #NEVER}. */
  public long nextDueMs() {
    return state == null ? NEVER : state.nextDueMs();
  }

  /**
   * Folds every outcome and resulting quantity so far; equal on every engine that decided
   * everything alike.
   */
  public long digest() {
    return digest.value();
  }

  /**
   * Hash of the whole state, independent of the order in which it came about. Looks at every
   * record.
   */
  public long stateHash() {
    return state == null ? 0 : new StateHash(state).value();
  }

  /** What can be asked of the engine. Only after the first step. */
  public EngineQueries queries() {
    return queries;
  }

  /** The configuration from the first record of the epoch; null before it. */
  public EngineConfig config() {
    return state == null ? null : state.config;
  }
}
