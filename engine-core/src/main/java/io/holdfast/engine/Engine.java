package io.holdfast.engine;

import io.holdfast.protocol.HeaderWord;
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

  /** Commands that {@link #readAhead} reads for at most. */
  public static final int MAX_ANNOUNCED = ReadAhead.MAX_COMMANDS;

  private final EventSink sink;
  private final int rulesVersion;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final EpochStartDecoder epochStart = new EpochStartDecoder();

  private Digest digest = new Digest();
  private EngineState state;
  private StorefrontCommands storefront;
  private OperatorCommands operators;
  private NodeSteps node;
  private EngineQueries queries;
  private EngineUpdates updates;
  private long sequence;
  private long timeMs;

  /** Whether the state was decided by other rules, so that an epoch of these must begin first. */
  private boolean epochIsMissing;

  /** An engine whose events nobody listens to. */
  public Engine() {
    this(null);
  }

  /**
   * @param sink told every state change on the executing thread; null: nobody
   */
  public Engine(final EventSink sink) {
    this(sink, EngineConfig.RULES_VERSION);
  }

  /**
   * An engine that says it decides by other rules than this program has. It decides by the same all
   * the same: for tests of what happens when the version changes.
   */
  public Engine(final EventSink sink, final int rulesVersion) {
    this.sink = sink;
    this.rulesVersion = rulesVersion;
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
    final long headerWord = HeaderWord.read(buffer, offset);
    final int template = HeaderWord.template(headerWord);
    verdict.reset();
    if (template == EpochStartDecoder.TEMPLATE_ID) {
      start(buffer, offset, stepSequence, stepTimeMs);
      return;
    }
    begin(template, stepSequence, stepTimeMs, verdict);
    if (!storefront.execute(headerWord, buffer, offset)) {
      executeOther(template, buffer, offset);
    }
    end(verdict);
  }

  /**
   * Whether the state is so large that telling the engine of commands ahead saves more than it
   * costs.
   */
  public boolean readsAhead() {
    return state != null && state.readAhead.isWorthwhile();
  }

  /**
   * Tells the engine of a command that it will be given soon; see {@link #readAhead}. Changes
   * nothing.
   *
   * @param buffer as for {@link #execute}
   */
  public void announce(final DirectBuffer buffer, final int offset) {
    final int template = HeaderWord.template(HeaderWord.read(buffer, offset));
    if (StorefrontCommands.beginsWithId(template)) {
      state.readAhead.announce(template, buffer, offset);
    }
  }

  /**
   * Brings what the announced commands will need into the processor's cache, all at once: each
   * would wait for memory several times, but together they wait little longer than one. Up to
   * {@link #MAX_ANNOUNCED} commands; later ones are not looked at. Changes nothing.
   *
   * @return a sum of what was read, which means nothing
   */
  public long readAhead() {
    return state.readAhead.read();
  }

  /** Memory outside the heap that the state takes so far: that of records and tables. */
  public long offHeapBytes() {
    return state == null ? 0 : state.offHeapBytes();
  }

  private void begin(
      final int template, final long stepSequence, final long stepTimeMs, final Verdict verdict) {
    if (state == null || stepSequence != sequence + 1 || stepTimeMs < timeMs || epochIsMissing) {
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

  private void executeOther(final int template, final DirectBuffer buffer, final int offset) {
    if (!operators.execute(template, buffer, offset, header)
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
    if (config.rulesVersion() != rulesVersion) {
      throw new IllegalStateException(
          "rules version " + config.rulesVersion() + ", not " + rulesVersion);
    }
    if (state == null) {
      configure(new EngineState(config, digest, sink));
    } else {
      state.continueUnder(config);
    }
    epochIsMissing = false;
    sequence = stepSequence;
    timeMs = stepTimeMs;
    end(new Verdict());
  }

  private void configure(final EngineState configured) {
    state = configured;
    storefront = new StorefrontCommands(state);
    operators = new OperatorCommands(state);
    node = new NodeSteps(state);
    queries = new EngineQueries(state);
    updates = new EngineUpdates(state);
  }

  /**
   * Writes the whole state. Changes nothing; between steps, and only after the first.
   *
   * @param snapshot told message by message
   */
  public void save(final SnapshotSink snapshot) {
    if (state == null) {
      throw new IllegalStateException("an engine has no state before its first step");
    }
    new StateWriter(state, snapshot).write(sequence, timeMs);
  }

  /**
   * Takes over a saved state: from here on this engine does exactly what the one would have done
   * that saved it. Instead of the first step.
   *
   * @throws StateException if it is not a whole state, or one of other rules; the engine is as new
   */
  public void load(final SnapshotSource snapshot) {
    load(snapshot, false);
  }

  /**
   * As {@link #load}, but the state may have been decided by other rules. The next step must then
   * be the EpochStart from which on this engine's rules apply.
   */
  public void loadOfOtherRules(final SnapshotSource snapshot) {
    load(snapshot, true);
  }

  private void load(final SnapshotSource snapshot, final boolean ofOtherRules) {
    if (state != null) {
      throw new IllegalStateException("the engine has a state already");
    }
    final StateReader reader = new StateReader(snapshot);
    final EngineState loaded = reader.read(rulesVersion, ofOtherRules, sink);
    digest = loaded.digest;
    sequence = reader.sequence();
    timeMs = reader.timeMs();
    epochIsMissing = loaded.config.rulesVersion() != rulesVersion;
    configure(loaded);
  }

  /** Version of the rules that this engine decides by. */
  public int rulesVersion() {
    return rulesVersion;
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

  /** What subscriptions show of the engine. Only after the first step. */
  public EngineUpdates updates() {
    return updates;
  }

  /** The configuration from the first record of the epoch; null before it. */
  public EngineConfig config() {
    return state == null ? null : state.config;
  }
}
