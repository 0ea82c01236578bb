package io.holdfast.journal;

import io.holdfast.journal.segment.SearchableCursor;
import java.io.IOException;
import java.io.Writer;

/** Looks at what can be read behind damage: to tell it, never to believe it. */
public final class DamageSurvey {
  private final Excerpt excerpt = new Excerpt();
  private long excerpts;
  private long firstSequence;
  private long lastSequence;
  private long syncedUpTo = ExcerptWriter.NOT_SYNCED;

  private DamageSurvey() {}

  /**
   * Looks at everything behind the place where a cursor met damage.
   *
   * @param report told of every excerpt and every command in it
   * @throws IOException if the report cannot be written
   */
  public static DamageSurvey behind(final SearchableCursor cursor, final Writer report)
      throws IOException {
    final DamageSurvey survey = new DamageSurvey();
    if (cursor.isOnWhole()) {
      survey.take(cursor, report);
    }
    while (cursor.searchOn()) {
      survey.take(cursor, report);
    }
    return survey;
  }

  private void take(final SearchableCursor cursor, final Writer report) throws IOException {
    excerpt.wrap(cursor);
    excerpts++;
    if (excerpts == 1) {
      firstSequence = excerpt.firstSequence();
    }
    lastSequence = Math.max(lastSequence, excerpt.lastSequence());
    syncedUpTo = Math.max(syncedUpTo, excerpt.syncedUpTo());
    report.write(
        cursor.where()
            + ": sequences "
            + excerpt.firstSequence()
            + " to "
            + excerpt.lastSequence()
            + " at "
            + excerpt.timeMs()
            + "\n");
    while (hasNextRecord()) {
      report.write("  " + excerpt.sequence() + " " + RecordText.of(excerpt) + "\n");
    }
  }

  /** What does not fill its excerpt is told as far as it goes. */
  private boolean hasNextRecord() {
    try {
      return excerpt.nextRecord();
    } catch (final DamagedJournalException unreadable) {
      return false;
    }
  }

  /** What was found, with the words of who met the damage. */
  public RecoveryTable.Damage damage(final DamagedJournalException met) {
    return new RecoveryTable.Damage(met.getMessage(), excerpts, firstSequence, lastSequence);
  }

  /** The highest sequence that an excerpt found says is on the disk; -1: none does. */
  public long syncedUpTo() {
    return syncedUpTo;
  }
}
