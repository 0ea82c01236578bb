package io.holdfast.journal;

import io.holdfast.engine.Engine;
import io.holdfast.engine.Verdict;
import io.holdfast.pipeline.Failpoint;
import io.holdfast.protocol.HeaderWord;
import io.holdfast.protocol.Versions;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.util.function.LongConsumer;

/**
 * Brings an engine to the state that a journal leads to: executes every command again, at its time
 * and in its order, and compares every outcome and every digest with what was recorded. Stops at
 * the first thing that is not right, and says where; nothing is skipped.
 */
public final class Recovery {
  private final Engine engine;
  private final LongConsumer progress;
  private final Excerpt excerpt = new Excerpt();
  private final Verdict verdict = new Verdict();
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private final EpochStartDecoder epochStart = new EpochStartDecoder();
  private long commands;
  private long epoch;
  private long syncedUpTo = ExcerptWriter.NOT_SYNCED;

  /**
   * @param engine new, or at the sequence to go on from: one that a snapshot was loaded into
   * @param progress told the last sequence after every excerpt
   */
  public Recovery(final Engine engine, final LongConsumer progress) {
    this.engine = engine;
    this.progress = progress;
  }

  /**
   * Where recovery ended.
   *
   * @param commands steps executed
   * @param sequence of the last step, 0 if the journal is empty
   * @param timeMs engine time of the last step
   * @param epoch number of the term, 0 if the journal is empty
   */
  public record Recovered(long commands, long sequence, long timeMs, long epoch) {}

  /**
   * Replays what is behind the engine's sequence, up to and including this one, or everything.
   *
   * @throws DamagedJournalException if bytes of the journal are wrong or missing; the engine is
   *     where the last whole excerpt led
   * @throws JournalException if the journal is not one that this program can go on with, or the
   *     engine decides otherwise than recorded
   */
  public Recovered replay(final Journal journal, final long upToSequence) {
    final long startSequence = engine.sequence();
    try (Journal.Cursor cursor =
        startSequence == 0 ? journal.read() : journal.readFrom(startSequence)) {
      replay(cursor, upToSequence);
    }
    return recovered();
  }

  /** As {@link #replay(Journal, long)}, from where a cursor stands. */
  public Recovered replay(final Journal.Cursor cursor, final long upToSequence) {
    final long startSequence = engine.sequence();
    while (engine.sequence() < upToSequence) {
      if (!cursor.next()) {
        cursor.checkEnd();
        break;
      }
      excerpt.wrap(cursor);
      syncedUpTo = Math.max(syncedUpTo, excerpt.syncedUpTo());
      if (excerpt.lastSequence() < startSequence) {
        continue;
      }
      checkContinuity(cursor.where(), startSequence);
      passExecuted(cursor.where(), startSequence);
      replayExcerpt(cursor.where(), upToSequence);
      progress.accept(engine.sequence());
      Failpoint.WITHIN_RECOVERY.reached();
    }
    return recovered();
  }

  /** Where it stands: the result, or how far it came before it stopped. */
  public Recovered recovered() {
    return new Recovered(commands, engine.sequence(), engine.timeMs(), epoch);
  }

  /** The highest sequence that the excerpts read say is on the disk; -1: none says so. */
  public long syncedUpTo() {
    return syncedUpTo;
  }

  private void checkContinuity(final String where, final long startSequence) {
    if (epoch == 0 && startSequence == 0) {
      requireStart(where);
    } else if (epoch == 0) {
      requireReaches(where, startSequence);
    } else {
      requireNext(where);
    }
    epoch = excerpt.epoch();
  }

  private void requireStart(final String where) {
    if (excerpt.count() > 0 && excerpt.firstSequence() > 1 && !beginsEpoch()) {
      throw new JournalException(
          where
              + ": the journal begins at sequence "
              + excerpt.firstSequence()
              + ": what was before it is pruned or lost; a snapshot at sequence "
              + (excerpt.firstSequence() - 1)
              + " or later is needed");
    }
    if (!beginsEpoch()) {
      throw new DamagedJournalException(where, "it does not begin with the start of an epoch");
    }
  }

  private void requireReaches(final String where, final long startSequence) {
    if (excerpt.firstSequence() > startSequence + 1) {
      throw new JournalException(
          where
              + ": the journal begins at sequence "
              + excerpt.firstSequence()
              + ": a snapshot at sequence "
              + (excerpt.firstSequence() - 1)
              + " or later is needed, this one is at "
              + startSequence);
    }
  }

