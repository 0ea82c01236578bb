package io.holdfast.snapshotter;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Has snapshots taken beside a running node: after so many steps, after so much time, and on
 * demand. A thread of its own waits for that and for the process that does the work; the engine is
 * not asked for anything and never stops.
 */
public final class SnapshotSchedule implements AutoCloseable {
  private static final long LOOK_EVERY_MS = 1_000;
  private static final long STOP_WITHIN_MS = 10_000;

  private final Settings settings;
  private final LongSupplier gateSequence;
  private final Launcher launcher;
  private final LongSupplier nanoTime;
  private final Consumer<String> notes;
  private final Consumer<String> alarms;
  private final ReentrantLock lock = new ReentrantLock();
  private final Semaphore wakeUps = new Semaphore(0);
  private final Thread thread = new Thread(this::run, "holdfast-snapshots");

  private boolean demanded;
  private boolean closed;
  private Process process;
  private long lastSequence;
  private long lastNs;

  /**
   * When.
   *
   * @param everySteps take one after so many steps; 0: not by count
   * @param everyMs take one after so long, if there was any step; 0: not by time
   */
  public record Settings(long everySteps, long everyMs) {
    /** Refuses what makes no sense. */
    public Settings {
      if (everySteps < 0 || everyMs < 0) {
        throw new IllegalArgumentException("every " + everySteps + " steps, " + everyMs + " ms");
      }
    }
  }

  /** Starts the process that takes a snapshot. */
  public interface Launcher {
    /**
     * Starts it.
     *
     * @param toSequence the step whose state it shall have
     * @throws IOException if it cannot be started
     */
    Process launch(long toSequence) throws IOException;
  }

  /**
   * A schedule that has not begun; {@link #start} begins it.
   *
   * @param startSequence where the node began: of the snapshot that it started from
   * @param gateSequence the last step that clients may know of; any thread
   * @param launcher starts what takes one
   * @param nanoTime as {@link System#nanoTime}
   * @param notes told what the process says
   * @param alarms told when one could not be taken
   */
  public SnapshotSchedule(
      final Settings settings,
      final long startSequence,
      final LongSupplier gateSequence,
      final Launcher launcher,
      final LongSupplier nanoTime,
      final Consumer<String> notes,
      final Consumer<String> alarms) {
    this.settings = settings;
    this.gateSequence = gateSequence;
    this.launcher = launcher;
    this.nanoTime = nanoTime;
    this.notes = notes;
    this.alarms = alarms;
    lastSequence = startSequence;
    lastNs = nanoTime.getAsLong();
    thread.setDaemon(true);
  }

  /** Begins to watch. */
  public void start() {
    thread.start();
  }

  /** Has one taken as soon as the one under way, if any, is done. */
  public void demand() {
    lock.lock();
    try {
      demanded = true;
    } finally {
      lock.unlock();
    }
    wakeUps.release();
  }

  private void run() {
    while (awaitTurn()) {
      takeIfDue();
    }
  }

  /** Waits a moment, or until one is demanded; false: it is over. */
  private boolean awaitTurn() {
    try {
      if (wakeUps.tryAcquire(LOOK_EVERY_MS, TimeUnit.MILLISECONDS)) {
        wakeUps.drainPermits();
      }
      return !isClosed();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Takes one if it is time, and waits for it. Whether it was time. */
  boolean takeIfDue() {
    final long sequence = gateSequence.getAsLong();
    if (!isDue(sequence)) {
      return false;
    }
    // Also after a failure: the next one is not due sooner because this one was not to be had.
    lastSequence = sequence;
    lastNs = nanoTime.getAsLong();
    try {
      final Process started = launch(sequence);
      if (started != null) {
        await(started, sequence);
      }
    } catch (final IOException e) {
      alarms.accept("no snapshot: the process that takes it cannot be started: " + e.getMessage());
    }
    return true;
  }

  private boolean isDue(final long sequence) {
    lock.lock();
    try {
      final boolean now = demanded;
      demanded = false;
      final long steps = sequence - lastSequence;
      final long elapsedMs = TimeUnit.NANOSECONDS.toMillis(nanoTime.getAsLong() - lastNs);
      return now
          || (settings.everySteps() > 0 && steps >= settings.everySteps())
          || (settings.everyMs() > 0 && steps > 0 && elapsedMs >= settings.everyMs());
    } finally {
      lock.unlock();
    }
  }

  /** Null: it is over meanwhile. */
  private Process launch(final long sequence) throws IOException {
    lock.lock();
    try {
      if (closed) {
        return null;
      }
      process = launcher.launch(sequence);
      return process;
    } finally {
      lock.unlock();
    }
  }

  private void await(final Process started, final long sequence) throws IOException {
    String last = "";
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(started.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = line;
        notes.accept("snapshot: " + line);
      }
    }
    try {
      final int code = started.waitFor();
      if (code != 0 && !isClosed()) {
        alarms.accept(
            "no snapshot of sequence "
                + sequence
                + ": the process ended with "
                + code
                + ": "
                + last);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean isClosed() {
    lock.lock();
    try {
      return closed;
    } finally {
      lock.unlock();
    }
  }

  /** Ends it, with the process under way: what that has not finished counts for nothing. */
  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      if (process != null) {
        process.destroy();
      }
    } finally {
      lock.unlock();
    }
    wakeUps.release();
    try {
      thread.join(STOP_WITHIN_MS);
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
