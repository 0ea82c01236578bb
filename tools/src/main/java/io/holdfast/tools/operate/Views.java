package io.holdfast.tools.operate;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.client.Id;
import io.holdfast.client.LineInfo;
import io.holdfast.client.ReservationInfo;
import io.holdfast.client.SaleInfo;
import io.holdfast.protocol.codec.Code;
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
    json.addProperty("graceUntilMs", boxed(sale.graceUntilMs()));
    json.addProperty("maxHoldMs", sale.maxHoldMs());
    json.addProperty("retentionMs", sale.retentionMs());
    json.addProperty("buyerLimit", sale.buyerLimit());
    json.addProperty("buyerLineLimit", sale.buyerLineLimit());
    json.addProperty("groupLimit", sale.groupLimit());
    json.addProperty("groupLineLimit", sale.groupLineLimit());
    json.addProperty("waitingRoom", sale.gated());
    return json;
  }

  /** A sale for people, a field per line. */
  public static List<String> saleText(final SaleInfo sale) {
    final List<String> lines = new ArrayList<>();
    lines.add("sale " + sale.sale() + (sale.name().isEmpty() ? "" : " \"" + sale.name() + "\""));
    lines.add("state      " + sale.state());
    lines.add("opens at   " + time(sale.opensAtMs(), "when you say so"));
    lines.add("closes at  " + time(sale.closesAtMs(), "when you say so"));
    lines.add("grace      " + graceText(sale));
    lines.add(
        "hold       "
            + DurationText.of(sale.holdMs())
            + ", with extensions at most "
            + DurationText.of(sale.maxHoldMs()));
    lines.add("payment    " + DurationText.of(sale.paymentMs()));
    lines.add("kept       " + DurationText.of(sale.retentionMs()) + " after its end");
    lines.add("limits     " + limitsText(sale));
    lines.add(
        "waiting    "
            + (sale.gated() ? "room; see 'holdfast queue show " + sale.sale() + "'" : "no room"));
    lines.add(
        format(
            "units      received %,d = available %,d + held %,d + sold %,d, in %,d lines",
            sale.received(), sale.available(), sale.held(), sale.sold(), sale.lines()));
    return lines;
  }

  private static String graceText(final SaleInfo sale) {
    return sale.graceUntilMs().isPresent()
        ? "nothing lapses before " + time(sale.graceUntilMs(), "")
        : "none";
  }

  private static String limitsText(final SaleInfo sale) {
    final List<String> limits = new ArrayList<>();
    addLimit(limits, sale.buyerLimit(), "per buyer");
    addLimit(limits, sale.buyerLineLimit(), "per buyer and item");
    addLimit(limits, sale.groupLimit(), "per group");
    addLimit(limits, sale.groupLineLimit(), "per group and item");
    return limits.isEmpty() ? "none" : String.join(", ", limits);
  }

  private static void addLimit(final List<String> limits, final int units, final String of) {
    if (units != 0) {
      limits.add(format("%,d %s", units, of));
    }
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
            "SALE",
            "STATE<",
            "LINES",
            "RECEIVED",
            "AVAILABLE",
            "HELD",
            "SOLD",
            "HOLD",
            "LIMIT",
            "ROOM<",
            "NAME<");
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
          sale.buyerLimit() == 0 ? "-" : sale.buyerLimit(),
          sale.gated() ? "yes" : "-",
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
      row.addProperty("waiting", line.waiting());
      row.addProperty("waitingUnits", line.waitingUnits());
      json.add(row);
    }
    return json;
  }

  /** The same for people. */
  public static List<String> linesText(final List<LineInfo> lines) {
    if (lines.isEmpty()) {
      return List.of("no stock; put some in: holdfast stock add SALE ITEM UNITS");
    }
    final TextTable table =
        new TextTable(
            "SALE", "ITEM", "RECEIVED", "AVAILABLE", "HELD", "SOLD", "WAITING", "UNITS WANTED");
    for (final LineInfo line : lines) {
      table.add(
          line.sale(),
          line.item(),
          line.received(),
          line.available(),
          line.held(),
          line.sold(),
          line.waiting(),
          line.waitingUnits());
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
    json.addProperty("reason", releasedByNode(reservation) ? reservation.reason().name() : null);
    return json;
  }

  /** A reservation for people, a field per line. */
  public static List<String> reservationText(final ReservationInfo reservation) {
    final List<String> lines = new ArrayList<>();
    lines.add("reservation " + reservation.reservation());
    reservation.basket().ifPresent(basket -> lines.add("basket     " + basket));
    lines.add("state      " + reservation.state() + (reservation.late() ? ", paid late" : ""));
    if (releasedByNode(reservation)) {
      lines.add("reason     " + reservation.reason() + ": " + reasonText(reservation.reason()));
    }
    lines.add("sale       " + reservation.sale() + ", item " + reservation.item());
    final String group = reservation.group() == 0 ? "" : ", group " + reservation.group();
    lines.add("buyer      " + reservation.buyer() + group + ", tier " + reservation.tier());
    lines.add(
        format(
            "units      asked %,d, granted %,d, confirmed %,d, cancelled %,d",
            reservation.asked(),
            reservation.granted(),
            reservation.confirmed(),
            reservation.cancelled()));
    lines.add("deadline   " + time(reservation.deadlineMs(), "none"));
    lines.add("made by    sequence " + reservation.sequence());
    return lines;
  }

  private static boolean releasedByNode(final ReservationInfo reservation) {
    return reservation.reason() != Code.ACCEPTED;
  }

  /** Why the node ended the wait of an entry. */
  private static String reasonText(final Code code) {
    return switch (code) {
      case LIMIT_BUYER -> "its turn came, and the buyer had all that one may have of the sale";
      case LIMIT_BUYER_LINE -> "its turn came, and the buyer had all that one may have of the item";
      case LIMIT_GROUP -> "its turn came, and the group had all that one may have of the sale";
      case LIMIT_GROUP_LINE -> "its turn came, and the group had all that one may have of the item";
      case SALE_CLOSED -> "the sale closed before its turn came";
      default -> "the node ended its wait";
    };
  }

  /** For JSON: null where there is none. */
  public static Long boxed(final OptionalLong value) {
    return value.isPresent() ? value.getAsLong() : null;
  }

  /** In the form in which operators write times. */
  public static String time(final OptionalLong ms, final String none) {
    return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()).toString() : none;
  }

  static String format(final String text, final Object... values) {
    return String.format(Locale.ROOT, text, values);
  }
}
