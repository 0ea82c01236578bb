package io.holdfast.gateway;

import io.holdfast.protocol.Framing;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Grants windows that add up to no more than half the ring: requests in flight take at most that
 * half, and slots that are answered but not yet freed take at most the other, so a connection
 * within its window always finds room. Any thread.
 */
final class WindowPool {
  /** A window must hold the longest message. */
  static final int SMALLEST_WINDOW = Framing.slots(Framing.MAX_MESSAGE_BYTES);

  /** Result of {@link #grant} when nothing is left. */
  static final int NONE_LEFT = 0;

  private final int largestWindow;
  private final AtomicInteger left;

  WindowPool(final int ringSlots, final int largestWindow) {
    this.left = new AtomicInteger(ringSlots / 2);
    this.largestWindow = largestWindow;
  }

  /** Most connections there can be at a time. */
  static int maxConnections(final int ringSlots) {
    return ringSlots / 2 / SMALLEST_WINDOW;
  }

  /**
   * Slots granted to a connection that would like so many; {@link #NONE_LEFT} if there are too few.
   */
  int grant(final int wanted) {
    while (true) {
      final int available = left.get();
      if (available < SMALLEST_WINDOW) {
        return NONE_LEFT;
      }
      final int asked = Math.max(SMALLEST_WINDOW, Math.min(wanted, largestWindow));
      final int granted = Math.min(asked, available);
      if (left.compareAndSet(available, available - granted)) {
        return granted;
      }
    }
  }

  void giveBack(final int slots) {
    left.addAndGet(slots);
  }
}
