package io.holdfast.tools.verbs;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.engine.Engine;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.journal.chronicle.Retention;
import io.holdfast.snapshotter.SnapshotRecovery;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.OperatorMistake;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.judge.JournalFiles;
import io.holdfast.tools.snapshots.ReadProgress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code journal prune}. */
@Command(
    name = "prune",
    description = {
      "Remove the oldest segments of a journal: whole ones only, whose every sequence a snapshot covers"
          + " that was loaded and found right just now, and that no reader needs.",
      "The node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast journal prune --covered-by-snapshot --dry-run",
      "  holdfast journal prune --covered-by-snapshot",
      "",
      "verify, explain and what-if need the whole journal: copy the directory first if you want them.",
      "Exit code 1 if there is no snapshot that can be used; then nothing is removed."
    })
final class JournalPruneCommand implements Callable<Integer> {
  @Option(
      names = "--covered-by-snapshot",
      required = true,
      description = "Has to be said: what is removed can be had from the snapshot only.")
  private boolean coveredBySnapshot;

  @Option(
      names = "--keep-bytes",
      paramLabel = "SIZE",
      converter = Size.class,
      description =
          "Keep no more than so much for the sake of a reader, such as 10g; one that needs more is"
              + " dropped, and named.")
  private Long keepBytes;

  @Option(names = "--dry-run", description = "Only say what would be removed.")
  private boolean dryRun;

  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    if (!coveredBySnapshot) {
      throw new OperatorMistake(
          "only what a snapshot covers can be removed: say --covered-by-snapshot");
    }
    final Output output = outputOptions.output();
    try {
      final long covered = covered(output);
      if (covered == 0) {
        output.progress(
            options.dataDir()
                + ": there is no snapshot that can be used, so nothing is removed; take one with"
                + " 'holdfast snapshot take'");
        return ExitCode.NO;
      }
      final Retention.Pruned pruned =
          Retention.prune(
              options.dataDir(), covered, dryRun, keepBytes == null ? Long.MAX_VALUE : keepBytes);
      output.result(json(pruned, covered), text(pruned, covered));
      return ExitCode.OK;
    } catch (final JournalException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }

  /**
   * Sequence of the snapshot that a start would begin with; it is loaded, and its hash compared.
   */
  private long covered(final Output output) {
    try (JournalLog log = JournalFiles.openReadOnly(options.dataDir())) {
      final long sequence =
          new SnapshotRecovery(
                  options.dataDir(),
                  log,
                  output::progress,
                  new ReadProgress(output::progress, System::nanoTime))
              .loadInto(new Engine(), Long.MAX_VALUE)
              .sequence();
      if (sequence > 0 && !dryRun) {
        log.epochs().forEach(JournalPruneCommand::keepTerm);
      }
      return sequence;
    }
  }

  /** A term is known by its first record, which may go; so it must stand in its file as well. */
  private static void keepTerm(final JournalLog.Epoch epoch) {
    if (epoch.term() != null && EpochTerm.readFrom(epoch.path()).isEmpty()) {
      epoch.term().writeTo(epoch.path());
    }
  }

  private JsonObject json(final Retention.Pruned pruned, final long covered) {
    final JsonObject json = new JsonObject();
    json.addProperty("coveredSequence", covered);
    json.addProperty("dryRun", dryRun);
    json.addProperty("startsAtSequence", pruned.startsAtSequence());
    json.addProperty("bytes", pruned.bytes());
    json.add("files", array(pruned.files().stream().map(Path::toString).toList()));
    json.add("droppedReaders", array(pruned.droppedReaders()));
    json.add("heldBackBy", array(pruned.heldBackBy()));
    return json;
  }

  private static JsonArray array(final List<String> texts) {
    final JsonArray array = new JsonArray();
    texts.forEach(array::add);
    return array;
  }

  private List<String> text(final Retention.Pruned pruned, final long covered) {
    final List<String> text = new ArrayList<>();
    final String done = dryRun ? "would be removed " : "removed ";
    pruned.files().forEach(file -> text.add(done + file));
    pruned
        .droppedReaders()
        .forEach(reader -> text.add("reader " + reader + " needs too much and " + dropped()));
    pruned.heldBackBy().forEach(reason -> text.add("more is kept: " + reason));
    text.add(
        String.format(
            Locale.ROOT,
            "a snapshot of sequence %,d was found right; %,d segments (%,d bytes) %s; the journal begins"
                + " at sequence %,d",
            covered,
            pruned.files().size(),
            pruned.bytes(),
            dryRun ? "would be removed" : "removed",
            pruned.startsAtSequence()));
    return text;
  }

  private String dropped() {
    return dryRun ? "would be dropped" : "was dropped";
  }

  /** Reads a number of bytes, or one with k, m or g. */
  static final class Size implements ITypeConverter<Long> {
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmg]?)");

    @Override
    public Long convert(final String text) {
      final Matcher size = SIZE.matcher(text.toLowerCase(Locale.ROOT));
      if (!size.matches()) {
        throw new TypeConversionException(
            "'" + text + "' is not a size: bytes, or a number with k, m or g");
      }
      final int shift =
          switch (size.group(2)) {
            case "k" -> 10;
            case "m" -> 20;
            case "g" -> 30;
            default -> 0;
          };
      return Long.parseLong(size.group(1)) << shift;
    }
  }
}
