package io.holdfast.tools.verbs;

import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.history.JournalSummary;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code journal list}. */
@Command(
    name = "list",
    description = {
      "List the segments of a journal, per term: sequences, times, sizes, and of each whether all"
          + " of it can be read.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast journal list",
      "  holdfast journal list --data-dir /var/lib/holdfast --json",
      "",
      "Exit code 1 if the journal is damaged; the place is named."
    })
final class JournalListCommand implements Callable<Integer> {
  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    try (JournalLog journal = options.open()) {
      final JournalSummary summary =
          JournalSummary.of(
              journal, new SequenceProgress(output::progress, "reading", System::nanoTime));
      output.result(summary.toJson(), summary.toText());
      return summary.isWhole() ? ExitCode.OK : ExitCode.NO;
    }
  }
}
