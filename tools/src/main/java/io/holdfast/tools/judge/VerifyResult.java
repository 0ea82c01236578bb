package io.holdfast.tools.judge;

import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.holdfast.model.Violation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the judge found.
 *
 * @param commands steps judged and found right
 * @param sequence of the last of them, 0 if there is none
 * @param firstViolation the first thing wrong; nothing behind it was judged
 */
public record VerifyResult(long commands, long sequence, Optional<Violation> firstViolation) {

  /** Whether there was something to judge, and all of it was right. */
  public boolean isVerified() {
    return commands > 0 && firstViolation.isEmpty();
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
    final List<String> lines = new ArrayList<>();
    if (firstViolation.isPresent()) {
      final Violation violation = firstViolation.get();
      lines.add(
          String.format(
              "NOT VERIFIED: sequence %,d violates %s", violation.sequence(), violation.rule()));
      lines.add("  " + violation.text());
      lines.add(String.format("the %,d steps before it are right", commands));
    } else {
      lines.add(
          commands == 0
              ? "NOT VERIFIED: the journal is empty"
              : String.format("verified: %,d steps up to sequence %,d", commands, sequence));
    }
    return lines;
  }
}
