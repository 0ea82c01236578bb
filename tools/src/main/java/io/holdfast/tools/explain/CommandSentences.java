package io.holdfast.tools.explain;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.holdfast.model.Id;
import io.holdfast.model.LineView;
import io.holdfast.model.PlainVerdict;
import io.holdfast.model.ReservationView;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.protocol.codec.ReservationState;
import java.util.ArrayList;
import java.util.List;

/** What was asked and what was answered: Reserves, payments, and the waiting room. */
final class CommandSentences {
  private static final String REJECTED = "rejected";
  private static final String REPEATED = "repeated";

  private final Scene scene;
  private final PlainVerdict verdict;
  private final Refusals refusals;

  CommandSentences(final Scene scene) {
    this.scene = scene;
    verdict = scene.verdict();
    refusals = new Refusals(scene);
  }

  /** The sentence of the step's own command. */
  Sentence tell() {
    return switch (scene.command().name()) {
      case "Reserve" -> reserve();
      case "ReserveBasket" -> basket();
      case "JoinQueue" -> join();
      case "LeaveQueue" -> leave();
      default -> new ResolutionSentences(scene, refusals).tell();
    };
  }

  private boolean isAccepted() {
    return verdict.code() == Code.ACCEPTED;
  }

  private Sentence reserve() {
    final JsonObject fields = scene.command().fields();
    final Id id = Words.id(scene.command().text("reservation"));
    final Refusals.Asked asked =
        new Refusals.Asked(
            scene.command().number("sale", 0),
            scene.command().number("item", 0),
            scene.command().number("buyer", 0),
            scene.command().number("group", 0),
            scene.command().number("quantity", 0));
    final String opening =
        "Buyer "
            + asked.buyer()
            + " asked for "
            + Words.units(asked.units())
            + " of item "
            + asked.item()
            + " in "
            + scene.saleName(asked.sale())
            + wishes(fields)
            + ", as reservation "
            + id;
    if (verdict.repeated()) {
      return sentence(REPEATED, id, asked, opening + " once more. " + repeated());
    }
    if (!isAccepted()) {
      return sentence(
          REJECTED,
          id,
          asked,
          opening
              + ". Refused with "
              + verdict.code()
              + ": "
              + refusals.why(verdict.code(), asked)
              + Refusals.ownReservation(verdict.ownReservation()));
    }
    return verdict.state() == ReservationState.WAITLISTED
        ? sentence("waiting", id, asked, opening + ". " + waiting(id, asked))
        : sentence("held", id, asked, opening + ". " + held(asked));
  }

  private static String wishes(final JsonObject fields) {
    final List<String> flags = new ArrayList<>();
    fields.getAsJsonArray("flags").forEach(flag -> flags.add(flag.getAsString()));
    if (flags.contains("waitlist")) {
      return ", or as many as there are, or to wait for them";
    }
    return flags.contains("partial") ? ", or as many as there are" : "";
  }

  private Sentence sentence(
      final String kind, final Id id, final Refusals.Asked asked, final String text) {
    return scene.sentence(kind, id, asked.sale(), asked.buyer(), text);
  }

  private String repeated() {
    final String now =
        verdict.state() == ReservationState.NONE ? "" : ", the reservation is " + verdict.state();
    return "It was known by its id and answered as the first time, "
        + verdict.code()
        + now
        + "; nothing changed.";
  }

  private String held(final Refusals.Asked asked) {
    final long granted = verdict.granted();
    final long available = verdict.available().orElse(0) + granted;
    final String fewer =
        granted == asked.units()
            ? ""
            : available > granted
                ? " The limits left no room for more."
                : " That was all there was.";
    return Words.was(available)
        + " available; "
        + Words.are(granted)
        + " held for the buyer until "
        + Words.time(verdict.deadlineMs().orElseThrow())
        + "."
        + fewer;
  }

  private String waiting(final Id id, final Refusals.Asked asked) {
    final List<Floor.Waiting> queue = scene.floor().waiting(asked.sale(), asked.item());
    final int place = scene.past(id).placeAtFirst;
    final LineView line = scene.line(asked.sale(), asked.item()).orElseThrow();
    return "None was free ("
        + line.held()
        + " held, "
        + line.sold()
        + " sold of "
        + line.received()
        + "), so the buyer waits: place "
        + place
        + " of "
        + queue.size()
        + " on the waitlist."
        + refusals.lastTaken(asked, line);
  }

