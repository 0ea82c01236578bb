package io.holdfast.benchmarks;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
import io.holdfast.pipeline.TickCommand;
import io.holdfast.protocol.codec.Code;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * An engine alone: no ring, no journal, no thread but the caller's. Does what the node's logic
 * stage does around it: a Tick first at a new time if anything is due, another after every {@value
 * #BATCH_COMMANDS} commands as long as something is. Engine time is a count of commands and knows
 * no clock, so every run executes the same steps.
 */
final class EngineDriver {
  /** A node reads its clock and looks for what is due once per batch of at most so many slots. */
  static final int BATCH_COMMANDS = 2_048;

  /** Commands per millisecond of engine time where nothing else is said: 4.1 M a second. */
  static final int COMMANDS_PER_MS = 2 * BATCH_COMMANDS;

  private static final long START_MS = 1_800_000_000_000L;

  private final Engine engine = new Engine();
  private final Verdict verdict = new Verdict();
  private final Verdict tickVerdict = new Verdict();
  private final TickCommand tick = new TickCommand();
  private final UnsafeBuffer tickBuffer = new UnsafeBuffer(new byte[TickCommand.LENGTH_BYTES]);
  private final int batchCommands;
  private final int batchesPerMs;
  private long sequence;
  private long timeMs = START_MS;
  private int leftInBatch;
  private int leftInMs;
  private long tickChanges;

  /** An engine with this configuration and {@value #COMMANDS_PER_MS} commands per millisecond. */
  EngineDriver(final EngineConfig config) {
    this(config, COMMANDS_PER_MS);
  }

  /**
   * An engine with this configuration.
   *
   * @param commandsPerMs commands after which engine time moves on by a millisecond; a multiple of
   *     {@value #BATCH_COMMANDS} or less than it
   */
  EngineDriver(final EngineConfig config, final int commandsPerMs) {
    batchCommands = Math.min(BATCH_COMMANDS, commandsPerMs);
    batchesPerMs = commandsPerMs / batchCommands;
    if (batchesPerMs * batchCommands != commandsPerMs) {
      throw new IllegalArgumentException(
          commandsPerMs + " commands are no whole number of batches of " + batchCommands);
    }
    leftInBatch = batchCommands;
    leftInMs = batchesPerMs;
    final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
    new OperatorMessages().epochStart(buffer, config, 1);
    execute(buffer, 0);
  }

  /** Executes a command, and before it the Tick if one is due; the verdict is overwritten. */
  Verdict execute(final DirectBuffer buffer, final int offset) {
    pass();
    return executeNow(buffer, offset);
  }

  /** Lets the time of one command pass. */
  void pass() {
    if (leftInBatch == 0) {
      nextBatch();
    }
    leftInBatch--;
  }

  private void nextBatch() {
    leftInBatch = batchCommands;
    leftInMs--;
    if (leftInMs == 0) {
      leftInMs = batchesPerMs;
      timeMs++;
    }
    tickIfDue();
  }

  private void tickIfDue() {
    if (isDue()) {
      tick();
    }
  }

  /** Whether something happens by itself at this time. */
  boolean isDue() {
    return engine.nextDueMs() <= timeMs;
  }

  /** Executes a Tick. */
  void tick() {
    tick.write(tickBuffer, 0, timeMs);
    engine.execute(tickBuffer, 0, ++sequence, timeMs, tickVerdict);
    tickChanges += tickVerdict.granted();
  }

  /** Executes a command at this time, without looking for what is due. */
  Verdict executeNow(final DirectBuffer buffer, final int offset) {
    engine.execute(buffer, offset, ++sequence, timeMs, verdict);
    return verdict;
  }

  /** Whether commands are worth telling ahead. */
  boolean readsAhead() {
    return engine.readsAhead();
  }

  /** Tells the engine of a command that comes soon. */
  void announce(final DirectBuffer buffer, final int offset) {
    engine.announce(buffer, offset);
  }

  /** Lets the engine read for the commands it was told of. */
  void readAhead() {
    engine.readAhead();
  }

  /** Lets engine time move on at once; whoever does it sees to the Ticks. */
  void advanceTo(final long newTimeMs) {
    timeMs = newTimeMs;
  }

  /** Executes a command that must be accepted: of a set-up, not of what is measured. */
  Verdict accept(final DirectBuffer buffer, final int offset) {
    return expect(execute(buffer, offset), Code.ACCEPTED);
  }

  /** Fails if the benchmark does not measure what it says. */
  Verdict expect(final Verdict given, final Code code) {
    if (given.code() != code) {
      throw new IllegalStateException(
          "step " + sequence + " was answered " + given.code() + " instead of " + code);
    }
    return given;
  }

  /** The engine itself. */
  Engine engine() {
    return engine;
  }

  /** Engine time of the last step in ms since 1970. */
  long timeMs() {
    return timeMs;
  }

  /** State changes that Ticks have made so far. */
  long tickChanges() {
    return tickChanges;
  }
}
