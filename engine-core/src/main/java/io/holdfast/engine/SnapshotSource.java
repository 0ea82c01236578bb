package io.holdfast.engine;

import org.agrona.DirectBuffer;

/** Gives the messages that a {@link SnapshotSink} took, in the same order. */
public interface SnapshotSource {
  /** Moves to the next message; false: there is none. */
  boolean next();

  /** Holds the message moved to, until the next move. */
  DirectBuffer buffer();

  /** Where the message begins in {@link #buffer}. */
  int offset();

  /** Its length in bytes, SBE header included. */
  int lengthBytes();
}
