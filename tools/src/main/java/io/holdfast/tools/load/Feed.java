package io.holdfast.tools.load;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Hands commands from the thread that reads the file to the loop thread, a bounded number ahead,
 * and wakes the loop only when it has run out.
 */
final class Feed {
  private static final int AHEAD = 4096;

  private final BlockingQueue<PlayCommand> queue = new ArrayBlockingQueue<>(AHEAD);
  private final AtomicBoolean hungry = new AtomicBoolean(true);
  private final Runnable wakeUp;

  /**
   * @param wakeUp called on the reading thread when the loop should look again
   */
  Feed(final Runnable wakeUp) {
    this.wakeUp = wakeUp;
  }

  /** Reading thread: hands one on, waiting so long for room; false if there was none. */
  boolean offer(final PlayCommand command, final long timeoutMs) throws InterruptedException {
    if (!queue.offer(command, timeoutMs, TimeUnit.MILLISECONDS)) {
      return false;
    }
    if (hungry.compareAndSet(true, false)) {
      wakeUp.run();
    }
    return true;
  }

  /** Loop thread: the next command, or null; then the loop is woken when there is one. */
  PlayCommand poll() {
    final PlayCommand next = queue.poll();
    if (next != null) {
      return next;
    }
    hungry.set(true);
    final PlayCommand late = queue.poll();
    if (late != null) {
      hungry.set(false);
    }
    return late;
  }
}
