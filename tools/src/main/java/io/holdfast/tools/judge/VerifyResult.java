package io.holdfast.tools.judge;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.model.Violation;
import io.holdfast.protocol.codec.EventKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What the judge found.
 *
 * @param commands steps judged and found right
 * @param sequence of the last of them, 0 if there is none
 * @param events state changes that these steps made, by kind; kinds that did not happen are left
 *     out
 * @param firstViolation the first thing wrong; nothing behind it was judged
 */
public record VerifyResult(
    long commands, long sequence, Map<EventKind, Long> events, Optional<Violation> firstViolation) {

  /** How often something of this kind happened. */
  public long count(final EventKind kind) {
    return events.getOrDefault(kind, 0L);
  }

  /** Whether all of it was right; an empty journal is not. */
  public boolean isVerified() {
    return firstViolation.isEmpty();
  }

  /** The keys documented for {@code verify --json}. */
  public JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("verified", isVerified());
    json.addProperty("commands", commands);
    json.addProperty("sequence", sequence);
    if (firstViolation.isEmpty()) {
      json.add("firstViolation", JsonNull.INSTANCE);
      return json;
    }
    final JsonObject violation = new JsonObject();
    violation.addProperty("sequence", firstViolation.get().sequence());
    violation.addProperty("rule", firstViolation.get().rule());
    violation.addProperty("text", firstViolation.get().text());
    json.add("firstViolation", violation);
    return json;
  }

  /** The same for people. */
  public List<String> toText() {
    if (firstViolation.isEmpty()) {
      return List.of(
          String.format(Locale.ROOT, "verified: %,d steps up to sequence %,d", commands, sequence));
    }
    final Violation violation = firstViolation.get();
    return List.of(
        String.format(
            Locale.ROOT,
            "NOT VERIFIED: sequence %,d violates %s",
            violation.sequence(),
            violation.rule()),
        "  " + violation.text(),
        String.format(Locale.ROOT, "steps before it, all right: %,d", commands));
  }
}
