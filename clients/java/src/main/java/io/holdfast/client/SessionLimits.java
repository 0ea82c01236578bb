package io.holdfast.client;

import io.holdfast.protocol.codec.Durability;

/**
 * What the node granted in its Welcome.
 *
 * @param windowSlots slots this session may have in flight; 0 for an observer, whose requests take
 *     none
 * @param slotBytes a request takes one slot per this many bytes of its message
 * @param listSlots slots a query of a sale or a list takes
 * @param maxFrameBytes longest message, length field excluded
 * @param heartbeatMs each side sends something at least this often
 * @param epoch number of the node's term
 * @param timeMs engine time at the Welcome, ms since 1970
 * @param durability class that every verdict of this node reaches
 */
public record SessionLimits(
    int windowSlots,
    int slotBytes,
    int listSlots,
    int maxFrameBytes,
    int heartbeatMs,
    long epoch,
    long timeMs,
    Durability durability) {

  /** Slots that a message of this length takes, list queries apart; at least one. */
  public int slots(final int messageBytes) {
    return messageBytes <= slotBytes ? 1 : (messageBytes + slotBytes - 1) / slotBytes;
  }
}
