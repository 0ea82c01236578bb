package io.holdfast.server;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A thread that looks at things twice a second, for as long as a node lives. */
final class Watch implements AutoCloseable {
  private static final long PERIOD_MS = 500;

  private final List<Runnable> looks;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::run, "holdfast-watch");

  /** Looks for the first time at once, on the calling thread. */
  Watch(final List<Runnable> looks) {
    this.looks = looks;
    looks.forEach(Runnable::run);
    thread.setDaemon(true);
    thread.start();
  }

  private void run() {
    try {
      while (!closed.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
        looks.forEach(Runnable::run);
      }
    } catch (final InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  /** When this returns nothing is looked at any more. */
  @Override
  public void close() {
    closed.countDown();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (final InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
