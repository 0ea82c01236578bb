package io.holdfast.tools.explain;

import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.model.Id;
import io.holdfast.model.PlainEngine;
import io.holdfast.model.PlainEvent;
import io.holdfast.model.PlainVerdict;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.tools.history.CommandDecoder;
import io.holdfast.tools.history.Outcome;
import io.holdfast.tools.history.RecordedCommand;
import io.holdfast.tools.history.StepReader;
import io.holdfast.tools.history.Subjects;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongConsumer;

/** Executes a journal with the plain engine and tells what concerns the question. */
public final class Story {
  private final Cast cast;
  private final Subjects subjects;
  private final PlainEngine engine = new PlainEngine();
  private final CommandDecoder decoder = new CommandDecoder();
  private final CodeDescriptions codes = new CodeDescriptions();
  private final Floor floor;
  private final Map<Id, Past> pasts = new HashMap<>();
  private final Set<Long> salesWithTicket = new HashSet<>();
  private final List<Sentence> sentences = new ArrayList<>();

  private Story(final Question question, final Cast cast) {
    this.cast = cast;
    subjects = question.subjects();
    floor = new Floor(cast.sales());
  }

  /**
   * Tells it.
   *
   * @param progress told the sequence, twice from the beginning to the end
   */
  public static Explanation tell(
      final Journal journal, final Question question, final LongConsumer progress) {
    final Cast cast = Cast.of(journal, question, progress);
    if (cast.isFound()) {
      StepReader.requireBeginning(journal, "explain");
    }
    if (!cast.isFound()) {
      return new Explanation(List.of(), damage(journal));
    }
    return new Story(question, cast).run(journal, progress);
  }

  private static String damage(final Journal journal) {
    try (StepReader steps = new StepReader(journal)) {
      while (steps.nextExcerpt()) {
        // On to the end, or to what is wrong.
      }
      return null;
    } catch (final JournalException e) {
      return e.getMessage();
    }
  }

  private Explanation run(final Journal journal, final LongConsumer progress) {
    String damage = null;
    try (StepReader steps = new StepReader(journal)) {
      while (steps.next()) {
        step(steps.excerpt(), steps.where());
        progress.accept(steps.lastSequence());
      }
    } catch (final JournalException e) {
      damage = e.getMessage();
    }
    tellNow();
    return new Explanation(List.copyOf(sentences), damage);
  }

  private void step(final Excerpt excerpt, final String where) {
    final RecordedCommand command =
        decoder.decode(excerpt.buffer(), excerpt.commandOffset(), excerpt.commandLengthBytes());
    final boolean own = subjects.include(command);
    final PlainVerdict verdict = execute(excerpt, where);
    final Scene scene =
        new Scene(
            engine,
            floor,
            pasts,
            cast.firstLines(),
            codes,
            excerpt.sequence(),
            excerpt.timeMs(),
            command,
            verdict);
    final List<Sentence> after = new ArrayList<>();
    for (final PlainEvent event : engine.events()) {
      event(event, scene, own, after);
    }
    if (own) {
      sentences.add(new CommandSentences(scene).tell());
    }
    sentences.addAll(after);
  }

  private PlainVerdict execute(final Excerpt excerpt, final String where) {
    final PlainVerdict verdict;
    try {
      verdict =
          engine.execute(
              excerpt.sequence(),
              excerpt.timeMs(),
              excerpt.buffer(),
              excerpt.commandOffset(),
              excerpt.commandLengthBytes());
    } catch (final RuntimeException e) {
      throw new JournalException(
          where + ": sequence " + excerpt.sequence() + " cannot be executed: " + e.getMessage(), e);
    }
    final Outcome decided =
        new Outcome(
            verdict.code().value(), verdict.marks(), verdict.state().value(), verdict.granted());
    if (!decided.equals(Outcome.of(excerpt))) {
      throw new JournalException(
          where
              + ": sequence "
              + excerpt.sequence()
              + " was answered "
              + Outcome.of(excerpt).text()
              + ", by the rules it is "
              + decided.text()
              + ": look with 'holdfast verify'");
    }
    return verdict;
  }

  private void event(
      final PlainEvent event, final Scene scene, final boolean own, final List<Sentence> after) {
    if (!cast.sales().contains(event.sale())) {
      return;
    }
    final boolean concerned = concerns(event);
    floor.apply(event, scene.command(), engine);
    if (!concerned) {
      return;
    }
    final List<Sentence> to = isBeforeTheCommand(event.kind()) ? sentences : after;
    if (!own || !isToldByTheCommand(event.kind())) {
      // Before it is followed: how long it waited is known only until then.
      new EventSentences(scene).tell(event).ifPresent(to::add);
    }
    follow(event, scene);
  }

  private static boolean isBeforeTheCommand(final EventKind kind) {
    return kind == EventKind.EXPIRED || kind == EventKind.SESSION_EXPIRED;
  }

  private static boolean isToldByTheCommand(final EventKind kind) {
    return kind == EventKind.JOINED || kind == EventKind.LEFT;
  }

  private boolean concerns(final PlainEvent event) {
    if (event.reservation().isPresent()) {
      return cast.reservations().contains(event.reservation().get());
    }
    if (Floor.isOfSale(event.kind())) {
      return salesWithTicket.contains(event.sale()) || hasLive(event.sale());
    }
    return event.buyer() != 0 && cast.has(event.sale(), event.buyer());
  }

  private boolean hasLive(final long sale) {
    for (final Map.Entry<Id, Past> past : pasts.entrySet()) {
      if (past.getValue().isLive
          && engine.reservation(past.getKey()).filter(view -> view.sale() == sale).isPresent()) {
        return true;
      }
    }
    return false;
  }

  private void follow(final PlainEvent event, final Scene scene) {
    event
        .reservation()
        .ifPresent(
            id -> {
              scene.past(id).follow(event, scene.command());
              if (event.kind() == EventKind.WAITLISTED) {
                scene.past(id).placeAtFirst = placeOf(event, id);
              }
            });
    switch (event.kind()) {
      case JOINED -> salesWithTicket.add(event.sale());
      case DONE, SESSION_EXPIRED, LEFT, SALE_CLOSED -> salesWithTicket.remove(event.sale());
      default -> {}
    }
  }

  private int placeOf(final PlainEvent event, final Id id) {
    final List<Floor.Waiting> queue = floor.waiting(event.sale(), event.item());
    for (int i = 0; i < queue.size(); i++) {
      if (queue.get(i).entry().reservation().equals(id)) {
        return i + 1;
      }
    }
    return queue.size();
  }

  /** How everything stands where the journal ends. */
  private void tellNow() {
    for (final Id id : cast.reservations()) {
      engine
          .reservation(id)
          .ifPresent(
              view ->
                  sentences.add(
                      new Sentence(
                          engine.lastSequence(),
                          engine.lastTimeMs(),
                          "now",
                          id,
                          view.sale(),
                          view.buyer(),
                          CommandSentences.state(view))));
    }
  }
}
