package io.holdfast.model;

import java.util.Optional;

/** Whether a step may come next, before anything is executed. */
final class StepOrder {
  private static final int RULES_VERSION = 2;

  private final World world;

  StepOrder(final World world) {
    this.world = world;
  }

  Optional<Violation> check(final long sequence, final long timeMs, final Command command) {
    return world.isConfigured()
        ? checkNext(sequence, timeMs, command)
        : checkFirst(sequence, command);
  }

  private static Optional<Violation> checkFirst(final long sequence, final Command command) {
    if (!(command instanceof Command.EpochStart start)) {
      return violation(
          sequence,
          Judge.EPOCH_START,
          "the first command is " + Words.command(command) + ", not an EpochStart");
    }
    return checkStart(sequence, start);
  }

  private static Optional<Violation> checkStart(
      final long sequence, final Command.EpochStart start) {
    if (start.startSequence() != sequence) {
      return violation(
          sequence,
          Judge.EPOCH_START,
          "the EpochStart of sequence " + start.startSequence() + " has sequence " + sequence);
    }
    if (start.rulesVersion() != RULES_VERSION) {
      return violation(
          sequence,
          Judge.EPOCH_START,
          "the epoch was run by rules version "
              + start.rulesVersion()
              + ", known here is "
              + RULES_VERSION);
    }
    if (!start.ceilings().arePositive()) {
      return violation(
          sequence, Judge.EPOCH_START, "a ceiling is not positive: " + start.ceilings());
    }
    return Optional.empty();
  }

  private Optional<Violation> checkNext(
      final long sequence, final long timeMs, final Command command) {
    if (sequence != world.sequence() + 1) {
      return violation(
          sequence,
          Judge.SEQUENCE_GAP,
          "sequence " + sequence + " follows sequence " + world.sequence());
    }
    if (timeMs < world.timeMs()) {
      return violation(
          sequence, Judge.TIME_BACKWARDS, "time " + timeMs + " follows time " + world.timeMs());
    }
    if (command instanceof Command.EpochStart start) {
      return checkLaterStart(sequence, timeMs, start);
    }
    if (command instanceof Command.Tick tick) {
      return checkTime(sequence, timeMs, tick.timeMs(), command);
    }
    if (command instanceof Command.Outage outage) {
      final Optional<Violation> otherTime = checkTime(sequence, timeMs, outage.timeMs(), command);
      if (otherTime.isPresent() || timeMs > world.timeMs()) {
        return otherTime;
      }
    }
    return needsTick(timeMs) ? overdue(sequence, timeMs, command) : Optional.empty();
  }

  /** Another epoch of the same log: the same ceilings, and no time of its own. */
  private Optional<Violation> checkLaterStart(
      final long sequence, final long timeMs, final Command.EpochStart start) {
    if (!start.ceilings().equals(world.ceilings())) {
      return violation(
          sequence,
          Judge.EPOCH_START,
          "a later epoch has other ceilings: " + start.ceilings() + " after " + world.ceilings());
    }
    if (timeMs != world.timeMs()) {
      return violation(
          sequence,
          Judge.EPOCH_START,
          "a later epoch starts at "
              + timeMs
              + ", not at the time of the step before it, "
              + world.timeMs());
    }
    return checkStart(sequence, start);
  }

  /** Whether nothing but a Tick may be the next step, if that is of this time. */
  boolean needsTick(final long timeMs) {
    return world.isNewTime(timeMs) && world.nextDueMs() <= timeMs;
  }

  private static Optional<Violation> checkTime(
      final long sequence, final long timeMs, final long saidMs, final Command command) {
    return saidMs == timeMs
        ? Optional.empty()
        : violation(sequence, Judge.TICK_TIME, Words.command(command) + " is stamped " + timeMs);
  }

  private Optional<Violation> overdue(
      final long sequence, final long timeMs, final Command command) {
    return violation(
        sequence,
        Judge.OVERDUE,
        Words.command(command)
            + " is stamped "
            + timeMs
            + ", but what was due at "
            + world.nextDueMs()
            + " was not done before");
  }

  private static Optional<Violation> violation(
      final long sequence, final String rule, final String text) {
    return Optional.of(new Violation(sequence, rule, text));
  }
}
