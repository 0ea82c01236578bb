package io.holdfast.tools.history;

import com.google.gson.JsonObject;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.tools.cli.Output;
import java.time.Instant;
import java.util.Locale;

/** Prints recorded commands, one a line, as they are read. */
public final class JournalDump {
  /**
   * What to print.
   *
   * @param from first sequence
   * @param to last sequence
   * @param subjects what it must be about
   * @param code of the outcome, or null for any
   * @param limit commands at most
   */
  public record Selection(long from, long to, Subjects subjects, Integer code, long limit) {}

  private final Selection selection;
  private final Output output;
  private final CommandDecoder decoder = new CommandDecoder();
  private long printed;
  private long firstSequence;
  private long lastSequence;

  public JournalDump(final Selection selection, final Output output) {
    this.selection = selection;
    this.output = output;
  }

  /** First sequence of the journal; 0 if it has none. */
  public long firstSequence() {
    return firstSequence;
  }

  /** Last sequence that was read. */
  public long lastSequence() {
    return lastSequence;
  }

  /** Commands printed. */
  public long printed() {
    return printed;
  }

  /**
   * Goes through the journal until everything chosen is printed.
   *
   * @throws io.holdfast.journal.JournalException where it cannot be read any further
   */
  public void run(final Journal journal) {
    try (StepReader steps = new StepReader(journal)) {
      while (printed < selection.limit() && lastSequence < selection.to() && steps.next()) {
        final Excerpt excerpt = steps.excerpt();
        lastSequence = excerpt.sequence();
        firstSequence = firstSequence == 0 ? lastSequence : firstSequence;
        look(excerpt);
      }
    }
  }

  private void look(final Excerpt excerpt) {
    final boolean inRange = lastSequence >= selection.from() && lastSequence <= selection.to();
    if (!inRange && selection.subjects().areAll()) {
      return;
    }
    final RecordedCommand command =
        decoder.decode(excerpt.buffer(), excerpt.commandOffset(), excerpt.commandLengthBytes());
    final boolean chosen = selection.subjects().include(command);
    final boolean hasCode = selection.code() == null || selection.code() == excerpt.code();
    if (inRange && chosen && hasCode) {
      print(excerpt, command);
      printed++;
    }
  }

  private void print(final Excerpt excerpt, final RecordedCommand command) {
    final Outcome outcome = Outcome.of(excerpt);
    final JsonObject json = new JsonObject();
    json.addProperty("sequence", excerpt.sequence());
    json.addProperty("timeMs", excerpt.timeMs());
    json.addProperty("epoch", excerpt.epoch());
    json.addProperty("command", command.name());
    json.add("fields", command.fields());
    outcome.addTo(json);
    output.line(
        json,
        String.format(
                Locale.ROOT,
                "%10d  %-24s  %-18s  %-24s  %s",
                excerpt.sequence(),
                Instant.ofEpochMilli(excerpt.timeMs()),
                command.name(),
                outcome.text(),
                FieldText.of(command.fields()))
            .stripTrailing());
  }
}
