package io.holdfast.pipeline;

import java.util.function.LongSupplier;

/**
 * Decides whether a group of batches waits a moment for more before the sync that it shares. It
 * does only while it is the lesser part of what is under way: then the answers of the group before
 * it have just gone out, what they bring is about to come in, and would wait for this sync and for
 * one of its own. A wait is at most a small part of what a sync takes lately, so that it can never
 * cost much more than it saves; where few requests are under way there is none. For the pipeline's
 * thread.
 */
final class SyncLinger {
  /** Fewer slots than these under way are not worth a wait. */
  static final int WORTH_SLOTS = 128;

  /** A group waits at most one part in this many of what a sync takes. */
  static final int SYNC_PARTS = 4;

  /** And at most so long, whatever the disk is like. */
  static final long LONGEST_NS = 1_000_000;

  /** The average follows the newest sync by one part in this many. */
  private static final int AVERAGED_OVER = 8;

  private final LongSupplier nanoTime;
  private long syncNs;
  private int slotsUnderWay;
  private long beganNs;

  /**
   * @param nanoTime as {@link System#nanoTime}
   */
  SyncLinger(final LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
  }

  /** A group has its first batch. */
  void begin() {
    beganNs = nanoTime.getAsLong();
  }

  /**
   * Whether to look for more once again.
   *
   * @param slots of the group so far
   */
  boolean isWorth(final int slots) {
    return slotsUnderWay >= WORTH_SLOTS
        && slots < slotsUnderWay / 2
        && nanoTime.getAsLong() - beganNs < Math.min(LONGEST_NS, syncNs / SYNC_PARTS);
  }

  /**
   * A sync is over.
   *
   * @param tookNs how long it took
   * @param slots that wait for an answer now: those that it covered, and those that came meanwhile
   */
  void onSync(final long tookNs, final int slots) {
    syncNs += (tookNs - syncNs) / AVERAGED_OVER;
    slotsUnderWay = slots;
  }
}
