package io.holdfast.tools.verbs;

import com.google.gson.JsonArray;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.journal.JournalException;
import io.holdfast.snapshotter.SnapshotException;
import io.holdfast.snapshotter.SnapshotInfo;
import io.holdfast.snapshotter.SnapshotStore;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.snapshots.SnapshotCheck;
import io.holdfast.tools.snapshots.SnapshotViews;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code snapshot verify}: is it what it says it is? */
@Command(
    name = "verify",
    description = {
      "Load a snapshot, or all of a data directory, and compare the state with the hash it was written",
      "with. With --replay also execute the journal from the snapshot before and compare."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast snapshot verify",
      "  holdfast snapshot verify --data-dir /var/lib/holdfast --replay",
      "  holdfast snapshot verify backup/snapshot-1-1000000.snapshot --json",
      "",
      "Exit code 1 if one is not what it says; it is named with what is wrong."
    })
public final class SnapshotVerifyCommand implements Callable<Integer> {
  @Parameters(
      index = "0",
      arity = "0..1",
      paramLabel = "FILE",
      description = "One snapshot; else all of the data directory.")
  private Path file;

  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ServeCommand.DEFAULT_DATA_DIR,
      description = "Data directory of the node (${DEFAULT-VALUE}).")
  private Path dataDir;

  @Option(
      names = "--replay",
      description = "Also execute the journal of the data directory up to the snapshot.")
  private boolean replay;

  @Mixin private OutputOptions outputOptions;

  private final JsonArray json = new JsonArray();
  private final List<String> text = new ArrayList<>();
  private boolean verified = true;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    final SnapshotCheck check = new SnapshotCheck(output);
    for (final Path each : files()) {
      verify(check, each);
    }
    output.result(json, text);
    return verified ? ExitCode.OK : ExitCode.NO;
  }

  private List<Path> files() {
    if (file != null) {
      if (!Files.isRegularFile(file)) {
        throw new OperatorMistake(file + ": no such file");
      }
      return List.of(file);
    }
    try {
      final List<Path> files = new SnapshotStore(dataDir).files();
      if (files.isEmpty()) {
        throw new OperatorMistake(dataDir + ": no snapshots");
      }
      return files;
    } catch (final SnapshotException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }

  private void verify(final SnapshotCheck check, final Path each) {
    final JsonObject row = new JsonObject();
    row.addProperty("file", each.toString());
    try {
      final SnapshotInfo info = check.load(each);
      if (replay) {
        check.replay(dataDir, info);
      }
      row.addProperty("verified", true);
      row.addProperty("sequence", info.point().sequence());
      row.addProperty("stateHash", SnapshotViews.hash(info.stateHash()));
      row.add("problem", JsonNull.INSTANCE);
      text.add(
          String.format(
              Locale.ROOT,
              "%s: verified: sequence %,d, state hash %s%s",
              each,
              info.point().sequence(),
              SnapshotViews.hash(info.stateHash()),
              replay ? ", as the journal leads to" : ""));
    } catch (final SnapshotException | JournalException e) {
      verified = false;
      row.addProperty("verified", false);
      row.add("sequence", JsonNull.INSTANCE);
      row.add("stateHash", JsonNull.INSTANCE);
      row.addProperty("problem", e.getMessage());
      text.add(e.getMessage());
    }
    json.add(row);
  }
}
