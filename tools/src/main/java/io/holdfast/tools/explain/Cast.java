package io.holdfast.tools.explain;

import com.google.gson.JsonElement;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.model.Id;
import io.holdfast.tools.history.CommandDecoder;
import io.holdfast.tools.history.RecordedCommand;
import io.holdfast.tools.history.StepReader;
import io.holdfast.tools.history.Subjects;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/**
 * Who and what a question is about, found by reading the commands once: so that the second reading,
 * with the engine, knows from the beginning whom to follow.
 */
final class Cast {
  private static final String LINES = "lines";

  /** A buyer in a sale. */
  record SaleBuyer(long sale, long buyer) {}

  private final Set<Id> reservations = new LinkedHashSet<>();
  private final Map<Id, Id> firstLines = new LinkedHashMap<>();
  private final Set<SaleBuyer> buyers = new LinkedHashSet<>();
  private final Set<Long> sales = new LinkedHashSet<>();
  private boolean found;

  private Cast() {}

  /** Reads a journal to its end, or to where it cannot be read any further. */
  static Cast of(final Journal journal, final Question question, final LongConsumer progress) {
    final Cast cast = new Cast();
    final Subjects subjects = question.subjects();
    final CommandDecoder decoder = new CommandDecoder();
    try (StepReader steps = new StepReader(journal)) {
      while (steps.next()) {
        final Excerpt excerpt = steps.excerpt();
        final RecordedCommand command =
            decoder.decode(excerpt.buffer(), excerpt.commandOffset(), excerpt.commandLengthBytes());
        if (subjects.include(command)) {
          cast.add(command, question);
        }
        progress.accept(steps.lastSequence());
      }
    } catch (final JournalException e) {
      // The second reading ends at the same place, and tells.
      return cast;
    }
    return cast;
  }

  private void add(final RecordedCommand command, final Question question) {
    found = true;
    if (command.has("sale")) {
      sales.add(command.number("sale", 0));
    }
    if (command.has("sale") && command.has("buyer")) {
      buyers.add(new SaleBuyer(command.number("sale", 0), command.number("buyer", 0)));
    }
    if (command.has(LINES)) {
      basket(command, question);
    } else if (command.has("reservation")) {
      reservations.add(Words.id(command.text("reservation")));
    }
  }

  private void basket(final RecordedCommand command, final Question question) {
    final Id basket = Words.id(command.text("basket"));
    final boolean wholeBasket = question.id() == null || question.id().equals(basket.toString());
    for (final JsonElement line : command.fields().getAsJsonArray(LINES)) {
      final String text = line.getAsJsonObject().get("reservation").getAsString();
      firstLines.putIfAbsent(basket, Words.id(text));
      if (wholeBasket || text.equals(question.id())) {
        reservations.add(Words.id(text));
      }
    }
  }

  /** Whether any command is about it. */
  boolean isFound() {
    return found;
  }

  Set<Id> reservations() {
    return reservations;
  }

  Set<Long> sales() {
    return sales;
  }

  boolean has(final long sale, final long buyer) {
    return buyers.contains(new SaleBuyer(sale, buyer));
  }

  /** A reservation stands for itself, a basket is spoken of by its first line. */
  Map<Id, Id> firstLines() {
    return firstLines;
  }
}
