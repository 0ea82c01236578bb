package io.holdfast.tools.operate;

import com.google.gson.JsonObject;
import io.holdfast.client.SaleUpdate;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Updates of subscriptions as the verbs print them: documented JSON keys, and text. */
public final class UpdateViews {
  private UpdateViews() {}

  /** The numbers of a sale. */
  public static JsonObject sale(final SaleUpdate update) {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", update.sale());
    json.addProperty("state", update.state().name());
    json.addProperty("available", update.available());
    json.addProperty("held", update.held());
    json.addProperty("sold", update.sold());
    json.addProperty("soldOut", update.soldOut());
    json.addProperty("waiting", update.waiting());
    json.addProperty("queued", update.queued());
    json.addProperty(
        "admittedUpTo",
        update.admittedUpTo().isPresent() ? (Long) update.admittedUpTo().getAsLong() : null);
    json.addProperty("fromSequence", update.fromSequence());
    json.addProperty("sequence", update.sequence());
    json.addProperty("timeMs", update.timeMs());
    json.addProperty("last", update.last());
    return json;
  }

  /** The same on one line for people. */
  public static List<String> saleText(final SaleUpdate update) {
    final StringBuilder line = new StringBuilder();
    line.append(Instant.ofEpochMilli(update.timeMs()))
        .append("  ")
        .append(update.state())
        .append(number("available", update.available()))
        .append(number("held", update.held()))
        .append(number("sold", update.sold()));
    if (update.waiting() > 0) {
      line.append(number("on waitlists", update.waiting()));
    }
    if (update.admittedUpTo().isPresent()) {
      line.append(number("in the queue", update.queued()))
          .append(number("admitted up to", update.admittedUpTo().getAsLong()));
    }
    if (update.soldOut()) {
      line.append("  SOLD OUT");
    }
    if (update.last()) {
      line.append("  FORGOTTEN");
    }
    return List.of(line.append(number("step", update.sequence())).toString());
  }

  private static String number(final String name, final long value) {
    return String.format(Locale.ROOT, "  %s %,d", name, value);
  }
}
