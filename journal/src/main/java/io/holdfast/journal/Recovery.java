package io.holdfast.journal;

import io.holdfast.engine.Engine;
import io.holdfast.engine.EngineConfig;
import io.holdfast.engine.Verdict;
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

  /**
   * @param engine new
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
   * Replays up to and including this sequence, or everything.
   *
   * @throws JournalException if the journal is damaged or the engine decides otherwise than
   *     recorded
   */
  public Recovered replay(final Journal journal, final long upToSequence) {
    try (Journal.Cursor cursor = journal.read()) {
      while (engine.sequence() < upToSequence && cursor.next()) {
        excerpt.wrap(cursor);
        checkContinuity(cursor.where());
        replayExcerpt(cursor.where(), upToSequence);
        progress.accept(engine.sequence());
      }
    }
    return new Recovered(commands, engine.sequence(), engine.timeMs(), epoch);
  }

  private void checkContinuity(final String where) {
    if (commands == 0) {
      readEpoch(where);
      return;
    }
    if (excerpt.epoch() != epoch) {
      throw new JournalException(
          where + ": excerpt of epoch " + excerpt.epoch() + " in the journal of epoch " + epoch);
    }
    if (excerpt.firstSequence() != engine.sequence() + 1) {
      throw new JournalException(
          where
              + ": sequence "
              + excerpt.firstSequence()
              + " follows "
              + engine.sequence()
              + ": excerpts are missing or out of order");
    }
    if (excerpt.timeMs() < engine.timeMs()) {
      throw new JournalException(where + ": time goes back at sequence " + excerpt.firstSequence());
    }
  }

  private void readEpoch(final String where) {
    epoch = excerpt.epoch();
    if (!excerpt.nextRecord()
        || header.wrap(excerpt.buffer(), excerpt.commandOffset()).templateId()
            != EpochStartDecoder.TEMPLATE_ID) {
      throw new JournalException(where + ": the journal does not begin with the start of an epoch");
    }
    epochStart.wrapAndApplyHeader(excerpt.buffer(), excerpt.commandOffset(), header);
    if (epochStart.rulesVersion() != EngineConfig.RULES_VERSION) {
      throw new JournalException(
          where
              + ": the journal was written under rules version "
              + epochStart.rulesVersion()
              + ", this program decides by version "
              + EngineConfig.RULES_VERSION);
    }
    execute(where);
  }

  private void replayExcerpt(final String where, final long upToSequence) {
    while (engine.sequence() < upToSequence && excerpt.nextRecord()) {
      execute(where);
    }
    final long last = excerpt.firstSequence() + excerpt.count() - 1;
    if (engine.sequence() == last && engine.digest() != excerpt.digest()) {
      throw new JournalException(
          where + ": after sequence " + last + " the digest differs from the one recorded");
    }
  }

  private void execute(final String where) {
    try {
      engine.execute(
          excerpt.buffer(), excerpt.commandOffset(), excerpt.sequence(), excerpt.timeMs(), verdict);
    } catch (final RuntimeException e) {
      throw new JournalException(
          where + ": sequence " + excerpt.sequence() + " cannot be executed: " + e.getMessage(), e);
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
