package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.engine.Engine;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.Recovery;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.judge.JournalFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code replay}: from the journal back to the state. */
@Command(
    name = "replay",
    description = {
      "Execute a journal again and compare every outcome with what was recorded.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast replay",
      "  holdfast replay --data-dir /var/lib/holdfast --to-sequence 1000000 --json",
      "",
      "Exit code 1 if the journal is damaged or an outcome differs; the place is named."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ServeCommand.DEFAULT_DATA_DIR,
      description = "Data directory of the node (${DEFAULT-VALUE}).")
  private Path dataDir;

  @Option(
      names = "--to-sequence",
      paramLabel = "N",
      description = "Up to and including this one; else to the end.")
  private Long toSequence;

  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (toSequence != null && toSequence < 1) {
      throw new OperatorMistake("--to-sequence " + toSequence + ": must be at least 1");
    }
    final Output output = outputOptions.output();
    try (Journal journal = JournalFiles.openReadOnly(dataDir)) {
      return replay(output, journal);
    } catch (final JournalException e) {
      output.progress(e.getMessage());
      return ExitCode.NO;
    }
  }

  private int replay(final Output output, final Journal journal) {
    final Engine engine = new Engine();
    final Recovery recovery =
        new Recovery(engine, new SequenceProgress(output::progress, "replaying", System::nanoTime));
    final long startNs = System.nanoTime();
    final Recovery.Recovered recovered =
        recovery.replay(journal, toSequence == null ? Long.MAX_VALUE : toSequence);
    final double seconds = (System.nanoTime() - startNs) / 1e9;
    if (recovered.commands() == 0) {
      throw new JournalException(
          dataDir + ": the journal has no record, not even the start of an epoch");
    }
    if (toSequence != null && recovered.sequence() < toSequence) {
      throw new OperatorMistake(
          "--to-sequence " + toSequence + ": the journal ends at " + recovered.sequence());
    }
    print(output, recovered, seconds, String.format(Locale.ROOT, "%016x", engine.stateHash()));
    return ExitCode.OK;
  }

  private static void print(
      final Output output,
      final Recovery.Recovered recovered,
      final double seconds,
      final String stateHash) {
    final long commandsPerSecond = Math.round(recovered.commands() / seconds);
    final JsonObject json = new JsonObject();
    json.addProperty("commands", recovered.commands());
    json.addProperty("seconds", Math.round(seconds * 1_000) / 1_000.0);
    json.addProperty("commandsPerSecond", commandsPerSecond);
    json.addProperty("sequence", recovered.sequence());
    json.addProperty("stateHash", stateHash);
    output.result(
        json,
        List.of(
            String.format(
                Locale.ROOT,
                "%,d steps in %.3f s (%,d/s)",
                recovered.commands(),
                seconds,
                commandsPerSecond),
            String.format(
                Locale.ROOT, "sequence %,d, state hash %s", recovered.sequence(), stateHash)));
  }
}
