package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Journal;
import io.holdfast.journal.Journaler;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.ChronicleJournal;
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
    final UUID term = UUID.randomUUID();
    final Optional<Path> existing = DataDirectory.findJournal(directory.root());
    final Path path =
        existing.orElseGet(
            () -> directory.newJournal(EpochStarter.FIRST_EPOCH, term.getMostSignificantBits()));
    final Journal journal = ChronicleJournal.open(path, config.segmentBytes());
    try {
      final long epoch = recover(config, engine, journal);
      if (epoch == 0) {
        new EpochStarter(term).start(engine, config.engine(), nowMs, journal);
        config.log().accept("new journal in " + path);
      }
      final Journaler journaler = new Journaler(journal, EpochStarter.FIRST_EPOCH, engine);
      return new NodeJournal(directory, journal, journaler, Math.max(epoch, 1));
    } catch (final RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  /** Number of the term that was recovered, 0 if the journal is empty. */
  private static long recover(final NodeConfig config, final Engine engine, final Journal journal) {
    final long startNs = System.nanoTime();
    final Recovery recovery = new Recovery(engine, new Progress(config));
    final Recovery.Recovered recovered = recovery.replay(journal, Long.MAX_VALUE);
    if (recovered.sequence() > 0) {
      final double seconds = (System.nanoTime() - startNs) / 1e9;
      config
          .log()
          .accept(
              String.format(
                  "recovered %,d steps up to sequence %,d in %.1f s",
                  recovered.commands(), recovered.sequence(), seconds));
      if (!engine.config().equals(config.engine())) {
        config.log().accept("ceilings are those of the journal: " + engine.config());
      }
    }
    return recovered.epoch();
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
