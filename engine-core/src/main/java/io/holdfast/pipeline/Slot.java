package io.holdfast.pipeline;

import io.holdfast.engine.Verdict;

/**
 * One slot of the ring. The first slot of a request says all about it, the others only lend their
 * bytes. Every field has one writer: the gateway before publishing, or the logic when executing.
 */
public final class Slot {
  /** What a slot asks for. */
  enum Kind {
    /** A step that gets a sequence and is journaled. */
    COMMAND,
    /** Answered from the state, leaves no trace. */
    QUERY,
    /** Nothing: the pipeline woke itself because something is due. */
    WAKE
  }

  // Written by the gateway.
  Kind kind;
  int slots;
  int lengthBytes;
  int templateId;
  long correlationId;
  ReplyTarget target;

  // Written by the logic.
  boolean tickBefore;
  int tickChanges;
  long sequence;
  long timeMs;
  long digest;
  int replyLengthBytes;
  final Verdict verdict = new Verdict();

  /** Whether a command with a sequence of its own was executed for this slot. */
  public boolean isCommand() {
    return kind == Kind.COMMAND;
  }

  /** Slots of this request, this one included. */
  public int slots() {
    return slots;
  }

  /** Length of the command's bytes. */
  public int lengthBytes() {
    return lengthBytes;
  }

  /** Whether a Tick was executed before this slot's command: the first of a batch may have one. */
  public boolean hasTickBefore() {
    return tickBefore;
  }

  /** State changes of that Tick. */
  public int tickChanges() {
    return tickChanges;
  }

  /** Sequence of the command; of a slot without one, of the last step before it. */
  public long sequence() {
    return sequence;
  }

  /** Engine time of the slot's batch in ms. */
  public long timeMs() {
    return timeMs;
  }

  /** The engine's digest after this slot. */
  public long digest() {
    return digest;
  }

  /** The verdict's 8 bytes for the journal. */
  public long outcome() {
    return verdict.outcome();
  }
}
