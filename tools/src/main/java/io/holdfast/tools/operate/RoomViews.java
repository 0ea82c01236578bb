package io.holdfast.tools.operate;

import static io.holdfast.tools.operate.Views.boxed;
import static io.holdfast.tools.operate.Views.format;
import static io.holdfast.tools.operate.Views.time;

import com.google.gson.JsonObject;
import io.holdfast.client.AdmissionPolicy;
import io.holdfast.client.RoomInfo;
import io.holdfast.client.RoomSeed;
import io.holdfast.client.TicketInfo;
import io.holdfast.client.Verdict;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;

/** Waiting rooms and tickets as the verbs print them: documented JSON keys, and text. */
public final class RoomViews {
  private RoomViews() {}

  /** A waiting room. */
  public static JsonObject room(final RoomInfo room) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", room.sale());
    json.addProperty("state", room.state().name());
    json.addProperty("joined", room.joined());
    json.addProperty("drawn", boxed(room.drawn()));
    json.addProperty("waiting", room.waiting());
    json.addProperty("active", room.active());
    json.addProperty("activeIdle", room.activeIdle());
    json.addProperty("done", room.done());
    json.addProperty("expired", room.expired());
    json.addProperty("left", room.left());
    json.addProperty("admitted", room.admitted());
    json.addProperty("admittedUpTo", room.admittedUpTo());
    final AdmissionPolicy policy = room.policy();
    json.addProperty("admissionPerSecond", policy.admissionPerSecond());
    json.addProperty("maxActive", policy.maxActive());
    json.addProperty("finishMs", policy.finishMs());
    json.addProperty("admitPermille", policy.admitPermille());
    json.addProperty("returnPermille", policy.returnPermille());
    json.addProperty("unitsPerBuyer", policy.unitsPerBuyer());
    json.addProperty("soldOut", room.soldOut());
    json.addProperty("seedHash", room.seedHash());
    json.addProperty("seed", room.seed().map(RoomSeed::hex).orElse(null));
    return json;
  }

  /** A waiting room for people. */
  public static List<String> roomText(final RoomInfo room) {
    final AdmissionPolicy policy = room.policy();
    final List<String> lines = new ArrayList<>();
    lines.add("waiting room of sale " + room.sale());
    lines.add("state      " + room.state() + (room.soldOut() ? ", sold out" : ""));
    lines.add(
        format("joined     %,d", room.joined())
            + (room.drawn().isPresent()
                ? format(", the first %,d of them shuffled", room.drawn().getAsLong())
                : ", to be shuffled at the opening"));
    lines.add(format("waiting    %,d", room.waiting()));
    lines.add(
        format(
            "active     %,d of at most %,d; %,d without a hold or purchase yet",
            room.active(), policy.maxActive(), room.activeIdle()));
    lines.add(
        format(
            "ended      %,d done, %,d expired, %,d left",
            room.done(), room.expired(), room.left()));
    lines.add(
        format(
            "admitted   %,d; the first %,d places have had their turn",
            room.admitted(), room.admittedUpTo()));
    lines.add(
        format("rate       %,d per second, each for ", policy.admissionPerSecond())
            + DurationText.of(policy.finishMs()));
    lines.add(
        format(
            "units      %,d per buyer; admitted for %,d/1000 of what is there, %,d/1000 of what is"
                + " held is expected back",
            policy.unitsPerBuyer(), policy.admitPermille(), policy.returnPermille()));
    lines.add("seed hash  " + room.seedHash());
    lines.add("seed       " + room.seed().map(RoomSeed::hex).orElse("shows at the opening"));
    return lines;
  }

  /** A buyer's ticket, and what the room says about its turn. */
  public static JsonObject ticket(final TicketInfo ticket, final RoomInfo room) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", ticket.sale());
    json.addProperty("buyer", ticket.buyer());
    json.addProperty("ticket", ticket.state().name());
    json.addProperty("number", ticket.number());
    json.addProperty("place", boxed(ticket.place()));
    json.addProperty("admittedUpTo", ticket.admittedUpTo());
    json.addProperty("position", boxed(QueueWait.position(ticket)));
    json.addProperty("waitAtLeastMs", boxed(QueueWait.atLeastMs(room, ticket)));
    json.addProperty("deadlineMs", boxed(ticket.deadlineMs()));
    json.addProperty("saleState", room.state().name());
    json.addProperty("soldOut", room.soldOut());
    return json;
  }

  /** The same for people. */
  public static List<String> ticketText(final TicketInfo ticket, final RoomInfo room) {
    final List<String> lines = new ArrayList<>();
    lines.add("buyer " + ticket.buyer() + " in the waiting room of sale " + ticket.sale());
    lines.add("ticket     " + ticket.state() + format(", number %,d", ticket.number()));
    lines.add("place      " + place(ticket));
    if (ticket.state() == TicketState.WAITING) {
      lines.add("wait       " + waitText(ticket, room));
    }
    if (ticket.deadlineMs().isPresent()) {
      lines.add("session    ends at " + time(ticket.deadlineMs(), ""));
    }
    return lines;
  }

  private static String place(final TicketInfo ticket) {
    if (ticket.place().isEmpty()) {
      return "drawn at the opening";
    }
    final OptionalLong position = QueueWait.position(ticket);
    return format("%,d", ticket.place().getAsLong())
        + (position.isPresent() ? format("; %,d before it", position.getAsLong()) : "");
  }

  private static String waitText(final TicketInfo ticket, final RoomInfo room) {
    if (room.state() == SaleState.SCHEDULED) {
      return "until the sale opens, then by place";
    }
    if (room.state() == SaleState.PAUSED) {
      return "nobody is admitted while the sale is paused";
    }
    final OptionalLong atLeastMs = QueueWait.atLeastMs(room, ticket);
    if (atLeastMs.isEmpty()) {
      return "nobody is admitted at 0 per second";
    }
    final String text =
        "at least "
            + DurationText.of(atLeastMs.getAsLong())
            + format(" at %,d per second", room.policy().admissionPerSecond())
            + "; more if units or room are short, less only if others leave";
    return room.soldOut() ? text + "; sold out now: nobody is admitted until units return" : text;
  }

  /** Adds what a join or leave says about the ticket. */
  public static void addTicket(final JsonObject json, final Verdict verdict) {
    json.addProperty("ticket", verdict.ticket().name());
    json.addProperty("place", boxed(verdict.place()));
    json.addProperty("admittedUpTo", boxed(verdict.admittedUpTo()));
    json.addProperty("position", boxed(position(verdict)));
  }

  /** The same for people. */
  public static String ticketText(final Verdict verdict) {
    if (verdict.ticket() != TicketState.WAITING) {
      return verdict.ticket().name();
    }
    final OptionalLong position = position(verdict);
    return position.isPresent()
        ? format("WAITING, %,d before it", position.getAsLong())
        : "WAITING, place drawn at the opening";
  }

  private static OptionalLong position(final Verdict verdict) {
    return verdict.ticket() == TicketState.WAITING ? verdict.position() : OptionalLong.empty();
  }
}
