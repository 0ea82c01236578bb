package io.holdfast.tools.judge;

import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.model.Judge;
import io.holdfast.model.Violation;
import io.holdfast.protocol.codec.EventKind;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * Goes through a journal once: every excerpt must be whole and follow the one before, every
 * recorded outcome must be the one the rules give, units must be neither lost nor made at any step,
 * the digest must agree after every excerpt, and the state at the end must add up. Ends at the
 * first violation; what cannot be read is one too.
 */
public final class JournalVerifier {
  /** An excerpt cannot be read, or is not one of this journal. */
  public static final String DAMAGED = "journal-damaged";

  private final Judge judge = new Judge();
  private final Excerpt excerpt = new Excerpt();
  private final Map<EventKind, Long> events = new EnumMap<>(EventKind.class);
  private long commands;
  private long sequence;
  private long epoch;

  private JournalVerifier() {}

  /**
   * Judges a whole journal.
   *
   * @param journal only read
   * @param progress told, after every excerpt, the sequence up to which everything is right
   */
  public static VerifyResult verify(final Journal journal, final LongConsumer progress) {
    return new JournalVerifier().run(journal, progress);
  }

  private VerifyResult run(final Journal journal, final LongConsumer progress) {
    Optional<Violation> violation = Optional.empty();
    try (Journal.Cursor cursor = journal.read()) {
      while (violation.isEmpty() && moveToNext(cursor)) {
        violation = judgeExcerpt(cursor);
        progress.accept(sequence);
      }
    } catch (final Unreadable unreadable) {
      violation = Optional.of(new Violation(sequence + 1, DAMAGED, unreadable.getMessage()));
    }
    if (violation.isEmpty()) {
      violation = commands == 0 ? nothingThere() : judge.judgeState();
    }
    return new VerifyResult(commands, sequence, Collections.unmodifiableMap(events), violation);
  }

  /** A node writes the start of its epoch before it does anything else. */
  private static Optional<Violation> nothingThere() {
    return Optional.of(
        new Violation(1, DAMAGED, "the journal has no record, not even the start of an epoch"));
  }

  /**
   * Whatever the storage throws over bytes that somebody changed is a finding, not a fault of this
   * program.
   */
  private boolean moveToNext(final Journal.Cursor cursor) {
    try {
      if (!cursor.next()) {
        cursor.checkEnd();
        return false;
      }
      excerpt.wrap(cursor);
    } catch (final JournalException e) {
      throw new Unreadable(e.getMessage(), e);
    } catch (final RuntimeException e) {
      throw unreadable("after sequence " + sequence, "cannot be read: " + e, e);
    }
    return true;
  }

  private Optional<Violation> judgeExcerpt(final Journal.Cursor cursor) {
    final String where = cursor.where();
    if (commands == 0) {
      requireBeginning(where);
    } else if (excerpt.epoch() != epoch && !beginsLaterEpoch()) {
      throw unreadable(
          where, "an excerpt of epoch " + excerpt.epoch() + " in the journal of epoch " + epoch);
    }
    epoch = excerpt.epoch();
    if (excerpt.count() <= 0) {
      throw unreadable(where, "an excerpt of " + excerpt.count() + " records");
    }
    Optional<Violation> violation = Optional.empty();
    while (violation.isEmpty() && moveToNextRecord()) {
      violation = judgeRecord();
    }
    if (violation.isEmpty()) {
      violation = judge.judgeDigest(sequence, excerpt.digest());
    }
    return violation.map(
        found -> new Violation(found.sequence(), found.rule(), found.text() + " (" + where + ")"));
  }

  /** The rules say what follows from the first record; without it nothing can be judged. */
  private void requireBeginning(final String where) {
    if (excerpt.count() > 0 && excerpt.firstSequence() > 1 && !beginsEpoch()) {
      throw new Unreadable(
          where
              + ": the journal begins at sequence "
              + excerpt.firstSequence()
              + ": what was before it is pruned or lost, and without it nothing can be judged",
          null);
    }
  }

  private boolean beginsLaterEpoch() {
    return excerpt.epoch() > epoch && beginsEpoch();
  }

  private boolean beginsEpoch() {
    final boolean begins =
        moveToNextRecord() && EpochTerm.of(excerpt.buffer(), excerpt.commandOffset()).isPresent();
    excerpt.rewind();
    return begins;
  }

  /** The checksum was right, so only somebody who computed it anew can have broken the records. */
  private boolean moveToNextRecord() {
    try {
      return excerpt.nextRecord();
    } catch (final JournalException e) {
      throw new Unreadable(e.getMessage(), e);
    }
  }

  private Optional<Violation> judgeRecord() {
    final Optional<Violation> violation =
        judge.judge(
            excerpt.sequence(),
            excerpt.timeMs(),
            excerpt.buffer(),
            excerpt.commandOffset(),
            excerpt.commandLengthBytes(),
            excerpt.code(),
            excerpt.marks(),
            excerpt.state(),
            excerpt.granted());
    if (violation.isEmpty()) {
      commands++;
      sequence = excerpt.sequence();
      judge.engine().events().forEach(event -> events.merge(event.kind(), 1L, Long::sum));
    }
    return violation;
  }

  private static Unreadable unreadable(final String where, final String what) {
    return unreadable(where, what, null);
  }

  private static Unreadable unreadable(
      final String where, final String what, final Throwable cause) {
    return new Unreadable(where + ": the journal is damaged: " + what, cause);
  }

  /** Ends the reading. */
  private static final class Unreadable extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Unreadable(final String message, final Throwable cause) {
      super(message, cause);
    }
  }
}
