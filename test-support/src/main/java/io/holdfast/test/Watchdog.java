package io.holdfast.test;

import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches calls from a thread of its own: interrupts a call at its limit and, if that does not end
 * it within the grace period, hands a thread dump to the last resort.
 */
final class Watchdog {
  private final ScheduledThreadPoolExecutor timer;
  private final long graceMs;
  private final Consumer<String> lastResort;

  Watchdog(final long graceMs, final Consumer<String> lastResort) {
    this.graceMs = graceMs;
    this.lastResort = lastResort;
    timer = new ScheduledThreadPoolExecutor(1, Watchdog::daemon);
    timer.setRemoveOnCancelPolicy(true);
  }

  private static Thread daemon(final Runnable work) {
    final Thread thread = new Thread(work, "test-watchdog");
    thread.setDaemon(true);
    return thread;
  }

  /** Starts to watch the calling thread; the caller ends it with {@link Watch#end()}. */
  Watch watch(final String what, final long limitSeconds) {
    return new Watch(what, limitSeconds);
  }

  /** One watched call. Its monitor orders the end of the call and the interrupt. */
  final class Watch {
    private final Thread watched = Thread.currentThread();
    private final String what;
    private final long limitSeconds;
    private ScheduledFuture<?> next;
    private boolean ended;
    private TimeLimitExceeded exceeded;

    private Watch(final String what, final long limitSeconds) {
      this.what = what;
      this.limitSeconds = limitSeconds;
      synchronized (this) {
        next = timer.schedule(this::interrupt, limitSeconds, TimeUnit.SECONDS);
      }
    }

    private void interrupt() {
      // Before the lock: the call may end while the stacks are taken, and need not wait for them.
      final String dump = ThreadDump.ofAll();
      synchronized (this) {
        if (ended) {
          return;
        }
        exceeded = new TimeLimitExceeded(what, limitSeconds, dump);
        next = timer.schedule(this::giveUp, graceMs, TimeUnit.MILLISECONDS);
        watched.interrupt();
      }
    }

    private void giveUp() {
      synchronized (this) {
        if (ended) {
          return;
        }
      }
      lastResort.accept(
          what
              + " did not end within its time limit of "
              + limitSeconds
              + " s, nor when it was interrupted. Threads:\n"
              + ThreadDump.ofAll());
    }

    /**
     * Ends the watch; from here on the thread is not interrupted any more.
     *
     * @return why the call failed, or null when it ended within its limit
     */
    TimeLimitExceeded end() {
      synchronized (this) {
        ended = true;
        next.cancel(false);
        if (exceeded != null) {
          // The interrupt was for the call that has ended, not for what the thread does next.
          Thread.interrupted();
        }
        return exceeded;
      }
    }
  }
}
