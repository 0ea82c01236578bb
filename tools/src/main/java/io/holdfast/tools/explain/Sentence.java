package io.holdfast.tools.explain;

import com.google.gson.JsonObject;
import io.holdfast.model.Id;
import java.time.Instant;
import java.util.Locale;

/**
 * One thing that happened, for a support person.
 *
 * @param kind a short word that stays
 * @param reservation that it is about, or null
 */
public record Sentence(
    long sequence, long timeMs, String kind, Id reservation, long sale, long buyer, String text) {

  /** The keys documented for {@code explain --json}. */
  JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("sequence", sequence);
    json.addProperty("timeMs", timeMs);
    json.addProperty("time", Instant.ofEpochMilli(timeMs).toString());
    json.addProperty("kind", kind);
    json.addProperty("text", text);
    json.addProperty("reservation", reservation == null ? null : reservation.toString());
    json.addProperty("sale", sale == 0 ? null : sale);
    json.addProperty("buyer", buyer == 0 ? null : buyer);
    return json;
  }

  String line() {
    return String.format(
        Locale.ROOT, "%s  %s (sequence %d)", Instant.ofEpochMilli(timeMs), text, sequence);
  }
}
