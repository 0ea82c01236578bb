package io.holdfast.journal.memory;

import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalContract;
import java.nio.file.Path;

/** The journal in memory keeps what it has as long as it lives. */
final class MemoryJournalTest extends JournalContract {
  private final MemoryJournal only = new MemoryJournal();

  @Override
  protected Journal open(final Path directory) {
    return only;
  }
}
