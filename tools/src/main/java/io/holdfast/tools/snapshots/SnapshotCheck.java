package io.holdfast.tools.snapshots;

import io.holdfast.engine.Engine;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.snapshotter.SnapshotException;
import io.holdfast.snapshotter.SnapshotFile;
import io.holdfast.snapshotter.SnapshotInfo;
import io.holdfast.snapshotter.SnapshotRecovery;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.SequenceProgress;
import java.nio.file.Path;

/** Whether a snapshot leads to the state that it was written from, and the journal to the same. */
public final class SnapshotCheck {
  private final Output output;

  /**
   * @param output told how far it is
   */
  public SnapshotCheck(final Output output) {
    this.output = output;
  }

  /**
   * Loads the snapshot and compares the state's hash with the one in its footer.
   *
   * @throws SnapshotException saying what is wrong with it
   */
  public SnapshotInfo load(final Path file) {
    return SnapshotFile.verify(
        file, new Engine(), new ReadProgress(output::progress, System::nanoTime));
  }

  /**
   * Executes the journal from the snapshot before, or from its first record, up to this snapshot's
   * step, and compares.
   *
   * @throws SnapshotException if it leads elsewhere
   */
  public void replay(final Path dataDir, final SnapshotInfo info) {
    final Engine engine = new Engine();
    final long sequence = info.point().sequence();
    try (JournalLog log = JournalLog.open(dataDir)) {
      final SnapshotRecovery.Start start =
          new SnapshotRecovery(dataDir, log, output::progress, bytes -> {})
              .loadInto(engine, sequence - 1);
      output.progress(
          info.file() + ": replaying from sequence " + start.sequence() + " to " + sequence);
      new Recovery(engine, new SequenceProgress(output::progress, "replaying", System::nanoTime))
          .replay(log, sequence);
    }
    if (engine.sequence() != sequence) {
      throw new SnapshotException(
          info.file() + ": the journal ends at sequence " + engine.sequence() + ", before it");
    }
    if (engine.digest() != info.point().digest()
        || engine.stateHash() != info.stateHash()
        || engine.rejectionsHash() != info.rejectionsHash()) {
      throw new SnapshotException(
          info.file()
              + ": the journal leads to another state at sequence "
              + sequence
              + ": hash "
              + SnapshotViews.hash(engine.stateHash())
              + " and digest "
              + SnapshotViews.hash(engine.digest())
              + " where the snapshot has "
              + SnapshotViews.hash(info.stateHash())
              + " and "
              + SnapshotViews.hash(info.point().digest()));
    }
  }
}
