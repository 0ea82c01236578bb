package io.holdfast.tools.verbs;

import io.holdfast.journal.JournalException;
import io.holdfast.snapshotter.SnapshotException;
import io.holdfast.snapshotter.SnapshotStore;
import io.holdfast.snapshotter.SnapshotTaker;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.judge.JournalFiles;
import io.holdfast.tools.snapshots.ReadProgress;
import io.holdfast.tools.snapshots.SnapshotViews;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshot take}: recovery plus a write. */
@Command(
    name = "take",
    description = {
      "Take a snapshot: load the newest one, execute the journal behind it and compare every outcome,",
      "write the state. The node may run meanwhile and does not notice."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast snapshot take",
      "  holdfast snapshot take --data-dir /var/lib/holdfast --keep 3",
      "  holdfast snapshot take --to-sequence 1000000 --json",
      "",
      "Exit code 0 if there is a snapshot of that sequence now, 1 if the journal is damaged or an",
      "outcome differs, 2 if it cannot be written."
    })
public final class SnapshotTakeCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ServeCommand.DEFAULT_DATA_DIR,
      description = "Data directory of the node (${DEFAULT-VALUE}).")
  private Path dataDir;

  @Option(
      names = "--to-sequence",
      paramLabel = "N",
      description = "The step whose state it shall have; else the last one in the journal.")
  private Long toSequence;

  @Option(
      names = "--keep",
      paramLabel = "K",
      description = "Prune afterwards: keep so many valid snapshots; else all stay.")
  private Integer keep;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (toSequence != null && toSequence < 1) {
      throw new OperatorMistake("--to-sequence " + toSequence + ": must be at least 1");
    }
    if (keep != null && keep < 1) {
      throw new OperatorMistake("--keep " + keep + ": must be at least 1");
    }
    // Says in words of the command line that there is no journal.
    JournalFiles.openReadOnly(dataDir).close();
    final Output output = outputOptions.output();
    final long startNs = System.nanoTime();
    try {
      final SnapshotTaker.Taken taken =
          new SnapshotTaker(
                  dataDir,
                  output::progress,
                  new SequenceProgress(output::progress, "replaying", System::nanoTime),
                  System::currentTimeMillis)
              .take(toSequence == null ? SnapshotTaker.TO_THE_END : toSequence);
      final double seconds = (System.nanoTime() - startNs) / 1e9;
      if (keep != null) {
        prune(output);
      }
      output.result(SnapshotViews.json(taken, seconds), SnapshotViews.text(taken, seconds));
      return ExitCode.OK;
    } catch (final SnapshotException e) {
      throw new OperatorMistake(e.getMessage(), e);
    } catch (final JournalException e) {
      output.progress(e.getMessage());
      return ExitCode.NO;
    }
  }

  private void prune(final Output output) {
    new SnapshotStore(dataDir)
        .prune(keep, new ReadProgress(output::progress, System::nanoTime))
        .removed()
        .forEach(file -> output.progress("removed " + file));
  }
}
