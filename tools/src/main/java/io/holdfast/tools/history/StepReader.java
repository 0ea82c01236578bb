package io.holdfast.tools.history;

import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.tools.cli.OperatorMistake;

/**
 * Goes through the steps of a journal in order and sees that nothing is missing between them. Reads
 * only. Not thread-safe.
 */
public final class StepReader implements AutoCloseable {
  private final Journal.Cursor cursor;
  private final Excerpt excerpt = new Excerpt();
  private boolean inExcerpt;
  private long lastSequence;
  private long lastTimeMs = Long.MIN_VALUE;
  private long lastEpoch;

  /** Stands before the first step. */
  public StepReader(final Journal journal) {
    this(journal.read());
  }

  /** The same for what a cursor gives, which is closed with it. */
  StepReader(final Journal.Cursor cursor) {
    this.cursor = cursor;
  }

  /**
   * Moves to the next step; false at the end.
   *
   * @throws JournalException saying where, if the next one cannot be read or does not follow
   */
  public boolean next() {
    while (true) {
      if (inExcerpt && excerpt.nextRecord()) {
        lastSequence = excerpt.sequence();
        return true;
      }
      if (!nextExcerpt()) {
        return false;
      }
    }
  }

  /**
   * Moves before the first step of the next excerpt, over what is left of this one; false at the
   * end.
   *
   * @throws JournalException as {@link #next}
   */
  public boolean nextExcerpt() {
    inExcerpt = false;
    if (!moveAndWrap()) {
      return false;
    }
    checkOrder();
    lastSequence = excerpt.firstSequence() + excerpt.count() - 1;
    lastTimeMs = excerpt.timeMs();
    lastEpoch = excerpt.epoch();
    inExcerpt = true;
    return true;
  }

  /** Whatever the storage throws over bytes that somebody changed is a finding, not our fault. */
  private boolean moveAndWrap() {
    try {
      if (!cursor.next()) {
        cursor.checkEnd();
        return false;
      }
      excerpt.wrap(cursor);
      return true;
    } catch (final JournalException e) {
      throw e;
    } catch (final RuntimeException e) {
      throw new JournalException(
          "after sequence " + lastSequence + ": the journal is damaged: cannot be read: " + e, e);
    }
  }

  private void checkOrder() {
    if (excerpt.count() <= 0) {
      throw damaged("an excerpt of " + excerpt.count() + " records");
    }
    if (lastSequence == 0) {
      return;
    }
    if (excerpt.firstSequence() != lastSequence + 1) {
      throw damaged(
          "sequence "
              + excerpt.firstSequence()
              + " follows "
              + lastSequence
              + ": excerpts are missing or out of order");
    }
    if (excerpt.timeMs() < lastTimeMs || excerpt.epoch() < lastEpoch) {
      throw damaged("time or epoch goes back at sequence " + excerpt.firstSequence());
    }
  }

  private JournalException damaged(final String what) {
    return new JournalException(cursor.where() + ": the journal is damaged: " + what);
  }

  /**
   * Sees that a journal begins with its first record, for what has to execute all of it.
   *
   * @param what needs it, for the message
   * @throws OperatorMistake if what was before was pruned
   * @throws JournalException if it cannot be read
   */
  public static void requireBeginning(final Journal journal, final String what) {
    try (StepReader steps = new StepReader(journal)) {
      if (steps.nextExcerpt() && steps.excerpt().firstSequence() > 1) {
        throw new OperatorMistake(
            "the journal begins at sequence "
                + steps.excerpt().firstSequence()
                + ", what was before was pruned, and "
                + what
                + " needs all of it: use a copy from before");
      }
    }
  }

  /** The excerpt, standing on the step moved to. */
  public Excerpt excerpt() {
    return excerpt;
  }

  /** File and index of the excerpt, for people. */
  public String where() {
    return cursor.where();
  }

  /** Length of the excerpt as the storage knows it. */
  public int excerptBytes() {
    return cursor.lengthBytes();
  }

  /** Of the step or excerpt moved to last; 0 before the first. */
  public long lastSequence() {
    return lastSequence;
  }

  @Override
  public void close() {
    cursor.close();
  }
}
