package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import io.holdfast.model.PlainEvent;
import io.holdfast.model.PlainVerdict;
import io.holdfast.model.ReservationView;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.SaleState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** What became of a reservation or a basket by a command that names it. */
final class ResolutionSentences {
  private static final String REJECTED = "rejected";
  private static final String REPEATED = "repeated";
  private static final int NAMED = 3;

  private final Scene scene;
  private final PlainVerdict verdict;
  private final Refusals refusals;
  private final boolean ofBasket;
  private final Id id;
  private final Optional<ReservationView> view;

  ResolutionSentences(final Scene scene, final Refusals refusals) {
    this.scene = scene;
    this.refusals = refusals;
    verdict = scene.verdict();
    ofBasket = !scene.command().has("reservation");
    id = Words.id(scene.command().text(ofBasket ? "basket" : "reservation"));
    view = scene.lineOf(id).flatMap(scene.engine()::reservation);
  }

  Sentence tell() {
    final Code code = verdict.code();
    if (verdict.repeated()) {
      return sentence(
          REPEATED,
          doing() + " came again. It was answered as before, " + code + "; nothing changed.");
    }
    if (code == Code.REFUND_DUE && isConfirm()) {
      return sentence("refund-due", refundDue());
    }
    if (code != Code.ACCEPTED) {
      return sentence(
          REJECTED,
          doing()
              + " was refused with "
              + code
              + ": "
              + refusals.why(code, view.map(ReservationView::sale).orElse(0L))
              + state());
    }
    return accepted();
  }

  private boolean isConfirm() {
    return scene.command().name().startsWith("Confirm");
  }

  private Sentence sentence(final String kind, final String text) {
    return scene.sentence(
        kind,
        id,
        view.map(ReservationView::sale).orElse(0L),
        view.map(ReservationView::buyer).orElse(0L),
        text);
  }

  private String subject() {
    return (ofBasket ? "basket " : "reservation ") + id;
  }

  private String doing() {
    return switch (scene.command().name()) {
      case "BeginPayment", "BeginPaymentBasket" -> "The begin of the payment for " + subject();
      case "Extend" -> "The wish to extend " + subject();
      case "Confirm", "ConfirmBasket" -> "The payment for " + subject();
      case "Release", "ReleaseBasket" -> "The release of " + subject();
      case "Cancel" -> "The cancel of " + subject();
      case "OperatorRelease" -> Words.author(scene.command()) + ": the release of " + subject();
      case "OperatorCancel" -> Words.author(scene.command()) + ": the cancel of " + subject();
      default -> scene.command().name() + " of " + subject();
    };
  }

  private String state() {
    if (view.isEmpty()) {
      return "";
    }
    final Past past = scene.past(view.get().reservation());
    return past.end == null ? "" : " " + ending(past);
  }

  private Sentence accepted() {
    final long units = verdict.granted();
    return switch (scene.command().name()) {
      case "BeginPayment", "BeginPaymentBasket" ->
          sentence("paying", "The payment for " + subject() + " began; " + until());
      case "Extend" -> sentence("extended", "The hold was extended; " + until());
      case "Confirm", "ConfirmBasket" -> paid(units);
      case "Release", "ReleaseBasket" -> sentence("released", released("The buyer", units));
      case "OperatorRelease" ->
          sentence("released", released(Words.author(scene.command()), units));
      case "Cancel" -> sentence("cancelled", cancelled("The buyer", units));
      case "OperatorCancel" ->
          sentence("cancelled", cancelled(Words.author(scene.command()), units));
      default -> sentence(scene.command().name(), doing() + " was done.");
    };
  }

  private String until() {
    return Words.are(verdict.granted())
        + " held until "
        + Words.time(verdict.deadlineMs().orElseThrow())
        + ".";
  }

  private String released(final String who, final long units) {
    return units == 0
        ? who + " ended the wait of " + subject() + "."
        : who + " released " + subject() + "; " + Words.units(units) + " came free for others.";
  }

  private String cancelled(final String who, final long units) {
    return who
        + " cancelled "
        + Words.units(units)
        + " of the purchase, "
        + subject()
        + "; they came free for others.";
  }

