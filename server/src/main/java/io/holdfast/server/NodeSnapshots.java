package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.snapshotter.SnapshotRecovery;
import io.holdfast.snapshotter.SnapshotStore;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/** The snapshots in the node's data directory, for its start. */
final class NodeSnapshots implements SnapshotPort {
  private final Consumer<String> log;

  /**
   * @param log told in one line each what was loaded, and what was passed over and why
   */
  NodeSnapshots(final Consumer<String> log) {
    this.log = log;
  }

  @Override
  public long load(final Path dataDir, final Engine engine, final long atMostSequence) {
    final long startNs = System.nanoTime();
    try (JournalLog journal = JournalLog.open(dataDir)) {
      final SnapshotRecovery.Start start =
          new SnapshotRecovery(dataDir, journal, log, new Progress(log))
              .loadInto(engine, Long.MAX_VALUE);
      if (start.snapshot() != null) {
        log.accept(
            String.format(
                Locale.ROOT,
                "loaded %s, %,d bytes, in %.1f s",
                start.snapshot().file(),
                start.snapshot().fileBytes(),
                (System.nanoTime() - startNs) / 1e9));
      }
      return start.sequence();
    }
  }

  @Override
  public void setAside(final Path dataDir, final long aboveSequence, final Path place) {
    new SnapshotStore(dataDir)
        .moveAbove(aboveSequence, place)
        .forEach(moved -> log.accept("set aside: " + moved));
  }

  /** Says how much was read, every two seconds. */
  private static final class Progress implements LongConsumer {
    private static final long EVERY_NS = TimeUnit.SECONDS.toNanos(2);
    private static final long MIB = 1L << 20;

    private final Consumer<String> log;
    private long lastNs = System.nanoTime();

    Progress(final Consumer<String> log) {
      this.log = log;
    }

    @Override
    public void accept(final long bytes) {
      final long nowNs = System.nanoTime();
      if (nowNs - lastNs >= EVERY_NS) {
        lastNs = nowNs;
        log.accept(String.format(Locale.ROOT, "loading the snapshot: %,d MiB", bytes / MIB));
      }
    }
  }
}
