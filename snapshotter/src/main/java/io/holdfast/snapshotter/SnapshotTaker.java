package io.holdfast.snapshotter;

import io.holdfast.engine.Engine;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.IoReason;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.EpochDirectory;
import io.holdfast.journal.chronicle.JournalLog;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * Takes a snapshot: recovery plus a write. Loads the newest usable snapshot, executes the journal
 * behind it with all its comparisons, and writes where that led. Reads the journal as any reader
 * does, so the node may run meanwhile and is not asked for anything.
 */
public final class SnapshotTaker {
  /** Up to the end of the journal. */
  public static final long TO_THE_END = Long.MAX_VALUE;

  private final Path dataDir;
  private final Consumer<String> notes;
  private final LongConsumer replayed;
  private final LongSupplier wallClockMs;

  /**
   * @param notes told what happens, in one line each
   * @param replayed told the last sequence executed
   * @param wallClockMs for the time of taking
   */
  public SnapshotTaker(
      final Path dataDir,
      final Consumer<String> notes,
      final LongConsumer replayed,
      final LongSupplier wallClockMs) {
    this.dataDir = dataDir;
    this.notes = notes;
    this.replayed = replayed;
    this.wallClockMs = wallClockMs;
  }

  /**
   * What was done.
   *
   * @param snapshot of the sequence asked for
   * @param fromSequence where recovery began: that of the snapshot before, or 0
   * @param steps executed since
   * @param isNew false: there was one already, and it was left alone
   */
  public record Taken(SnapshotInfo snapshot, long fromSequence, long steps, boolean isNew) {}

  /**
   * Takes one.
   *
   * @param toSequence the step whose state it shall have, or {@link #TO_THE_END}
   * @throws SnapshotException if it cannot be written, or the journal does not go so far
   * @throws JournalException if the journal cannot be followed
   */
  public Taken take(final long toSequence) {
    final SnapshotStore store = new SnapshotStore(dataDir);
    try (JournalLog log = JournalLog.open(dataDir);
        SnapshotStore.Taking taking = store.lock()) {
      taking.removeUnfinished();
      return take(store, log, toSequence);
    }
  }

  private Taken take(final SnapshotStore store, final JournalLog log, final long toSequence) {
    final Engine engine = new Engine();
    final SnapshotRecovery.Start start =
        new SnapshotRecovery(dataDir, log, notes, bytes -> {}).loadInto(engine, toSequence);
    if (start.snapshot() != null) {
      notes.accept(
          String.format("from %s: sequence %,d", start.snapshot().file(), start.sequence()));
    }
    final Recovery.Recovered recovered = new Recovery(engine, replayed).replay(log, toSequence);
    if (recovered.sequence() == 0) {
      throw new SnapshotException(dataDir + ": the journal has no record yet");
    }
    if (toSequence != TO_THE_END && recovered.sequence() < toSequence) {
      throw new SnapshotException(
          "sequence " + toSequence + ": the journal ends at " + recovered.sequence());
    }
    if (start.snapshot() != null && recovered.commands() == 0) {
      return new Taken(start.snapshot(), start.sequence(), 0, false);
    }
    syncJournal(log);
    final SnapshotPoint point = pointOf(log, engine);
    final SnapshotInfo info =
        SnapshotFile.write(
            store.fileOf(point), engine, point, wallClockMs.getAsLong(), bytes -> {});
    return new Taken(info, start.sequence(), recovered.commands(), true);
  }

  private SnapshotPoint pointOf(final JournalLog log, final Engine engine) {
    final List<JournalLog.Epoch> epochs = log.epochs();
    for (int i = epochs.size() - 1; i >= 0; i--) {
      final EpochTerm term = epochs.get(i).term();
      if (term != null && term.startSequence() <= engine.sequence()) {
        return new SnapshotPoint(
            term.cluster(),
            term.term(),
            term.number(),
            engine.sequence(),
            engine.timeMs(),
            engine.digest(),
            engine.config().rulesVersion());
      }
    }
    throw new SnapshotException(
        dataDir + ": nothing says which epoch sequence " + engine.sequence() + " is in");
  }

  /**
   * A snapshot must not be ahead of its journal after a power cut: what it was made from reaches
   * the disk before it.
   */
  private static void syncJournal(final JournalLog log) {
    for (final JournalLog.Epoch epoch : log.epochs()) {
      for (final Path segment : EpochDirectory.list(epoch.path())) {
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.READ)) {
          channel.force(false);
        } catch (final IOException e) {
          throw new SnapshotException(segment + ": cannot be synced: " + IoReason.of(e), e);
        }
      }
    }
  }
}
