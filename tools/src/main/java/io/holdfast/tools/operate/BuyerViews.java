package io.holdfast.tools.operate;

import static io.holdfast.tools.operate.Views.boxed;
import static io.holdfast.tools.operate.Views.format;
import static io.holdfast.tools.operate.Views.time;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.BuyerInfo;
import io.holdfast.protocol.codec.TicketState;
import java.util.ArrayList;
import java.util.List;

/** What a buyer has in a sale, as the verbs print it: documented JSON keys, and text. */
public final class BuyerViews {
  private BuyerViews() {}

  /** What a buyer holds and waits for, and has of the limit. */
  public static JsonObject buyer(final BuyerInfo buyer) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", buyer.sale());
    json.addProperty("buyer", buyer.buyer());
    json.addProperty("units", boxed(buyer.units()));
    json.addProperty("ticket", buyer.ticket().name());
    final JsonArray rows = new JsonArray();
    for (final BuyerInfo.Reservation reservation : buyer.reservations()) {
      final JsonObject row = new JsonObject();
      row.addProperty("reservation", reservation.reservation().toString());
      row.addProperty("item", reservation.item());
      row.addProperty("state", reservation.state().name());
      row.addProperty("deadlineMs", boxed(reservation.deadlineMs()));
      row.addProperty("asked", reservation.asked());
      row.addProperty("granted", reservation.granted());
      rows.add(row);
    }
    json.add("reservations", rows);
    return json;
  }

  /** The same for people. */
  public static List<String> buyerText(final BuyerInfo buyer) {
    final List<String> lines = new ArrayList<>();
    lines.add("buyer " + buyer.buyer() + " in sale " + buyer.sale() + summary(buyer));
    if (buyer.reservations().isEmpty()) {
      return lines;
    }
    final TextTable table =
        new TextTable("RESERVATION<", "ITEM", "STATE<", "ASKED", "GRANTED", "DEADLINE<");
    for (final BuyerInfo.Reservation reservation : buyer.reservations()) {
      table.add(
          reservation.reservation(),
          reservation.item(),
          reservation.state(),
          reservation.asked(),
          reservation.granted(),
          time(reservation.deadlineMs(), "none"));
    }
    lines.addAll(table.lines());
    return lines;
  }

  private static String summary(final BuyerInfo buyer) {
    final StringBuilder text = new StringBuilder();
    buyer.units().ifPresent(units -> text.append(format(": %,d units held and bought", units)));
    if (buyer.ticket() != TicketState.NONE) {
      text.append("; ticket ").append(buyer.ticket());
    }
    if (buyer.reservations().isEmpty()) {
      text.append("; holds nothing and waits for nothing");
    }
    return text.toString();
  }
}
