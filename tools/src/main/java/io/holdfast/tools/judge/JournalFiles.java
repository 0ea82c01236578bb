package io.holdfast.tools.judge;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.tools.cli.OperatorMistake;
import java.nio.file.Path;

/** Opens the journal in a data directory. */
public final class JournalFiles {
  private JournalFiles() {}

  /**
   * Opens it to read, also beside the node that writes it; changes nothing.
   *
   * @throws OperatorMistake if there is none, or it cannot be opened
   */
  public static Journal openReadOnly(final Path dataDir) {
    try {
      final Path journal =
          DataDirectory.findJournal(dataDir)
              .orElseThrow(
                  () ->
                      new OperatorMistake(
                          dataDir
                              + ": has no journal; is it the --data-dir of a node that has run?"));
      return ChronicleJournal.openReadOnly(journal);
    } catch (final JournalException e) {
      throw new OperatorMistake(e.getMessage(), e);
    }
  }
}
