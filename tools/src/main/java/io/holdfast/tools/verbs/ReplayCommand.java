package io.holdfast.tools.verbs;

import com.google.gson.JsonObject;
import io.holdfast.engine.Engine;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.Recovery;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.snapshotter.SnapshotRecovery;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.history.PointInTime;
import io.holdfast.tools.history.StateReport;
import io.holdfast.tools.history.StepReader;
import io.holdfast.tools.operate.SaleId;
import io.holdfast.tools.snapshots.ReadProgress;
import java.time.Instant;
import java.util.ArrayList;
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
      "Execute a journal again and compare every outcome with what was recorded; then say how"
          + " everything stood.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast replay",
      "  holdfast replay --data-dir /var/lib/holdfast --to-sequence 1000000 --json",
      "  holdfast replay --from-snapshot",
      "  holdfast replay --to-time 2026-11-27T09:00:00Z --sale 7 --item 1001",
      "",
      "Exit code 1 if the journal is damaged or an outcome differs; the place is named."
    })
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--to-sequence",
      paramLabel = "N",
      description = "Up to and including this one; else to the end.")
  private Long toSequence;

  @Option(
      names = "--to-time",
      paramLabel = "TIME",
      converter = PointInTime.class,
      description =
          "Up to and including all of this engine time: 2026-11-27T09:00:00Z, or ms since 1970.")
  private Instant toTime;

  @Option(
      names = "--from-snapshot",
      description = "Begin with the newest snapshot that can be used, else with the first record.")
  private boolean fromSnapshot;

  @Option(
      names = "--sale",
      paramLabel = "N",
      converter = SaleId.class,
      description = "Say how this sale stood, every item; else all sales.")
  private Long sale;

  @Option(names = "--item", paramLabel = "N", description = "Of the items, only this one.")
  private Long item;

  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (toSequence != null && toSequence < 1) {
      throw new OperatorMistake("--to-sequence " + toSequence + ": must be at least 1");
    }
    if (toSequence != null && toTime != null) {
      throw new OperatorMistake("--to-sequence and --to-time: choose one");
    }
    final Output output = outputOptions.output();
    try (JournalLog journal = options.open()) {
      return replay(output, journal);
    } catch (final JournalException e) {
      output.progress(e.getMessage());
      return ExitCode.NO;
    }
  }

  private int replay(final Output output, final JournalLog journal) {
    final long upTo = upTo(output, journal);
    final Engine engine = new Engine();
    final long startNs = System.nanoTime();
    final long from = begin(output, journal, engine, upTo);
    final Recovery recovery =
        new Recovery(engine, new SequenceProgress(output::progress, "replaying", System::nanoTime));
    final Recovery.Recovered recovered = recovery.replay(journal, upTo);
    final double seconds = (System.nanoTime() - startNs) / 1e9;
    if (recovered.sequence() == 0) {
      throw new JournalException(
          options.dataDir() + ": the journal has no record, not even the start of an epoch");
    }
    if (toSequence != null && recovered.sequence() < toSequence) {
      throw new OperatorMistake(
          "--to-sequence " + toSequence + ": the journal ends at " + recovered.sequence());
    }
    final StateReport state = StateReport.of(engine.queries(), sale, item);
    checkFound(state, recovered.sequence());
    print(output, recovered, from, seconds, engine, state);
    return ExitCode.OK;
  }

  /** Where the engine stands before the first step is executed. */
  private long begin(
      final Output output, final JournalLog journal, final Engine engine, final long upTo) {
    if (fromSnapshot) {
      final long sequence =
          new SnapshotRecovery(
                  options.dataDir(),
                  journal,
                  output::progress,
                  new ReadProgress(output::progress, System::nanoTime))
              .loadInto(engine, upTo)
              .sequence();
      if (sequence > 0) {
        return sequence;
      }
      output.progress("no snapshot can be used: replaying from the first record");
    }
    StepReader.requireBeginning(journal, "replay without a snapshot");
    return 0;
  }

  private long upTo(final Output output, final Journal journal) {
    if (toTime == null) {
      return toSequence == null ? Long.MAX_VALUE : toSequence;
    }
    return PointInTime.lastSequence(
        journal, toTime, new SequenceProgress(output::progress, "reading", System::nanoTime));
  }

  private void checkFound(final StateReport state, final long sequence) {
    if (sale != null && state.sales().isEmpty()) {
      throw new OperatorMistake("--sale " + sale + ": no such sale at sequence " + sequence);
    }
    if (item != null && state.lines().isEmpty()) {
      throw new OperatorMistake("--item " + item + ": no such item at sequence " + sequence);
    }
  }

  private void print(
      final Output output,
      final Recovery.Recovered recovered,
      final long from,
      final double seconds,
      final Engine engine,
      final StateReport state) {
    final long commandsPerSecond = Math.round(recovered.commands() / seconds);
    final String stateHash = String.format(Locale.ROOT, "%016x", engine.stateHash());
    final JsonObject json = new JsonObject();
    json.addProperty("commands", recovered.commands());
    json.addProperty("seconds", Math.round(seconds * 1_000) / 1_000.0);
    json.addProperty("commandsPerSecond", commandsPerSecond);
    json.addProperty("sequence", recovered.sequence());
    json.addProperty("stateHash", stateHash);
    json.addProperty("fromSequence", from);
    json.addProperty("timeMs", recovered.timeMs());
    json.add("sales", state.salesJson());
    json.add("stock", state.stock());
    final List<String> text = new ArrayList<>();
    if (from > 0) {
      text.add(String.format(Locale.ROOT, "from a snapshot of sequence %,d", from));
    }
    text.add(
        String.format(
            Locale.ROOT,
            "%,d steps in %.3f s (%,d/s)",
            recovered.commands(),
            seconds,
            commandsPerSecond));
    text.add(
        String.format(Locale.ROOT, "sequence %,d, state hash %s", recovered.sequence(), stateHash));
    text.add("engine time " + Instant.ofEpochMilli(recovered.timeMs()));
    text.addAll(state.text(sale != null || item != null));
    output.result(json, text);
  }
}
