package io.holdfast.model;

import io.holdfast.protocol.codec.Code;

/** All that the engine knows between two steps, and where it stands. */
final class World {
  final Recorder recorder = new Recorder();
  final Agenda agenda = new Agenda();
  final Memory memory = new Memory();
  final Budget budget = new Budget();
  final Sales sales = new Sales(this);
  final Rooms rooms = new Rooms(this);
  final Waitlists waitlists = new Waitlists(this);
  final Holds holds = new Holds(this);
  final Settling settling = new Settling(this);

  private Ceilings ceilings;
  private long sequence;
  private long timeMs;
  private boolean outageBeganThisTime;

  Ceilings ceilings() {
    return ceilings;
  }

  /** The step under way, or the last one. */
  long sequence() {
    return sequence;
  }

  /** Engine time of that step. */
  long timeMs() {
    return timeMs;
  }

  boolean isConfigured() {
    return ceilings != null;
  }

  void configure(final Ceilings next) {
    ceilings = next;
    memory.configure(next);
  }

  void beginStep(final long nextSequence, final long nextTimeMs, final Command command) {
    if (!(command instanceof Command.EpochStart)) {
      outageBeganThisTime = command instanceof Command.Outage && nextTimeMs > timeMs;
    }
    sequence = nextSequence;
    timeMs = nextTimeMs;
    recorder.beginStep(sequence, timeMs);
    if (!isConfigured()) {
      return;
    }
    memory.forget(timeMs);
    if (command instanceof Command.Tick) {
      budget.ofTick(ceilings.maxChangesPerStep());
    } else {
      budget.ofCommand(ceilings.maxChangesPerStep());
    }
  }

  void endStep(final PlainVerdict verdict) {
    recorder.digest().foldStep(verdict, sequence);
  }

  /** Whether no step of this time has come yet but an Outage. */
  boolean isNewTime(final long nextTimeMs) {
    return nextTimeMs > timeMs || outageBeganThisTime;
  }

  /** When the next thing is due; not after now where something is. */
  long nextDueMs() {
    if (waitlists.hasBacklog() || sales.firstClosedWithWaiters() != null) {
      return timeMs;
    }
    return Math.min(Math.min(agenda.nextTurnMs(), agenda.nextHoldDueMs()), rooms.nextDueMs());
  }

  /** Whether room for a limit of a group may come free yet, because not all is settled. */
  boolean mayBeSettling(final Code limit) {
    return LimitRules.isOfGroup(limit) && agenda.anyHoldHasLapsed(timeMs);
  }
}