  private Sentence basket() {
    final Id id = Words.id(scene.command().text("basket"));
    final long sale = scene.command().number("sale", 0);
    final long buyer = scene.command().number("buyer", 0);
    final List<String> wishes = new ArrayList<>();
    for (final JsonElement line : scene.command().fields().getAsJsonArray("lines")) {
      final JsonObject fields = line.getAsJsonObject();
      wishes.add(
          Words.units(fields.get("quantity").getAsLong())
              + " of item "
              + fields.get("item").getAsLong()
              + " (reservation "
              + fields.get("reservation").getAsString()
              + ")");
    }
    final String opening =
        "Buyer "
            + buyer
            + " asked for all or none of "
            + Words.list(wishes)
            + " in "
            + scene.saleName(sale)
            + ", as basket "
            + id;
    if (verdict.repeated()) {
      return scene.sentence(REPEATED, id, sale, buyer, opening + " once more. " + repeated());
    }
    if (!isAccepted()) {
      return scene.sentence(REJECTED, id, sale, buyer, opening + ". " + basketRefused(sale, buyer));
    }
    return scene.sentence(
        "held",
        id,
        sale,
        buyer,
        opening
            + ". All were available; "
            + Words.are(verdict.granted())
            + " held for the buyer until "
            + Words.time(verdict.deadlineMs().orElseThrow())
            + ".");
  }

  private String basketRefused(final long sale, final long buyer) {
    final Code code = verdict.code();
    if (verdict.line() == PlainVerdict.NO_LINE) {
      return "Refused as a whole with " + code + ": " + refusals.why(code, sale);
    }
    final JsonObject line =
        scene.command().fields().getAsJsonArray("lines").get(verdict.line()).getAsJsonObject();
    final Refusals.Asked asked =
        new Refusals.Asked(
            sale,
            line.get("item").getAsLong(),
            buyer,
            scene.command().number("group", 0),
            line.get("quantity").getAsLong());
    return "Refused as a whole with "
        + code
        + ", because of item "
        + asked.item()
        + ": "
        + refusals.why(code, asked);
  }

  private Sentence join() {
    final long sale = scene.command().number("sale", 0);
    final long buyer = scene.command().number("buyer", 0);
    final String opening = "Buyer " + buyer + " joined the queue of " + scene.saleName(sale);
    if (!isAccepted()) {
      return scene.sentence(
          REJECTED,
          null,
          sale,
          buyer,
          "Buyer "
              + buyer
              + " wanted to join the queue of "
              + scene.saleName(sale)
              + ". Refused with "
              + verdict.code()
              + ": "
              + refusals.why(verdict.code(), sale));
    }
    if (verdict.repeated()) {
      return scene.sentence(
          REPEATED, null, sale, buyer, opening + " once more; the ticket is the same." + place());
    }
    return scene.sentence("joined", null, sale, buyer, opening + number() + "." + place());
  }

  private String number() {
    return scene.engine().events().stream()
        .filter(event -> event.kind() == EventKind.JOINED)
        .map(event -> " as number " + (event.units() + 1))
        .findFirst()
        .orElse("");
  }

  private String place() {
    if (verdict.place().isEmpty()) {
      return " The order of all who join before the opening is drawn when the sale opens.";
    }
    final long before = verdict.place().getAsLong() - verdict.admittedUpTo().orElse(0);
    return " The place is "
        + verdict.place().getAsLong()
        + (before >= 0 ? ", with " + before + " places before it." : ", which had its turn.");
  }

  private Sentence leave() {
    final long sale = scene.command().number("sale", 0);
    final long buyer = scene.command().number("buyer", 0);
    final String who = "Buyer " + buyer;
    if (!isAccepted()) {
      return scene.sentence(
          REJECTED,
          null,
          sale,
          buyer,
          who
              + " wanted to leave the queue. Refused with "
              + verdict.code()
              + ": "
              + refusals.why(verdict.code(), sale));
    }
    return scene.sentence(
        verdict.repeated() ? REPEATED : "left",
        null,
        sale,
        buyer,
        who
            + " left the queue of "
            + scene.saleName(sale)
            + (verdict.repeated() ? " once more; the ticket was over already." : "."));
  }

  /** Tells what a reservation is now. */
  static String state(final ReservationView view) {
    return "Reservation "
        + view.reservation()
        + " is now "
        + view.state()
        + (view.late() ? ", paid late" : "")
        + ": asked "
        + view.asked()
        + ", granted "
        + view.granted()
        + ", bought "
        + view.confirmed()
        + ", cancelled "
        + view.cancelled()
        + ".";
  }
}
