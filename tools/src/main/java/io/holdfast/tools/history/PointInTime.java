package io.holdfast.tools.history;

import io.holdfast.journal.Journal;
import io.holdfast.tools.cli.OperatorMistake;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.function.LongConsumer;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A moment of engine time as operators write it, and where it is in a journal. */
public final class PointInTime implements ITypeConverter<Instant> {
  private static final String MS = "[0-9]{1,15}";

  @Override
  public Instant convert(final String text) {
    if (text.matches(MS)) {
      return Instant.ofEpochMilli(Long.parseLong(text));
    }
    try {
      return OffsetDateTime.parse(text).toInstant();
    } catch (final DateTimeException e) {
      throw new TypeConversionException(
          "'"
              + text
              + "' is neither a time with its zone, such as 2026-11-27T09:00:00Z or"
              + " 2026-11-27T10:00:00+01:00, nor ms since 1970");
    }
  }

  /**
   * The last sequence of a journal that is not after a time.
   *
   * @throws OperatorMistake if all of it is after
   * @throws io.holdfast.journal.JournalException where it cannot be read
   */
  public static long lastSequence(
      final Journal journal, final Instant time, final LongConsumer progress) {
    final long timeMs = time.toEpochMilli();
    long last = 0;
    try (StepReader steps = new StepReader(journal)) {
      while (steps.nextExcerpt()) {
        if (steps.excerpt().timeMs() > timeMs) {
          if (last == 0) {
            throw new OperatorMistake(
                time
                    + ": the journal begins later, at "
                    + Instant.ofEpochMilli(steps.excerpt().timeMs()));
          }
          return last;
        }
        last = steps.lastSequence();
        progress.accept(last);
      }
    }
    return last;
  }
}
