package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import io.holdfast.model.PlainEvent;
import io.holdfast.model.ReservationView;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import java.util.Optional;

/** What the node did by itself: expiry, the waitlist, admission; and what befell the sale. */
final class EventSentences {
  private final Scene scene;

  EventSentences(final Scene scene) {
    this.scene = scene;
  }

  /** The sentence of a change that no command of the subject's tells; empty where one does. */
  Optional<Sentence> tell(final PlainEvent event) {
    return switch (event.kind()) {
      case EXPIRED -> Optional.of(of(event, "expired", expired(event)));
      case HELD -> served(event);
      case RELEASED ->
          event.reason() == Code.ACCEPTED
              ? Optional.empty()
              : Optional.of(of(event, "wait-ended", waitEnded(event)));
      case JOINED ->
          Optional.of(
              of(
                  event,
                  "joined",
                  "Buyer "
                      + event.buyer()
                      + " joined the queue of "
                      + scene.saleName(event.sale())
                      + " as number "
                      + (event.units() + 1)
                      + "."));
      case LEFT ->
          Optional.of(
              of(
                  event,
                  "left",
                  "Buyer "
                      + event.buyer()
                      + " left the queue of "
                      + scene.saleName(event.sale())
                      + "."));
      case ADMITTED -> Optional.of(of(event, "admitted", admitted(event)));
      case SESSION_EXPIRED ->
          Optional.of(
              of(
                  event,
                  "session-ended",
                  "The time of buyer "
                      + event.buyer()
                      + " to reserve was over; what the buyer holds lives on."));
      case DONE ->
          Optional.of(
              of(
                  event,
                  "done",
                  "Buyer "
                      + event.buyer()
                      + " had bought and held nothing more, so the place went to the next."));
      default -> Floor.isOfSale(event.kind()) ? Optional.of(sale(event)) : Optional.empty();
    };
  }

  private Sentence of(final PlainEvent event, final String kind, final String text) {
    return scene.sentence(
        kind, event.reservation().orElse(null), event.sale(), event.buyer(), text);
  }

  private String expired(final PlainEvent event) {
    final Id id = event.reservation().orElseThrow();
    final Past past = scene.past(id);
    final long deadlineMs = past.deadlineMs.orElse(event.timeMs());
    final long graceMs =
        scene.sale(event.sale()).map(sale -> sale.graceUntilMs().orElse(0)).orElse(0L);
    final String grace =
        graceMs > deadlineMs ? " The sale's grace kept it until " + Words.time(graceMs) + "." : "";
    return "The hold of reservation "
        + id
        + " lapsed: its deadline "
        + Words.time(deadlineMs)
        + " passed without a payment."
        + grace
        + " "
        + Words.units(event.units())
        + " came free for others.";
  }

  private Optional<Sentence> served(final PlainEvent event) {
    final Id id = event.reservation().orElseThrow();
    final Past past = scene.past(id);
    if (past.waitsSinceMs == 0) {
      return Optional.empty();
    }
    final Freed freed = scene.floor().lastFreed(event.sale(), event.item());
    final int asked = scene.engine().reservation(id).map(ReservationView::asked).orElse(0);
    return Optional.of(
        of(
            event,
            "served",
            because(freed, event.timeMs())
                + " Reservation "
                + id
                + " had waited "
                + Words.duration(event.timeMs() - past.waitsSinceMs)
                + " (place "
                + past.placeAtFirst
                + " at first), was first in turn and got "
                + event.units()
                + " of "
                + Words.units(asked)
                + ", held until "
                + Words.time(event.deadlineMs().orElseThrow())
                + "."));
  }

  private static String because(final Freed freed, final long nowMs) {
    if (freed == null) {
      return "Units came free.";
    }
    final String text = freed.text();
    final String when = freed.timeMs() == nowMs ? "" : " at " + Words.time(freed.timeMs());
    return "Units came free" + when + ": " + text + ".";
  }

  private String waitEnded(final PlainEvent event) {
    final Id id = event.reservation().orElseThrow();
    if (event.reason() == Code.SALE_CLOSED) {
      return "The sale closed before reservation " + id + " had its turn; its wait ended.";
    }
    final Refusals.Asked asked =
        new Refusals.Asked(
            event.sale(),
            event.item(),
            event.buyer(),
            scene.engine().reservation(id).map(ReservationView::group).orElse(0L),
            1);
    return because(scene.floor().lastFreed(event.sale(), event.item()), event.timeMs())
        + " Reservation "
        + id
        + " had its turn and got nothing, "
        + event.reason()
        + ": "
        + new Refusals(scene).why(event.reason(), asked)
        + " Its wait ended.";
  }

  private String admitted(final PlainEvent event) {
    return "Buyer "
        + event.buyer()
        + " was admitted from the queue of "
        + scene.saleName(event.sale())
        + ", at place "
        + event.units()
        + ", and may reserve until "
        + Words.time(event.deadlineMs().orElseThrow())
        + ".";
  }

  private Sentence sale(final PlainEvent event) {
    final boolean byNode = !scene.command().name().endsWith("Sale");
    final String who = byNode ? "As scheduled, the node" : Words.author(scene.command());
    final String sale = scene.saleName(event.sale());
    if (event.kind() == EventKind.SALE_PAUSED) {
      return of(
          event,
          "paused",
          who + " paused " + sale + ": nothing is reserved or served; what is held can be paid.");
    }
    if (event.kind() == EventKind.SALE_CLOSED) {
      return of(
          event, "closed", who + " closed " + sale + "; what is held can be paid until it lapses.");
    }
    if (event.kind() == EventKind.SALE_OPENED) {
      final boolean resumed = scene.floor().lastTurn(event.sale()).isResumption();
      return of(event, "opened", who + (resumed ? " resumed " : " opened ") + sale + ".");
    }
    return of(event, "grace", grace(event, sale));
  }

  private String grace(final PlainEvent event, final String sale) {
    if (event.deadlineMs().isEmpty()) {
      return Words.author(scene.command()) + " took back the grace of " + sale + ".";
    }
    final String who =
        scene.command().name().equals("Outage")
            ? "The node had been down, so nothing"
            : Words.author(scene.command()) + " gave a grace: nothing";
    return who
        + " of "
        + sale
        + " lapses before "
        + Words.time(event.deadlineMs().getAsLong())
        + ".";
  }
}
