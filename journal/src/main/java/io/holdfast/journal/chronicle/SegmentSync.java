package io.holdfast.journal.chronicle;

import io.holdfast.journal.JournalException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Brings finished segments to the disk beside the appending thread: a gibibyte takes half a second,
 * which no command of class JOURNALED has to wait for. A failure is kept and stops the next append,
 * for the kernel drops pages that it could not write.
 */
final class SegmentSync implements AutoCloseable {
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(
          task -> {
            final Thread named = new Thread(task, "holdfast-segment-sync");
            named.setDaemon(true);
            return named;
          });
  private volatile JournalException failure;
  private volatile long syncedMark = -1;
  private final AtomicInteger ended = new AtomicInteger();

  // The appending thread's.
  private int begun;

  /**
   * Begins to bring a finished segment to the disk. For the appending thread.
   *
   * @param mark of its last excerpt
   */
  void begin(final File segment, final long mark) {
    begun++;
    thread.execute(() -> sync(segment, mark));
  }

  /** Mark of the last segment that is on the disk, -1: none. Any thread. */
  long syncedMark() {
    return syncedMark;
  }

  private void sync(final File segment, final long mark) {
    try (FileChannel file = FileChannel.open(segment.toPath(), StandardOpenOption.WRITE)) {
      file.force(false);
      if (failure == null) {
        syncedMark = mark;
      }
    } catch (final IOException e) {
      failure = new JournalException(segment + ": sync failed: " + e.getMessage(), e);
    } finally {
      ended.incrementAndGet();
    }
  }

  /**
   * Says so if a segment could not be brought to the disk.
   *
   * @throws JournalException then
   */
  void check() {
    final JournalException failed = failure;
    if (failed != null) {
      throw failed;
    }
  }

  /**
   * Waits until everything begun is on the disk; costs nothing if it is. For the appending thread.
   *
   * @throws JournalException if something could not be brought there
   */
  void awaitAll() {
    if (ended.get() != begun) {
      CompletableFuture.runAsync(() -> {}, thread).join();
    }
    check();
  }

  /** Ends the thread; what was begun is still brought to the disk. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
