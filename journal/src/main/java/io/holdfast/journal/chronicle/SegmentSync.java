package io.holdfast.journal.chronicle;

import io.holdfast.journal.JournalException;
import java.io.File;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

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

  /** Begins to bring a finished segment to the disk. For the appending thread. */
  void begin(final File segment) {
    thread.execute(() -> sync(segment));
  }

  private void sync(final File segment) {
    try (FileChannel file = FileChannel.open(segment.toPath(), StandardOpenOption.WRITE)) {
      file.force(false);
    } catch (final IOException e) {
      failure = new JournalException(segment + ": sync failed: " + e.getMessage(), e);
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
   * Waits until everything begun is on the disk.
   *
   * @throws JournalException if something could not be brought there
   */
  void awaitAll() {
    CompletableFuture.runAsync(() -> {}, thread).join();
    check();
  }

  /** Ends the thread; what was begun is still brought to the disk. */
  @Override
  public void close() {
    thread.shutdown();
  }
}
