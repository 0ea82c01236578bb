package io.holdfast.tools.verbs;

import io.holdfast.snapshotter.SnapshotException;
import io.holdfast.snapshotter.SnapshotStore;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.snapshots.ReadProgress;
import io.holdfast.tools.snapshots.SnapshotViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshot list}: which there are, and which can be used. */
@Command(
    name = "list",
    description = "List the snapshots, newest first. Every byte of each is read and checked.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast snapshot list",
      "  holdfast snapshot list --data-dir /var/lib/holdfast --json",
      "",
      "Exit code 0 also if some are damaged, or there are none: it says so."
    })
public final class SnapshotListCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ServeCommand.DEFAULT_DATA_DIR,
      description = "Data directory of the node (${DEFAULT-VALUE}).")
  private Path dataDir;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    if (!Files.isDirectory(dataDir)) {
      throw new OperatorMistake(dataDir + ": no such directory");
    }
    try {
      final List<SnapshotStore.Checked> checked =
          new SnapshotStore(dataDir).check(new ReadProgress(output::progress, System::nanoTime));
      final long nowMs = System.currentTimeMillis();
      output.result(
          SnapshotViews.json(checked, nowMs),
          checked.isEmpty()
              ? List.of(dataDir + ": no snapshots")
              : SnapshotViews.text(checked, nowMs));
      return ExitCode.OK;
    } catch (final SnapshotException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }
}
