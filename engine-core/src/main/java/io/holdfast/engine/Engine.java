package io.holdfast.engine;

import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import org.agrona.DirectBuffer;

/**
 * The matching engine: commands in, verdicts out, one at a time. The same commands at the same
 * times give the same verdicts, digest and state on every machine. The first command must be the
 * EpochStart that configures it; a later one begins another epoch of the same log and changes
 * nothing else.
 *
 * <p>For one thread. An exception means that a caller broke the contract or that the engine has a
 * fault; the state is then undefined and the process must stop: a business "no" is a code in the
 * verdict, never an exception.
 */
public final class Engine {
  /** Result of {@link #nextDueMs} when nothing will happen by itself. */
  public static final long NEVER = Sale.NEVER;

  private final EventSink sink;
  private final Digest digest = new Digest();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final EpochStartDecoder epochStart = new EpochStartDecoder();

  private EngineState state;
  private StorefrontCommands storefront;
  private OperatorCommands operators;
  private NodeSteps node;
  private EngineQueries queries;
  private long sequence;
  private long timeMs;

  /** An engine whose events nobody listens to. */
  public Engine() {
    this(null);
  }

  /**
   * @param sink told every state change on the executing thread; null: nobody
   */
  public Engine(final EventSink sink) {
    this.sink = sink;
  }

  /**
   * Executes one command.
   *
   * @param buffer holds the SBE message header and the command; structurally valid (see
   *     FrameValidator)
   * @param offset of the header
   * @param stepSequence one more than the last; that of an EpochStart is its startSequence
   * @param stepTimeMs engine time, never less than before. The first step at a new time must be a
   *     Tick if {@link #nextDueMs} has come, or an Outage; more Ticks may follow whenever the
   *     caller has time for what is left. A later EpochStart has the time of the step before it
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
    final boolean isTick = template == TickDecoder.TEMPLATE_ID;
    if (!isTick && template != OutageDecoder.TEMPLATE_ID) {
      requireTick(stepSequence, stepTimeMs);
    }
    sequence = stepSequence;
    timeMs = stepTimeMs;
    state.begin(stepSequence, stepTimeMs, verdict, isTick);
  }

  /**
   * Commands come after the Tick of their time, so that at least a slice of what is due is done.
   */
  private void requireTick(final long stepSequence, final long stepTimeMs) {
    if (stepTimeMs > timeMs && state.nextDueMs() <= stepTimeMs) {
      throw new IllegalStateException(
          "step " + stepSequence + " at " + stepTimeMs + " but due at " + state.nextDueMs());
    }
  }

  private void end(final Verdict verdict) {
    digest.fold(verdict.outcome());
    digest.fold(sequence);
  }

  private void dispatch(final int template, final DirectBuffer buffer, final int offset) {
    if (!storefront.execute(template, buffer, offset, header)
        && !operators.execute(template, buffer, offset, header)
        && !node.execute(template, buffer, offset, header)) {
      throw new IllegalStateException("no command has the template " + template);
    }
  }

  private void start(
      final DirectBuffer buffer, final int offset, final long stepSequence, final long stepTimeMs) {
    epochStart.wrapAndApplyHeader(buffer, offset, header);
    final boolean follows = state == null || (stepSequence == sequence + 1 && stepTimeMs == timeMs);
    if (!follows || stepSequence != epochStart.startSequence()) {
      throw new IllegalStateException(
          "step " + stepSequence + " cannot start an epoch at " + epochStart.startSequence());
    }
    final EngineConfig config = EngineConfig.from(epochStart);
    if (config.rulesVersion() != EngineConfig.RULES_VERSION) {
      throw new IllegalStateException(
          "rules version " + config.rulesVersion() + ", not " + EngineConfig.RULES_VERSION);
    }
    if (state == null) {
      configure(config);
    } else {
      state.continueUnder(config);
    }
    sequence = stepSequence;
    timeMs = stepTimeMs;
    end(new Verdict());
  }

  private void configure(final EngineConfig config) {
    state = new EngineState(config, digest, sink);
    storefront = new StorefrontCommands(state);
    operators = new OperatorCommands(state);
    node = new NodeSteps(state);
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

  /**
   * Engine time in ms at which something happens by itself next, or {@link #NEVER}; not later than
   * {@link #timeMs} while work is left over that one step was too short for.
   */
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
   * Hash of the whole state but for the memory of rejections and the {@link #digest}; independent
   * of the order in which it came about. Looks at every record.
   */
  public long stateHash() {
    return state == null ? 0 : new StateHash(state).ofState();
  }

  /** Hash of the memory of rejections, all that a rejected command may change. */
  public long rejectionsHash() {
    return state == null ? 0 : new StateHash(state).ofRejections();
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
