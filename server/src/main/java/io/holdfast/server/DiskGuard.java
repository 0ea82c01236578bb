package io.holdfast.server;

import io.holdfast.gateway.Gateway;
import io.holdfast.protocol.codec.Code;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Watches the space left on the journal's disk. A store to a mapped page that the disk has no room
 * for kills the process, so requests are refused while there is still space; they are taken again
 * once there is clearly more.
 */
final class DiskGuard implements AutoCloseable {
  private static final long PERIOD_MS = 500;

  private final FileStore store;
  private final long minFreeBytes;
  private final Gateway gateway;
  private final Consumer<String> log;
  private final CountDownLatch closed = new CountDownLatch(1);
  private final Thread thread = new Thread(this::watch, "holdfast-disk-guard");
  private boolean refusing;

  DiskGuard(
      final Path directory,
      final long minFreeBytes,
      final Gateway gateway,
      final Consumer<String> log)
      throws IOException {
    this.store = Files.getFileStore(directory);
    this.minFreeBytes = minFreeBytes;
    this.gateway = gateway;
    this.log = log;
    thread.setDaemon(true);
  }

  void start() {
    look();
    thread.start();
  }

  private void watch() {
    try {
      while (!closed.await(PERIOD_MS, TimeUnit.MILLISECONDS)) {
        look();
      }
    } catch (final InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    final long freeBytes = freeBytes();
    if (!refusing && freeBytes < minFreeBytes) {
      refusing = true;
      gateway.refuse(Code.JOURNAL_FULL);
      log.accept(
          "journal disk nearly full: "
              + (freeBytes >> 20)
              + " MiB left, "
              + (minFreeBytes >> 20)
              + " MiB are kept; requests are refused with JOURNAL_FULL until there is space");
    } else if (refusing && freeBytes > minFreeBytes + minFreeBytes / 2) {
      refusing = false;
      gateway.takeAgain();
      log.accept("journal disk has space again: " + (freeBytes >> 20) + " MiB; requests are taken");
    }
  }

  /** A disk that cannot even be asked is treated as full. */
  private long freeBytes() {
    try {
      return store.getUsableSpace();
    } catch (final IOException e) {
      return 0;
    }
  }

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
