package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.Journaler;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.pipeline.BatchJournal;
import io.holdfast.protocol.codec.Durability;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongConsumer;

/**
 * The node's side of its journal: takes the directory, brings the engine to where the journal ends
 * or starts a new one, and keeps the rest. A MEMORY node has none.
 */
final class NodeJournal implements AutoCloseable {
  private static final long PROGRESS_EVERY = 1_000_000;

  private final DataDirectory directory;
  private final Journal journal;
  private final BatchJournal batches;
  private final long epoch;

  private NodeJournal(
      final DataDirectory directory,
      final Journal journal,
      final BatchJournal batches,
      final long epoch) {
    this.directory = directory;
    this.journal = journal;
    this.batches = batches;
    this.epoch = epoch;
  }

  /** Opens the journal and recovers the engine from it. */
  static NodeJournal open(final NodeConfig config, final Engine engine, final long nowMs) {
    if (config.durability() == Durability.MEMORY) {
      new EpochStarter(UUID.randomUUID())
          .start(engine, config.engine(), nowMs, new MemoryJournal());
      return new NodeJournal(null, null, BatchJournal.NONE, EpochStarter.FIRST_EPOCH);
    }
    final DataDirectory directory = DataDirectory.lock(config.dataDir());
    try {
      return open(config, engine, nowMs, directory);
    } catch (final RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static NodeJournal open(
      final NodeConfig config,
      final Engine engine,
      final long nowMs,
      final DataDirectory directory) {
    final Optional<Path> existing = DataDirectory.findJournal(directory.root());
    final Path path = existing.orElseGet(() -> create(config, nowMs, directory));
    final long epoch = recover(config, engine, path);
    final Journal journal = ChronicleJournal.open(path, config.segmentBytes());
    try {
      if (existing.isPresent() && config.outageGraceMs() > 0) {
        OutageStep.append(engine, journal, epoch, nowMs, config.outageGraceMs());
      }
      return new NodeJournal(directory, journal, new Journaler(journal, epoch), epoch);
    } catch (final RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** A journal with the first record of a new term, synced. */
  private static Path create(
      final NodeConfig config, final long nowMs, final DataDirectory directory) {
    final UUID term = UUID.randomUUID();
    final Path place = directory.prepareJournal();
    try (Journal journal = ChronicleJournal.open(place, config.segmentBytes())) {
      new EpochStarter(term).start(new Engine(), config.engine(), nowMs, journal);
    }
    final Path path =
        directory.publishJournal(place, EpochStarter.FIRST_EPOCH, term.getMostSignificantBits());
    config.log().accept("new journal in " + path);
    return path;
  }

  /**
   * Brings the engine to where the journal ends and returns the number of its term. Reads only:
   * opened to append, Chronicle would set a file aside that it cannot read, and the node would
   * begin a new history beside the old one.
   */
  private static long recover(final NodeConfig config, final Engine engine, final Path path) {
    final long startNs = System.nanoTime();
    final Recovery.Recovered recovered;
    try (Journal journal = JournalLog.openEpoch(path)) {
      recovered = new Recovery(engine, new Progress(config)).replay(journal, Long.MAX_VALUE);
    }
    if (recovered.sequence() == 0) {
      throw new JournalException(
          path
              + ": the journal has no record that can be read, but it had one; its files were emptied,"
              + " removed or damaged: bring them back from a copy, or start with another --data-dir");
    }
    tell(config, engine, recovered, (System.nanoTime() - startNs) / 1e9);
    return recovered.epoch();
  }

  private static void tell(
      final NodeConfig config,
      final Engine engine,
      final Recovery.Recovered recovered,
      final double seconds) {
    // A journal that was just begun has recovered nothing.
    if (recovered.sequence() > EpochStarter.FIRST_SEQUENCE) {
      config
          .log()
          .accept(
              String.format(
                  "recovered %,d steps up to sequence %,d in %.1f s",
                  recovered.commands(), recovered.sequence(), seconds));
    }
    if (!engine.config().equals(config.engine())) {
      config.log().accept("ceilings are those of the journal: " + engine.config());
    }
  }

  private static final class Progress implements LongConsumer {
    private final NodeConfig config;
    private long nextSequence = PROGRESS_EVERY;

    Progress(final NodeConfig config) {
      this.config = config;
    }

    @Override
    public void accept(final long sequence) {
      if (sequence >= nextSequence) {
        config.log().accept(String.format("replaying: sequence %,d", sequence));
        nextSequence = sequence + PROGRESS_EVERY;
      }
    }
  }

  BatchJournal batches() {
    return batches;
  }

  long epoch() {
    return epoch;
  }

  /** Brings everything to the disk and gives the directory back. */
  @Override
  public void close() {
    if (journal == null) {
      return;
    }
    try {
      journal.close();
    } finally {
      directory.close();
    }
  }
}
