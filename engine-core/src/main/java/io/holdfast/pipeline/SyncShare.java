package io.holdfast.pipeline;

import java.util.function.LongSupplier;

/**
 * Decides how many slots may share a sync, by what a sync costs for each slot under way. While the
 * disk works for some windows, gateways and clients work for the others, so there are two ways to
 * lose:
 *
 * <ul>
 *   <li>Syncs are cheap, and one covers everything under way: then nothing is left to work on while
 *       the disk works, and the disk rests while the answers go out and what they bring comes in.
 *       So a group takes half at most, and the halves alternate.
 *   <li>Syncs are dear, and one covers a part: then the others wait for it and for one of their
 *       own. So a group takes whatever there is.
 * </ul>
 *
 * For the pipeline's thread.
 */
final class SyncShare {
  /** A group may always have so many slots. */
  static final int LEAST_SLOTS = 128;

  /**
   * A sync that costs more for each slot under way is dear: about what gateways and clients need to
   * bring the next command after an answer, on two cores.
   */
  static final long DEAR_NS_PER_SLOT = 2_000;

  /** With every sync the estimate moves towards it by one part in this many. */
  static final int STEPS = 16;

  private final int mostSlots;
  private final LongSupplier nanoTime;
  private long beganNs;
  private long syncNs;
  private int slotsUnderWay;

  /**
   * @param mostSlots that a group may have
   * @param nanoTime as {@link System#nanoTime}
   */
  SyncShare(final int mostSlots, final LongSupplier nanoTime) {
    this.mostSlots = mostSlots;
    this.nanoTime = nanoTime;
  }

  /** Slots that the next group may have. */
  int slots() {
    return syncNs >= DEAR_NS_PER_SLOT * slotsUnderWay
        ? mostSlots
        : Math.min(mostSlots, Math.max(LEAST_SLOTS, slotsUnderWay / 2));
  }

  /** A sync begins. */
  void begin() {
    beganNs = nanoTime.getAsLong();
  }

  /**
   * The sync is over. What it took counts by being more or less, not by how much: then the estimate
   * is the usual one, whatever the few that take a hundred times as long.
   *
   * @param slots that wait for an answer now: those that it covered, and those that came meanwhile
   * @return how long it took
   */
  long end(final int slots) {
    final long tookNs = nanoTime.getAsLong() - beganNs;
    if (syncNs == 0) {
      syncNs = tookNs;
    } else {
      final long step = Math.max(1, syncNs / STEPS);
      syncNs += Math.max(-step, Math.min(step, tookNs - syncNs));
    }
    slotsUnderWay = slots;
    return tookNs;
  }
}
