package io.holdfast.snapshotter;

import io.holdfast.engine.Engine;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.chronicle.JournalLog;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Where recovery begins: loads the newest snapshot that can be used into a new engine. One that is
 * damaged, of a newer format, of other rules, or of a step that is not in the log is passed over
 * with a warning, for the one before. With none the engine stays new, and recovery begins with the
 * first record.
 */
public final class SnapshotRecovery {
  private final SnapshotStore store;
  private final JournalLog log;
  private final Consumer<String> warnings;
  private final LongConsumer progress;

  /**
   * @param log of the same data directory
   * @param warnings told in one line each why a snapshot is passed over
   * @param progress told the bytes read of the snapshot that is loaded
   */
  public SnapshotRecovery(
      final Path dataDir,
      final JournalLog log,
      final Consumer<String> warnings,
      final LongConsumer progress) {
    this.store = new SnapshotStore(dataDir);
    this.log = log;
    this.warnings = warnings;
    this.progress = progress;
  }

  /**
   * Where the engine stands now.
   *
   * @param snapshot that was loaded; null: none, the engine is new
   * @param isOfOtherRules whether it was decided by other rules than the engine's. Then an epoch of
   *     these rules begins behind it: one that the log has, or a new one that whoever leads begins
   */
  public record Start(SnapshotInfo snapshot, boolean isOfOtherRules) {
    /** Sequence of the state, 0 without one. */
    public long sequence() {
      return snapshot == null ? 0 : snapshot.point().sequence();
    }
  }

  /**
   * Loads the newest usable snapshot, if there is one.
   *
   * @param engine new
   * @param upToSequence later ones are not looked at
   */
  public Start loadInto(final Engine engine, final long upToSequence) {
    for (final Path file : store.files()) {
      try {
        final SnapshotPoint point = SnapshotFile.point(file);
        if (point.sequence() <= upToSequence) {
          final boolean ofOtherRules = point.rulesVersion() != engine.rulesVersion();
          requireUsable(file, point, ofOtherRules);
          return new Start(SnapshotFile.load(file, engine, ofOtherRules, progress), ofOtherRules);
        }
      } catch (final SnapshotException e) {
        warnings.accept("passed over: " + e.getMessage());
      }
    }
    return new Start(null, false);
  }

  private void requireUsable(
      final Path file, final SnapshotPoint point, final boolean ofOtherRules) {
    final int epoch = epochOf(point);
    if (epoch < 0) {
      throw new SnapshotException(
          file
              + ": is of epoch "
              + point.epoch()
              + ", term "
              + point.term()
              + ", sequence "
              + point.sequence()
              + ", which this journal does not have: it lies behind a fork or belongs to another node");
    }
    final long lastInLog = lastSequenceAt(file, point);
    if (ofOtherRules && !isLastOfEpoch(epoch, point, lastInLog)) {
      throw new SnapshotException(
          file
              + ": was decided under rules version "
              + point.rulesVersion()
              + " and is not the last step of its epoch");
    }
  }

  /** Which epoch of the log the step is in, or -1. */
  private int epochOf(final SnapshotPoint point) {
    final List<JournalLog.Epoch> epochs = log.epochs();
    for (int i = 0; i < epochs.size(); i++) {
      final EpochTerm term = epochs.get(i).term();
      if (term != null
          && term.number() == point.epoch()
          && term.term().equals(point.term())
          && term.cluster().equals(point.cluster())) {
        final boolean before =
            i + 1 == epochs.size() || point.sequence() < epochs.get(i + 1).term().startSequence();
        return before && point.sequence() >= term.startSequence() ? i : -1;
      }
    }
    return -1;
  }

  /** Last sequence of the excerpt that has the step, or of what lies before the journal's begin. */
  private long lastSequenceAt(final Path file, final SnapshotPoint point) {
    final Excerpt excerpt = new Excerpt();
    try (Journal.Cursor cursor = log.readFrom(point.sequence())) {
      if (!cursor.next()) {
        throw new SnapshotException(
            file
                + ": is of sequence "
                + point.sequence()
                + ", but the journal ends before: what it has of the steps behind that is not in the"
                + " journal and cannot be gone on from");
      }
      excerpt.wrap(cursor);
      if (excerpt.firstSequence() > point.sequence() + 1) {
        throw new SnapshotException(
            file
                + ": is of sequence "
                + point.sequence()
                + ", but the journal begins at "
                + excerpt.firstSequence());
      }
      if (excerpt.firstSequence() == point.sequence() + 1) {
        return point.sequence();
      }
      if (excerpt.lastSequence() == point.sequence() && excerpt.digest() != point.digest()) {
        throw new SnapshotException(
            file + ": has another digest than the journal at sequence " + point.sequence());
      }
      return excerpt.lastSequence();
    } catch (final JournalException e) {
      throw new SnapshotException(
          file + ": the journal cannot be read where it goes on: " + e.getMessage(), e);
    }
  }

  private boolean isLastOfEpoch(
      final int epoch, final SnapshotPoint point, final long lastInExcerpt) {
    final List<JournalLog.Epoch> epochs = log.epochs();
    if (epoch + 1 < epochs.size()) {
      return epochs.get(epoch + 1).term().startSequence() == point.sequence() + 1;
    }
    if (lastInExcerpt != point.sequence()) {
      return false;
    }
    final Excerpt excerpt = new Excerpt();
    try (Journal.Cursor cursor = log.readFrom(point.sequence())) {
      while (cursor.next()) {
        excerpt.wrap(cursor);
        if (excerpt.lastSequence() > point.sequence()) {
          return false;
        }
      }
      return true;
    }
  }
}
