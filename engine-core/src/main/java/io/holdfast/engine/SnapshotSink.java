package io.holdfast.engine;

import org.agrona.DirectBuffer;

/** Takes the engine's state, message by message, in order. */
public interface SnapshotSink {
  /** No message is longer. */
  int LARGEST_MESSAGE_BYTES = 1 << 20;

  /**
   * Takes one SBE message. The buffer is the engine's and is used again for the next one.
   *
   * @param section template id of the message
   * @param entries rows of its group, 1 without a group
   * @param buffer of direct memory; holds the message from 0 on, SBE header included
   */
  void message(int section, int entries, DirectBuffer buffer, int lengthBytes);
}
