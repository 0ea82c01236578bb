package io.holdfast.server;

import io.holdfast.engine.Engine;
import io.holdfast.journal.BootId;
import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.Journaler;
import io.holdfast.journal.NodeState;
import io.holdfast.journal.SpaceWatch;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.journal.memory.MemoryJournal;
import io.holdfast.pipeline.BatchJournal;
import io.holdfast.protocol.codec.Durability;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;

/**
 * The node's side of its journal: takes the directory, brings the engine to where the journal ends
 * or starts a new one, and keeps the rest. A MEMORY node has none.
 */
final class NodeJournal implements AutoCloseable {
  private final DataDirectory directory;
  private final StatedJournal journal;
  private final SpaceWatch space;
  private final BatchJournal batches;
  private final EpochTerm term;

  private NodeJournal(
      final DataDirectory directory,
      final StatedJournal journal,
      final SpaceWatch space,
      final BatchJournal batches,
      final EpochTerm term) {
    this.directory = directory;
    this.journal = journal;
    this.space = space;
    this.batches = batches;
    this.term = term;
  }

  /** Opens the journal and recovers the engine from the newest snapshot and what is behind it. */
  static NodeJournal open(final NodeConfig config, final Engine engine, final long nowMs) {
    return open(config, engine, nowMs, new NodeSnapshots(config.log()));
  }

  /** As {@link #open(NodeConfig, Engine, long)}, with these snapshots. */
  static NodeJournal open(
      final NodeConfig config,
      final Engine engine,
      final long nowMs,
      final SnapshotPort snapshots) {
    if (config.durability() == Durability.MEMORY) {
      final EpochTerm term = EpochStarter.firstTerm();
      EpochStarter.start(term, engine, config.engine(), nowMs, new MemoryJournal());
      return new NodeJournal(null, null, null, BatchJournal.NONE, term);
    }
    final DataDirectory directory = DataDirectory.lock(config.dataDir());
    try {
      return open(config, engine, nowMs, directory, snapshots);
    } catch (final RuntimeException e) {
      directory.close();
      throw e;
    }
  }

  private static NodeJournal open(
      final NodeConfig config,
      final Engine engine,
      final long nowMs,
      final DataDirectory directory,
      final SnapshotPort snapshots) {
    final Optional<NodeState> state = NodeState.read(directory.root());
    final boolean isNew = DataDirectory.epochs(directory.root()).isEmpty();
    if (isNew) {
      requireNoState(directory.root(), state);
      create(config, nowMs, directory);
    }
    final NodeRecovery.Recovered recovered =
        new NodeRecovery(config, directory, engine, snapshots).recover(state.orElse(null));
    stateOf(NodeState.Phase.RUNNING, recovered.term(), engine.sequence()).write(directory.root());
    final ChronicleJournal storage =
        ChronicleJournal.open(recovered.epoch(), config.segmentBytes());
    final StatedJournal journal = new StatedJournal(storage, engine.sequence());
    try {
      final long epoch = recovered.term().number();
      if (!isNew && config.outageGraceMs() > 0) {
        OutageStep.append(engine, journal, epoch, nowMs, config.outageGraceMs());
      }
      final BatchJournal batches = new Journaler(journal, epoch, recovered.syncedUpTo());
      return new NodeJournal(directory, journal, storage, batches, recovered.term());
    } catch (final RuntimeException e) {
      journal.close();
      throw e;
    }
  }

  private static void requireNoState(final Path root, final Optional<NodeState> state) {
    if (state.isPresent()) {
      throw new JournalException(
          root
              + ": a node has run here up to sequence "
              + state.get().sequence()
              + " at least, but its journal is gone: bring it back from a copy, or start with another"
              + " --data-dir");
    }
  }

  /** A journal with the first record of a new log, synced. */
  private static void create(
      final NodeConfig config, final long nowMs, final DataDirectory directory) {
    final Path path =
        EpochStarter.begin(
            directory,
            EpochStarter.firstTerm(),
            new Engine(),
            config.engine(),
            nowMs,
            config.segmentBytes());
    config.log().accept("new journal in " + path);
  }

  private static NodeState stateOf(
      final NodeState.Phase phase, final EpochTerm term, final long sequence) {
    return new NodeState(phase, BootId.current(), term.number(), term.term(), sequence);
  }

  BatchJournal batches() {
    return batches;
  }

  /** Whether the disk had no room when the journal asked for more. Any thread. */
  boolean reservationFailed() {
    return space != null && space.reservationFailed();
  }

  long epoch() {
    return term.number();
  }

  /** Id of the term; zero: nothing is kept. */
  UUID termId() {
    return journal == null ? new UUID(0, 0) : term.term();
  }

  /**
   * Brings everything to the disk and gives the directory back. Whether the journal ever failed
   * shows in node.state: only one that did not was stopped in order.
   */
  @Override
  public void close() {
    if (journal == null) {
      return;
    }
    try {
      journal.close();
      if (!journal.hasFailed()) {
        stateOf(NodeState.Phase.STOPPED, term, journal.lastSequence()).write(directory.root());
      }
    } finally {
      directory.close();
    }
  }
}