  private void requireNext(final String where) {
    if (excerpt.firstSequence() != engine.sequence() + 1) {
      throw new DamagedJournalException(
          where,
          "sequence "
              + excerpt.firstSequence()
              + " follows "
              + engine.sequence()
              + ": excerpts are missing or out of order");
    }
    if (excerpt.epoch() != epoch && !(excerpt.epoch() > epoch && beginsEpoch())) {
      throw new JournalException(
          where + ": excerpt of epoch " + excerpt.epoch() + " in the journal of epoch " + epoch);
    }
    if (excerpt.timeMs() < engine.timeMs()) {
      throw new JournalException(where + ": time goes back at sequence " + excerpt.firstSequence());
    }
  }

  /** Whether the excerpt begins with an EpochStart, of rules that this program decides by. */
  private boolean beginsEpoch() {
    excerpt.rewind();
    final boolean begins =
        excerpt.nextRecord()
            && HeaderWord.template(HeaderWord.read(excerpt.buffer(), excerpt.commandOffset()))
                == EpochStartDecoder.TEMPLATE_ID;
    excerpt.rewind();
    return begins;
  }

  private void requireRules(final String where) {
    epochStart.wrapAndApplyHeader(excerpt.buffer(), excerpt.commandOffset(), header);
    if (epochStart.rulesVersion() != engine.rulesVersion()) {
      throw new OtherRulesException(
          where, epochStart.rulesVersion(), engine.sequence(), engine.rulesVersion());
    }
  }

  /** What the engine knows already of the excerpt in which it starts. */
  private void passExecuted(final String where, final long startSequence) {
    if (excerpt.firstSequence() > startSequence) {
      return;
    }
    while (excerpt.sequence() < startSequence && excerpt.nextRecord()) {
      // The snapshot holds what this record did.
    }
    if (excerpt.lastSequence() == startSequence && engine.digest() != excerpt.digest()) {
      throw new JournalException(
          where
              + ": the snapshot at sequence "
              + startSequence
              + " has another digest than the journal: they do not belong together");
    }
  }

  private void replayExcerpt(final String where, final long upToSequence) {
    int announced = 0;
    while (engine.sequence() < upToSequence && excerpt.nextRecord()) {
      if (announced <= 0 && engine.readsAhead()) {
        announced = announce(where);
      }
      announced--;
      execute(where);
    }
    final long last = excerpt.lastSequence();
    if (engine.sequence() == last && engine.digest() != excerpt.digest()) {
      throw new JournalException(
          where + ": after sequence " + last + " the digest differs from the one recorded");
    }
  }

  /** A field that is not known here would be ignored, and the command decided without it. */
  private void requireVersion(final String where, final int version) {
    if (version > Versions.newest()) {
      throw new JournalException(
          where
              + ": sequence "
              + excerpt.sequence()
              + " is a command of version "
              + version
              + " of the schema, this program knows "
              + Versions.newest()
              + "; use a newer program");
    }
  }

  /** As a node does with the commands of a batch: what the next ones need is read together. */
  private int announce(final String where) {
    try {
      return excerpt.announceTo(engine);
    } catch (final RuntimeException e) {
      throw cannotBeExecuted(where, e);
    }
  }

  private JournalException cannotBeExecuted(final String where, final RuntimeException e) {
    return new JournalException(
        where + ": sequence " + excerpt.sequence() + " cannot be executed: " + e.getMessage(), e);
  }

  private void execute(final String where) {
    final long command = HeaderWord.read(excerpt.buffer(), excerpt.commandOffset());
    if (HeaderWord.template(command) == EpochStartDecoder.TEMPLATE_ID) {
      requireRules(where);
    }
    requireVersion(where, HeaderWord.version(command));
    try {
      engine.execute(
          excerpt.buffer(), excerpt.commandOffset(), excerpt.sequence(), excerpt.timeMs(), verdict);
    } catch (final RuntimeException e) {
      throw cannotBeExecuted(where, e);
    }
    commands++;
    if (verdict.outcome() != excerpt.outcome()) {
      throw new JournalException(
          where
              + ": sequence "
              + excerpt.sequence()
              + " was answered "
              + Code.get(excerpt.code())
              + " (granted "
              + excerpt.granted()
              + "), replay says "
              + verdict.code()
              + " (granted "
              + verdict.granted()
              + "): the state diverges");
    }
  }
}
