package io.holdfast.gateway;

import org.agrona.MutableDirectBuffer;

/**
 * Tells how the node is. Asked on event loops, past the ring, so it must answer whatever the
 * pipeline and the disk are doing: without a lock that they hold, and without waiting.
 */
@FunctionalInterface
public interface StatusSource {
  /** Longest message it may write, in bytes. */
  int MAX_BYTES = 1024;

  /**
   * Writes a NodeStatus message, SBE header included.
   *
   * @param correlationId of the question
   * @param buffer with room for {@link #MAX_BYTES}
   * @return its length in bytes
   */
  int write(long correlationId, MutableDirectBuffer buffer, int offset);
}