  private Sentence paid(final long units) {
    if (!verdict.late()) {
      final long rest = ofBasket ? 0 : view.map(ReservationView::granted).orElse(0) - units;
      return sentence(
          "paid",
          "The payment for "
              + subject()
              + " came in time; "
              + Words.are(units)
              + " sold."
              + (rest > 0 ? " The other " + Words.units(rest) + " came free for others." : ""));
    }
    final String there =
        ofBasket
            ? "but all its units were available"
            : "but " + Words.was(verdict.available().orElse(0) + units) + " available";
    return sentence(
        "paid-late",
        "The payment for "
            + subject()
            + " came "
            + lateness()
            + ", "
            + there
            + ", so the buyer's "
            + Words.units(units)
            + " were taken again and are sold, marked late.");
  }

  private Past past() {
    return view.map(reservation -> scene.past(reservation.reservation())).orElseGet(Past::new);
  }

  /** How late, and what had become of the hold. */
  private String lateness() {
    final Past past = past();
    final String late =
        past.deadlineMs.isPresent()
            ? Words.duration(scene.timeMs() - past.deadlineMs.getAsLong())
                + " after the deadline "
                + Words.time(past.deadlineMs.getAsLong())
            : "after the deadline";
    return late
        + (past.end == null
            ? ""
            : "; the hold had lapsed at "
                + Words.time(past.end.timeMs())
                + " (sequence "
                + past.end.sequence()
                + ")");
  }

  private String refundDue() {
    final Past past = past();
    final String refund = " Refund the buyer.";
    if (past.end != null && past.end.kind() == EventKind.RELEASED) {
      return "The payment for "
          + subject()
          + " came after the end. "
          + ending(past)
          + " What was given back is not taken again."
          + refund;
    }
    return "The payment for " + subject() + " came " + lateness() + ", " + gone() + refund;
  }

  private static String ending(final Past past) {
    final PlainEvent end = past.end;
    final String at = " at " + Words.time(end.timeMs()) + " (sequence " + end.sequence() + ").";
    if (end.kind() == EventKind.EXPIRED) {
      return "The hold had lapsed" + at;
    }
    if (end.reason() != Code.ACCEPTED) {
      return "The node had ended it with the reason " + end.reason() + at;
    }
    return past.endedBy.name().startsWith("Operator")
        ? Words.author(past.endedBy) + " had released it" + at
        : "The buyer had given it back" + at;
  }

  /** Why the units of a lapsed hold could not be taken again. */
  private String gone() {
    if (view.isEmpty()) {
      return "and the units were gone.";
    }
    final ReservationView was = view.get();
    final boolean closed =
        scene.sale(was.sale()).filter(sale -> sale.state() == SaleState.CLOSED).isPresent();
    if (closed) {
      return "and the sale was closed.";
    }
    final long available = scene.line(was.sale(), was.item()).orElseThrow().available();
    if (available >= was.granted() && !ofBasket) {
      return "and meanwhile the buyer had other units, so that the limits left no room for them.";
    }
    return "and "
        + (available == 0 ? "none was" : "only " + Words.was(available))
        + " available, of "
        + Words.units(was.granted())
        + " needed."
        + takenSince(was);
  }

  private String takenSince(final ReservationView was) {
    final Past past = past();
    final long sinceMs = past.end == null ? Long.MAX_VALUE : past.end.timeMs();
    final List<Holding> takers =
        scene
            .floor()
            .holdings(
                holding ->
                    holding.sale() == was.sale()
                        && holding.item() == was.item()
                        && holding.sinceMs() >= sinceMs);
    if (takers.isEmpty()) {
      return "";
    }
    final List<Holding> first = new ArrayList<>(takers);
    Collections.reverse(first);
    final List<String> named = first.stream().limit(NAMED).map(Holding::text).toList();
    return " Since the hold had lapsed, units had gone to "
        + Words.list(named)
        + (first.size() > NAMED ? ", and to " + (first.size() - NAMED) + " more." : ".");
  }
}
