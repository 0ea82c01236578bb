package io.holdfast.tools.whatif;

import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.model.PlainVerdict;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.tools.history.Outcome;
import io.holdfast.tools.history.StepReader;
import java.util.function.LongConsumer;
import org.agrona.DirectBuffer;

/**
 * Executes a recorded history twice, step by step beside each other: as it was, and under other
 * rules. Commands come as recorded, at their times. Ticks come when something is due: where history
 * had the same thing due, when its node came to it; where only the other rules have, at once.
 */
public final class WhatIf {
  private final OtherRules rules;
  private final Rewriter rewriter;
  private final Side history;
  private final Side other;
  private final MessageHeaderDecoder header = new MessageHeaderDecoder();
  private long commands;
  private long changed;
  private long firstChange;

  private WhatIf(final OtherRules rules) {
    this.rules = rules;
    rewriter = new Rewriter(rules);
    history = new Side(rules.sale());
    other = new Side(rules.sale());
  }

  /**
   * Runs both.
   *
   * @param progress told the sequence after every excerpt
   * @throws JournalException if the journal cannot be read, or was not written by these rules
   * @throws io.holdfast.tools.cli.OperatorMistake if there is nothing that the rules concern
   */
  public static Comparison run(
      final Journal journal, final OtherRules rules, final LongConsumer progress) {
    return new WhatIf(rules).run(journal, progress);
  }

  private Comparison run(final Journal journal, final LongConsumer progress) {
    StepReader.requireBeginning(journal, "what-if");
    try (StepReader steps = new StepReader(journal)) {
      while (steps.nextExcerpt()) {
        final Excerpt excerpt = steps.excerpt();
        while (excerpt.nextRecord()) {
          step(excerpt, steps.where());
        }
        checkDigest(excerpt, steps);
        progress.accept(steps.lastSequence());
      }
    }
    if (commands == 0) {
      throw new JournalException("the journal has no record, not even the start of an epoch");
    }
    rewriter.checkApplied();
    history.tally().end(history.engine());
    other.tally().end(other.engine());
    return new Comparison(
        rules,
        commands,
        history.engine().lastSequence(),
        changed,
        firstChange,
        history.tally(),
        other.tally());
  }

  private void step(final Excerpt excerpt, final String where) {
    commands++;
    final int template = header.wrap(excerpt.buffer(), excerpt.commandOffset()).templateId();
    final boolean wasDue = isDue(history, excerpt.timeMs());
    if (history.engine().isStarted() && template != OutageDecoder.TEMPLATE_ID) {
      passTimeUntil(excerpt.timeMs());
    }
    final Outcome recorded = Outcome.of(excerpt);
    checkHistory(recorded, executeAsRecorded(excerpt, where), excerpt, where);
    if (template == TickDecoder.TEMPLATE_ID) {
      tick(excerpt, wasDue);
    } else {
      command(excerpt, recorded, template);
    }
  }

  private static boolean isDue(final Side side, final long timeMs) {
    return side.engine().isStarted() && side.engine().isDue(timeMs);
  }

  /**
   * What is due under the other rules alone happens at its time. A node that is down does nothing,
   * so not before an Outage.
   */
  private void passTimeUntil(final long timeMs) {
    while (true) {
      final long dueMs = Math.max(other.engine().nextDueMs(), other.engine().lastTimeMs());
      if (dueMs >= timeMs || other.engine().nextDueMs() >= history.engine().nextDueMs()) {
        return;
      }
      other.tick(dueMs);
    }
  }

  private PlainVerdict executeAsRecorded(final Excerpt excerpt, final String where) {
    try {
      return history.execute(
          excerpt.sequence(),
          excerpt.timeMs(),
          excerpt.buffer(),
          excerpt.commandOffset(),
          excerpt.commandLengthBytes());
    } catch (final RuntimeException e) {
      throw new JournalException(
          where + ": sequence " + excerpt.sequence() + " cannot be executed: " + e.getMessage(), e);
    }
  }

  private static void checkHistory(
      final Outcome recorded,
      final PlainVerdict verdict,
      final Excerpt excerpt,
      final String where) {
    if (!recorded.equals(outcome(verdict))) {
      throw new JournalException(
          where
              + ": sequence "
              + excerpt.sequence()
              + " was answered "
              + recorded.text()
              + ", by the rules it is "
              + outcome(verdict).text()
              + ": look with 'holdfast verify'");
    }
  }

  private static Outcome outcome(final PlainVerdict verdict) {
    return new Outcome(
        verdict.code().value(), verdict.marks(), verdict.state().value(), verdict.granted());
  }

  private void tick(final Excerpt excerpt, final boolean wasDue) {
    // What was due in history may be no longer, or not yet.
    if (isDue(other, excerpt.timeMs()) || !wasDue) {
      final PlainVerdict verdict =
          other.execute(
              other.nextSequence(),
              excerpt.timeMs(),
              excerpt.buffer(),
              excerpt.commandOffset(),
              excerpt.commandLengthBytes());
      if (rules.areHistorys()) {
        compare(excerpt, Outcome.of(excerpt), verdict);
      }
    }
  }

  private void command(final Excerpt excerpt, final Outcome recorded, final int template) {
    final boolean started = other.engine().isStarted();
    if (started && mustTick(template, excerpt.timeMs())) {
      other.tick(excerpt.timeMs());
    }
    final long sequence = started ? other.nextSequence() : excerpt.sequence();
    final DirectBuffer command =
        rewriter.rewrite(
            excerpt.buffer(),
            excerpt.commandOffset(),
            excerpt.commandLengthBytes(),
            recorded,
            sequence);
    compare(
        excerpt,
        recorded,
        other.execute(sequence, excerpt.timeMs(), command, 0, excerpt.commandLengthBytes()));
  }

  /** A later term starts at the time of the step before it, which may be one that is left out. */
  private boolean mustTick(final int template, final long timeMs) {
    if (template == EpochStartDecoder.TEMPLATE_ID) {
      return other.engine().lastTimeMs() < timeMs;
    }
    return template != OutageDecoder.TEMPLATE_ID && other.engine().needsTick(timeMs);
  }

  private void compare(final Excerpt excerpt, final Outcome recorded, final PlainVerdict verdict) {
    if (!recorded.equals(outcome(verdict))) {
      changed++;
      firstChange = firstChange == 0 ? excerpt.sequence() : firstChange;
    }
  }

  /** Beyond the outcomes: history's own rules lead to history's own quantities. */
  private void checkDigest(final Excerpt excerpt, final StepReader steps) {
    if (history.engine().digest() != excerpt.digest()) {
      throw new JournalException(
          steps.where()
              + ": after sequence "
              + steps.lastSequence()
              + " the digest differs from the one recorded: look with 'holdfast verify'");
    }
    if (rules.areHistorys() && other.engine().digest() != excerpt.digest() && changed == 0) {
      changed++;
      firstChange = steps.lastSequence();
    }
  }
}
