package io.holdfast.tools.operate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.client.LineInfo;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.SaleInfo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

/** Sales, lines and reservations as the verbs print them: documented JSON keys, and text. */
public final class Views {
  private Views() {}

  /** A sale. */
  public static JsonObject sale(final SaleInfo sale) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", sale.sale());
    json.addProperty("name", sale.name());
    json.addProperty("state", sale.state().name());
    json.addProperty("opensAtMs", boxed(sale.opensAtMs()));
    json.addProperty("closesAtMs", boxed(sale.closesAtMs()));
    json.addProperty("holdMs", sale.holdMs());
    json.addProperty("paymentMs", sale.paymentMs());
    json.addProperty("lines", sale.lines());
    json.addProperty("received", sale.received());
    json.addProperty("available", sale.available());
    json.addProperty("held", sale.held());
    json.addProperty("sold", sale.sold());
    return json;
  }

  /** A sale for people, a field per line. */
  public static List<String> saleText(final SaleInfo sale) {
    final List<String> lines = new ArrayList<>();
    lines.add("sale " + sale.sale() + (sale.name().isEmpty() ? "" : " \"" + sale.name() + "\""));
    lines.add("state      " + sale.state());
    lines.add("opens at   " + time(sale.opensAtMs(), "when you say so"));
    lines.add("closes at  " + time(sale.closesAtMs(), "when you say so"));
    lines.add("hold       " + DurationText.of(sale.holdMs()));
    lines.add("payment    " + DurationText.of(sale.paymentMs()));
    lines.add(
        String.format(
            Locale.ROOT,
            "units      received %,d = available %,d + held %,d + sold %,d, in %,d lines",
            sale.received(),
            sale.available(),
            sale.held(),
            sale.sold(),
            sale.lines()));
    return lines;
  }

  /** All sales. */
  public static JsonArray sales(final List<SaleInfo> sales) {
    final JsonArray json = new JsonArray();
    sales.forEach(sale -> json.add(sale(sale)));
    return json;
  }

  /** All sales for people. */
  public static List<String> salesText(final List<SaleInfo> sales) {
    if (sales.isEmpty()) {
      return List.of("no sales; make one: holdfast sale create 1 --name NAME --open");
    }
    final TextTable table =
        new TextTable(
            "SALE", "STATE<", "LINES", "RECEIVED", "AVAILABLE", "HELD", "SOLD", "HOLD", "NAME<");
    for (final SaleInfo sale : sales) {
      table.add(
          sale.sale(),
          sale.state(),
          sale.lines(),
          sale.received(),
          sale.available(),
          sale.held(),
          sale.sold(),
          DurationText.of(sale.holdMs()),
          sale.name());
    }
    return table.lines();
  }

  /** Lines of one or more sales. */
  public static JsonArray lines(final List<LineInfo> lines) {
    final JsonArray json = new JsonArray();
    for (final LineInfo line : lines) {
      final JsonObject row = new JsonObject();
      row.addProperty("sale", line.sale());
      row.addProperty("item", line.item());
      row.addProperty("received", line.received());
      row.addProperty("available", line.available());
      row.addProperty("held", line.held());
      row.addProperty("sold", line.sold());
      json.add(row);
    }
    return json;
  }

  /** The same for people. */
  public static List<String> linesText(final List<LineInfo> lines) {
    if (lines.isEmpty()) {
      return List.of("no stock; put some in: holdfast stock add SALE ITEM UNITS");
    }
    final TextTable table = new TextTable("SALE", "ITEM", "RECEIVED", "AVAILABLE", "HELD", "SOLD");
    for (final LineInfo line : lines) {
      table.add(
          line.sale(), line.item(), line.received(), line.available(), line.held(), line.sold());
    }
    return table.lines();
  }

  /** A reservation. */
  public static JsonObject reservation(final ReservationInfo reservation) {
    final JsonObject json = new JsonObject();
    json.addProperty("reservation", reservation.reservation().toString());
    json.addProperty("basket", reservation.basket().map(Id::toString).orElse(null));
    json.addProperty("sale", reservation.sale());
    json.addProperty("item", reservation.item());
    json.addProperty("buyer", reservation.buyer());
    json.addProperty("group", reservation.group());
    json.addProperty("tier", reservation.tier());
    json.addProperty("state", reservation.state().name());
    json.addProperty("late", reservation.late());
    json.addProperty("deadlineMs", boxed(reservation.deadlineMs()));
    json.addProperty("asked", reservation.asked());
    json.addProperty("granted", reservation.granted());
    json.addProperty("confirmed", reservation.confirmed());
    json.addProperty("cancelled", reservation.cancelled());
    json.addProperty("sequence", reservation.sequence());
    return json;
  }

  /** A reservation for people, a field per line. */
  public static List<String> reservationText(final ReservationInfo reservation) {
    final List<String> lines = new ArrayList<>();
    lines.add("reservation " + reservation.reservation());
    reservation.basket().ifPresent(basket -> lines.add("basket     " + basket));
    lines.add("state      " + reservation.state() + (reservation.late() ? ", paid late" : ""));
    lines.add("sale       " + reservation.sale() + ", item " + reservation.item());
    final String group = reservation.group() == 0 ? "" : ", group " + reservation.group();
    lines.add("buyer      " + reservation.buyer() + group + ", tier " + reservation.tier());
    lines.add(
        String.format(
            Locale.ROOT,
            "units      asked %,d, granted %,d, confirmed %,d, cancelled %,d",
            reservation.asked(),
            reservation.granted(),
            reservation.confirmed(),
            reservation.cancelled()));
    lines.add("deadline   " + time(reservation.deadlineMs(), "none"));
    lines.add("made by    sequence " + reservation.sequence());
    return lines;
  }

  private static Long boxed(final OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  private static String time(final OptionalLong ms, final String none) {
    return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()).toString() : none;
  }
}
