package io.holdfast.journal.chronicle;

import io.holdfast.journal.JournalException;
import io.holdfast.journal.SpaceWatch;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Keeps room on the disk ahead of the appending thread: in the present segment, and in a spare file
 * for the beginning of the next one. A thread of its own asks the disk; if that has no room it asks
 * again until there is. The appending thread goes only where room is. What was reserved is brought
 * into memory by the same thread: pages that the appending thread is the first to touch would cost
 * it more than writing them.
 *
 * <pre>
 *   present segment                                  spare file
 *   +-----------------+--------------------+         +---------------+
 *   | written         | reserved ahead     |         | first step    |
 *   +-----------------+--------------------+         +---------------+
 *                     ^ position           ^ reservedTo
 * </pre>
 */
final class ReservedSpace implements SpaceWatch, AutoCloseable {
  /** The first step is small, so that a run that does little takes little. */
  static final long FIRST_STEP_BYTES = 4L << 20;

  private static final long LARGEST_STEP_BYTES = 64L << 20;

  private static final int READ_BYTES = 256 << 10;
  private static final long RETRY_MS = 200;
  private static final long KEPT_BYTES = 64L << 10;

  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          task -> {
            final Thread named = new Thread(task, "holdfast-journal-space");
            named.setDaemon(true);
            return named;
          });
  private final long segmentBytes;

  // Guarded by this.
  private Path segment;
  private Path spare;
  private boolean spareReady;
  private boolean asked;
  private boolean closed;
  private String failure;

  private volatile long position;
  private volatile long reservedTo;

  /**
   * The thread's own, and the same for every step: a node that makes no garbage never frees one.
   */
  private final ByteBuffer read = ByteBuffer.allocateDirect(READ_BYTES);

  ReservedSpace(final long segmentBytes) {
    this.segmentBytes = segmentBytes;
  }

  /**
   * Reserves the beginning of the first segment, on this thread.
   *
   * @throws JournalException if the disk has no room for it
   */
  void begin(final Path firstSpare) {
    try {
      makeSpare(firstSpare);
    } catch (final IOException e) {
      throw new JournalException(
          firstSpare
              + ": the disk has no room for the journal's next "
              + (FIRST_STEP_BYTES >> 20)
              + " MiB: "
              + e.getMessage(),
          e);
    }
  }

  private static void makeSpare(final Path file) throws IOException {
    if (!Files.exists(file)) {
      Files.createFile(file);
    }
    DiskRoom.reserve(file, 0, FIRST_STEP_BYTES);
  }

  /**
   * The spare file has become the present segment.
   *
   * @param present its name from now on
   * @param nextSpare name of the next one
   */
  synchronized void enter(final Path present, final Path nextSpare) {
    if (segment != null) {
      final Path finished = segment;
      final long from = behindTheEnd();
      final long to = reservedTo;
      thread.execute(() -> giveBack(finished, from, to));
    }
    segment = present;
    spare = nextSpare;
    spareReady = false;
    position = 0;
    reservedTo = FIRST_STEP_BYTES;
    ask();
  }

  /** The mark of the end is still to come, and whole pages are given back. */
  private long behindTheEnd() {
    return (position / KEPT_BYTES + 2) * KEPT_BYTES;
  }

  private static void giveBack(final Path file, final long from, final long to) {
    if (from < to && Files.exists(file)) {
      DiskRoom.giveBack(file, from, to - from);
    }
  }

  /** Everything before this position is written. For the appending thread. */
  void written(final long next) {
    position = next;
    if (reservedTo - next < stepAhead()) {
      askOnce();
    }
  }

  private long stepAhead() {
    return Math.min(LARGEST_STEP_BYTES, Math.max(FIRST_STEP_BYTES, position)) / 2;
  }

  private synchronized void askOnce() {
    if (failure == null) {
      ask();
    }
  }

  private void ask() {
    if (!asked && !closed) {
      asked = true;
      thread.execute(this::work);
    }
  }

  /**
   * Makes sure that there is room up to a position. Waits for the thread that asks the disk; that
   * happens when it is slower than the appending.
   *
   * @throws JournalException if the disk has none
   */
  void require(final long upTo) {
    if (upTo <= reservedTo) {
      return;
    }
    synchronized (this) {
      while (upTo > reservedTo) {
        if (failure != null) {
          throw new JournalException(
              segment + ": the disk has no room for the journal: " + failure);
        }
        ask();
        await();
      }
    }
  }

  /** Whether there is room for the next segment; waits while that is being asked. */
  synchronized boolean awaitSpare() {
    while (!spareReady && failure == null) {
      ask();
      await();
    }
    return spareReady;
  }

  @SuppressWarnings("WaitNotInLoop") // whoever calls it does so in a loop
  private void await() {
    try {
      wait();
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new JournalException(segment + ": interrupted while space was reserved", e);
    }
  }

  private void work() {
    final Path present;
    final Path next;
    synchronized (this) {
      present = segment;
      next = spareReady ? null : spare;
    }
    String failed = null;
    try {
      extend(present);
      if (next != null) {
        makeSpare(next);
      }
    } catch (final IOException | RuntimeException e) {
      // Whatever it is, the appending thread must not wait for ever.
      failed = e.getMessage() == null ? e.toString() : e.getMessage();
    }
    done(present, next, failed);
  }

  /** One step further, unless there is enough. */
  private void extend(final Path present) throws IOException {
    final long from = reservedTo;
    if (from - position >= stepAhead()
        || (from >= lastNeeded() && from - position > FIRST_STEP_BYTES / 2)) {
      return;
    }
    final long step = Math.min(LARGEST_STEP_BYTES, Math.max(FIRST_STEP_BYTES, from));
    DiskRoom.reserve(present, from, step);
    synchronized (this) {
      if (present.equals(segment)) {
        reservedTo = from + step;
        notifyAll();
      }
    }
    DiskRoom.bringIn(present, from, step, read);
  }

  /** Behind this a segment is not written to, unless there is no room for the next. */
  private long lastNeeded() {
    return segmentBytes + FIRST_STEP_BYTES;
  }

  @SuppressWarnings("FutureReturnValueIgnored") // work tells its failures by itself
  private synchronized void done(final Path present, final Path next, final String failed) {
    asked = false;
    failure = failed;
    if (failed == null && next != null && next.equals(spare)) {
      spareReady = true;
    }
    if (failed != null && !closed) {
      asked = true;
      thread.schedule(this::work, RETRY_MS, TimeUnit.MILLISECONDS);
    } else if (!present.equals(segment)) {
      ask();
    }
    notifyAll();
  }

  @Override
  public long reservedAheadBytes() {
    return Math.max(0, reservedTo - position);
  }

  @Override
  public synchronized boolean reservationFailed() {
    return failure != null;
  }

  /** How far there is room in the present segment. */
  long reservedTo() {
    return reservedTo;
  }

  /** Ends the thread, removes the spare file, and gives back what was not used. */
  @Override
  public void close() {
    synchronized (this) {
      closed = true;
    }
    thread.shutdown();
    try {
      while (!thread.awaitTermination(1, TimeUnit.SECONDS)) {
        // It asks the disk once more; that ends.
      }
      if (spare != null) {
        Files.deleteIfExists(spare);
        giveBack(segment, behindTheEnd(), reservedTo);
      }
    } catch (final InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (final IOException e) {
      throw new JournalException(spare + ": cannot be removed: " + e.getMessage(), e);
    }
  }
}
