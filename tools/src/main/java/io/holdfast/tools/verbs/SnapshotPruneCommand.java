package io.holdfast.tools.verbs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.snapshotter.SnapshotException;
import io.holdfast.snapshotter.SnapshotStore;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.snapshots.ReadProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code snapshot prune}: the older ones go. */
@Command(
    name = "prune",
    description = {
      "Remove what is older than the newest K valid snapshots. Every byte of those is read first; as",
      "long as there are not so many, nothing is removed."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast snapshot prune --keep 3",
      "  holdfast snapshot prune --data-dir /var/lib/holdfast --keep 3 --json",
      "",
      "A segment of the journal can only be pruned once a snapshot covers it: keep at least two."
    })
public final class SnapshotPruneCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ServeCommand.DEFAULT_DATA_DIR,
      description = "Data directory of the node (${DEFAULT-VALUE}).")
  private Path dataDir;

  @Option(
      names = "--keep",
      paramLabel = "K",
      required = true,
      description = "How many valid snapshots stay, at least 1.")
  private int keep;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (keep < 1) {
      throw new OperatorMistake("--keep " + keep + ": must be at least 1");
    }
    if (!Files.isDirectory(dataDir)) {
      throw new OperatorMistake(dataDir + ": no such directory");
    }
    final Output output = outputOptions.output();
    final SnapshotStore store = new SnapshotStore(dataDir);
    try {
      if (store.files().isEmpty()) {
        throw new OperatorMistake(dataDir + ": no snapshots");
      }
      print(output, store.prune(keep, new ReadProgress(output::progress, System::nanoTime)));
      return ExitCode.OK;
    } catch (final SnapshotException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }

  private static void print(final Output output, final SnapshotStore.Pruned pruned) {
    final JsonObject json = new JsonObject();
    final JsonArray kept = new JsonArray();
    final JsonArray removed = new JsonArray();
    final List<String> text = new ArrayList<>();
    for (final SnapshotStore.Checked each : pruned.kept()) {
      kept.add(each.file().toString());
      text.add(each.isValid() ? "kept " + each.file() : "left alone: " + each.problem());
    }
    for (final Path file : pruned.removed()) {
      removed.add(file.toString());
      text.add("removed " + file);
    }
    json.add("kept", kept);
    json.add("removed", removed);
    output.result(json, text);
  }
}
