package io.holdfast.tools.verbs;

import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.tools.judge.JournalFiles;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which journal a verb on files reads; used as a mixin. */
final class JournalOptions {
  @Option(
      names = "--data-dir",
      paramLabel = "DIR",
      defaultValue = ServeCommand.DEFAULT_DATA_DIR,
      description = "Data directory of the node, or a copy of it (${DEFAULT-VALUE}).")
  private Path dataDir;

  Path dataDir() {
    return dataDir;
  }

  /**
   * Opens the journal to read.
   *
   * @throws io.holdfast.tools.cli.OperatorMistake if there is none, or it cannot be opened
   */
  JournalLog open() {
    return JournalFiles.openReadOnly(dataDir);
  }
}
