package io.holdfast.benchmarks;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.snapshotter.SnapshotFile;
import io.holdfast.snapshotter.SnapshotInfo;
import io.holdfast.snapshotter.SnapshotPoint;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/**
 * How long it takes to save an engine with so many live reservations into a snapshot file, to check
 * the file, and to load it into a new engine: what a node does before it is ready to serve. The
 * file is in the page cache when it is read, as it is after a restart of the process. Each part is
 * done once, in this order, in a JVM that has done nothing else: as it is in a node that starts.
 */
final class SnapshotTimes {
  private static final int DEFAULT_COUNT = 10_000_000;
  private static final int LINES = 100;
  private static final long SALE = 1;
  private static final double NS_PER_SECOND = 1e9;

  private final StorefrontCommands commands = new StorefrontCommands(1);
  private final PrintStream out;
  private final int count;

  SnapshotTimes(final PrintStream out, final int count) {
    this.out = out;
    this.count = count;
  }

  /** Argument: how many live reservations; may be left out. */
  public static void main(final String[] args) {
    new SnapshotTimes(System.out, ProgramArguments.positive(args, 0, DEFAULT_COUNT)).run();
  }

  void run() {
    try {
      final Path directory = Files.createTempDirectory("holdfast-snapshot-");
      final Path file = directory.resolve("snapshot-1-1.snapshot");
      try {
        measure(file);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(directory);
      }
    } catch (final IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void measure(final Path file) {
    out.printf("%,d live reservations, Java %s%n", count, System.getProperty("java.version"));
    final SnapshotInfo saved = save(file);
    out.printf("%.1f bytes a reservation%n", (double) saved.fileBytes() / count);
    // The loaded engine takes the place of the saved one, which nothing reaches any more.
    System.gc();
    long startNs = System.nanoTime();
    final Engine loaded = new Engine();
    final SnapshotInfo read = SnapshotFile.load(file, loaded, false, bytes -> {});
    print("load", startNs, read.fileBytes());
    startNs = System.nanoTime();
    final long hash = loaded.stateHash();
    print("state hash", startNs, 0);
    startNs = System.nanoTime();
    SnapshotFile.check(file, bytes -> {});
    print("check", startNs, read.fileBytes());
    if (hash != saved.stateHash() || !read.equals(saved)) {
      throw new IllegalStateException("loaded " + read + " from what was saved as " + saved);
    }
  }

  private SnapshotInfo save(final Path file) {
    final EngineDriver driver = new EngineDriver(EngineConfig.forReservations(count));
    fill(driver);
    final Engine engine = driver.engine();
    final SnapshotPoint point =
        new SnapshotPoint(
            new UUID(1, 1),
            new UUID(1, 2),
            1,
            engine.sequence(),
            engine.timeMs(),
            engine.digest(),
            engine.config().rulesVersion());
    final long startNs = System.nanoTime();
    final SnapshotInfo info = SnapshotFile.write(file, engine, point, 0, bytes -> {});
    print("save", startNs, info.fileBytes());
    return info;
  }

  /** Each by a buyer of its own, over many lines and milliseconds. */
  private void fill(final EngineDriver driver) {
    new Operator(driver).openSale(SALE, SaleTerms.longHolds(0), LINES, count);
    commands.encodeReserve(0, false);
    for (int i = 0; i < count; i++) {
      commands.reserve(0, Ids.reservationLo(i), SALE, 1 + i % LINES, Ids.buyer(i), 1);
      driver.accept(commands.buffer(), 0);
    }
  }

  private void print(final String what, final long startNs, final long bytes) {
    final double seconds = (System.nanoTime() - startNs) / NS_PER_SECOND;
    out.printf(
        "%-12s %8.2f s %12.1f ns each %10.0f MB/s%n",
        what, seconds, seconds * NS_PER_SECOND / count, bytes / seconds / 1e6);
  }
}
