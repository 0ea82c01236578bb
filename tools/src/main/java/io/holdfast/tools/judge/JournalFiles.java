package io.holdfast.tools.judge;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.tools.cli.OperatorMistake;
import java.nio.file.Path;

/** Opens the journal in a data directory, all its epochs as one log. */
public final class JournalFiles {
  private JournalFiles() {}

  /**
   * Opens it to read, also beside the node that writes it; changes nothing.
   *
   * @throws OperatorMistake if there is none, or it cannot be opened
   */
  public static JournalLog openReadOnly(final Path dataDir) {
    try {
      if (DataDirectory.epochs(dataDir).isEmpty()) {
        throw new OperatorMistake(
            dataDir + ": has no journal; is it the --data-dir of a node that has run?");
      }
      return JournalLog.open(dataDir);
    } catch (final JournalException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }
}
