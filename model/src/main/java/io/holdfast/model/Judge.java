package io.holdfast.model;

import java.util.Optional;
import org.agrona.DirectBuffer;

/**
 * Judges what a journal recorded, step by step, with an engine of its own.
 *
 * <p>The first violation is the last word: from then on nothing is judged, and every call gives it
 * again. Not thread-safe.
 */
public final class Judge {
  /** A record is not one readable command. */
  public static final String UNREADABLE = "unreadable-command";

  /**
   * The first record must be an EpochStart that this engine understands, and a later one must go on
   * under the same ceilings.
   */
  public static final String EPOCH_START = "epoch-start";

  /** A sequence is left out or comes twice. */
  public static final String SEQUENCE_GAP = "sequence-gap";

  /** Engine time went backwards. */
  public static final String TIME_BACKWARDS = "time-backwards";

  /** A Tick says another time than its step. */
  public static final String TICK_TIME = "tick-time";

  /** A command was executed while something was overdue. */
  public static final String OVERDUE = "overdue";

  /** An outcome is not the one the rules give. */
  public static final String OUTCOME = "outcome";

  /** Units were lost or made. */
  public static final String CONSERVATION = "conservation";

  /** A hold or a late purchase brought a buyer or a group above a limit. */
  public static final String LIMITS = "limits";

  /** Somebody waits for what is available in an open sale, and nothing is left to do. */
  public static final String WAITLIST = "waitlist";

  /** An admission is out of the shuffle's order, or more than the policy allows. */
  public static final String WAITING_ROOM = "waiting-room";

  /** The recorded digest is not the one of these commands and outcomes. */
  public static final String DIGEST = "digest";

  private final PlainEngine engine;
  private final CommandReader reader = new CommandReader();
  private final LimitWatch limits;
  private final RoomWatch rooms;
  private Violation first;

  /** Judges from the first step on. */
  public Judge() {
    this(new PlainEngine());
  }

  Judge(final PlainEngine engine) {
    this.engine = engine;
    limits = new LimitWatch(engine.world());
    rooms = new RoomWatch(engine.world());
  }

  /** The judging engine, for reports; to be read only. */
  public PlainEngine engine() {
    return engine;
  }

  /** The violation found so far. */
  public Optional<Violation> firstViolation() {
    return Optional.ofNullable(first);
  }

  /**
   * Executes one recorded command and compares the outcome.
   *
   * @param length of the command in bytes, SBE header included, without padding
   * @param code as recorded, as are marks, state and granted
   * @return the first violation, of this step or of one before
   */
  public Optional<Violation> judge(
      final long sequence,
      final long timeMs,
      final DirectBuffer buffer,
      final int offset,
      final int length,
      final int code,
      final int marks,
      final int state,
      final int granted) {
    if (first != null) {
      return firstViolation();
    }
    final Command command;
    try {
      command = reader.read(buffer, offset, length);
    } catch (final UnreadableCommandException e) {
      return violated(sequence, UNREADABLE, "the record cannot be read: " + e.getMessage());
    }
    final Optional<Violation> outOfOrder = engine.checkOrder(sequence, timeMs, command);
    if (outOfOrder.isPresent()) {
      first = outOfOrder.get();
      return outOfOrder;
    }
    final PlainVerdict expected = engine.execute(sequence, timeMs, command);
    final boolean equal =
        code == expected.code().value()
            && marks == expected.marks()
            && state == expected.state().value()
            && granted == expected.granted();
    if (!equal) {
      return violated(
          sequence,
          OUTCOME,
          Words.command(command)
              + ": recorded is "
              + Words.outcome(code, marks, state, granted)
              + "; by the rules it is "
              + Words.outcome(expected));
    }
    return judgeInvariants(sequence, command);
  }

  /** What must hold after every step, whatever the rules made of it. */
  private Optional<Violation> judgeInvariants(final long sequence, final Command command) {
    final Optional<String> lines = engine.checkTouchedLines();
    if (lines.isPresent()) {
      return violated(sequence, CONSERVATION, Words.command(command) + " left " + lines.get());
    }
    final Optional<String> waitlists = engine.checkTouchedWaitlists();
    if (waitlists.isPresent()) {
      return violated(sequence, WAITLIST, Words.command(command) + " left " + waitlists.get());
    }
    for (final PlainEvent event : engine.events()) {
      final Optional<String> limit = limits.check(event);
      if (limit.isPresent()) {
        return violated(sequence, LIMITS, Words.command(command) + ": " + limit.get());
      }
      final Optional<String> room = rooms.check(event);
      if (room.isPresent()) {
        return violated(sequence, WAITING_ROOM, Words.command(command) + ": " + room.get());
      }
    }
    return Optional.empty();
  }

  /**
   * Compares the digest recorded for the step judged last.
   *
   * @throws IllegalArgumentException when that is another step
   */
  public Optional<Violation> judgeDigest(final long sequence, final long recordedDigest) {
    if (first != null) {
      return firstViolation();
    }
    if (!engine.isStarted() || sequence != engine.lastSequence()) {
      throw new IllegalArgumentException(
          "digest of sequence " + sequence + ", judged last was " + engine.lastSequence());
    }
    if (recordedDigest == engine.digest()) {
      return Optional.empty();
    }
    return violated(
        sequence,
        DIGEST,
        String.format(
            "the digest after this step is recorded as %016x; the commands and outcomes give %016x",
            recordedDigest, engine.digest()));
  }

  /**
   * Checks the whole state reached: every line against all its reservations. Visits everything; for
   * the end of a journal.
   */
  public Optional<Violation> judgeState() {
    if (first != null) {
      return firstViolation();
    }
    final Optional<String> broken = engine.checkConservation();
    return broken.isPresent()
        ? violated(engine.lastSequence(), CONSERVATION, broken.get())
        : Optional.empty();
  }

  private Optional<Violation> violated(final long sequence, final String rule, final String text) {
    first = new Violation(sequence, rule, text);
    return firstViolation();
  }
}
