package io.holdfast.tools.verbs;

import io.holdfast.journal.Journal;
import io.holdfast.tools.cli.ExitCode;
import io.holdfast.tools.cli.Output;
import io.holdfast.tools.cli.OutputOptions;
import io.holdfast.tools.cli.SequenceProgress;
import io.holdfast.tools.judge.JournalVerifier;
import io.holdfast.tools.judge.VerifyResult;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code verify}: was everything that the node answered right? */
@Command(
    name = "verify",
    description = {
      "Judge every recorded outcome of a journal with a second, plain engine that shares no code with"
          + " the one that wrote it.",
      "The journal is only read; the node may run meanwhile."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  holdfast verify",
      "  holdfast verify --data-dir /var/lib/holdfast --json",
      "",
      "Exit code 1 if anything is wrong; the first violation is named."
    })
public final class VerifyCommand implements Callable<Integer> {
  @Mixin private JournalOptions options;
  @Mixin private OutputOptions outputOptions;

  @Override
  public Integer call() {
    final Output output = outputOptions.output();
    try (Journal journal = options.open()) {
      final VerifyResult result =
          JournalVerifier.verify(
              journal, new SequenceProgress(output::progress, "verifying", System::nanoTime));
      output.result(result.toJson(), result.toText());
      return result.isVerified() ? ExitCode.OK : ExitCode.NO;
    }
  }
}
