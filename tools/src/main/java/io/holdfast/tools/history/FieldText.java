package io.holdfast.tools.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import io.holdfast.tools.operate.DurationText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The fields of a command for people: what was not given is left out, times are times. */
final class FieldText {
  private static final String MS = "Ms";
  private static final Set<String> TIMES = Set.of("timeMs", "deadlineMs");

  /** 0 of these says that there is none. */
  private static final Set<String> NONE_IF_ZERO = Set.of("group", "tier");

  private FieldText() {}

  /** {@code name=value} for every field that says something. */
  static String of(final JsonObject fields) {
    final List<String> words = new ArrayList<>();
    for (final Map.Entry<String, JsonElement> field : fields.entrySet()) {
      add(words, field.getKey(), field.getValue());
    }
    return String.join(" ", words);
  }

  private static void add(final List<String> words, final String name, final JsonElement value) {
    if (value.isJsonNull()) {
      return;
    }
    if (value.isJsonArray()) {
      array(words, name, value.getAsJsonArray());
      return;
    }
    final JsonPrimitive primitive = value.getAsJsonPrimitive();
    if (!primitive.isNumber()) {
      text(words, name, primitive.getAsString());
      return;
    }
    final long number = primitive.getAsLong();
    if (isTime(name)) {
      words.add(withoutMs(name) + "=" + Instant.ofEpochMilli(number));
    } else if (name.endsWith(MS)) {
      words.add(withoutMs(name) + "=" + DurationText.of(number));
    } else if (number != 0 || !NONE_IF_ZERO.contains(name)) {
      words.add(name + "=" + number);
    }
  }

  private static void array(final List<String> words, final String name, final JsonArray array) {
    final List<String> entries = new ArrayList<>();
    for (final JsonElement entry : array) {
      entries.add(entry.isJsonObject() ? of(entry.getAsJsonObject()) : entry.getAsString());
    }
    if (!entries.isEmpty()) {
      words.add(name + "=[" + String.join(", ", entries) + "]");
    }
  }

  /** Ids and hashes as they are, what people wrote in quotes. */
  private static void text(final List<String> words, final String name, final String text) {
    final boolean written =
        name.equals("name") || name.equals("operatorName") || name.equals("reason");
    if (!written) {
      words.add(name + "=" + text);
    } else if (!text.isEmpty()) {
      words.add(name + "='" + printable(text) + "'");
    }
  }

  /** A text of a client must not move the operator's cursor. */
  private static String printable(final String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  private static boolean isTime(final String name) {
    return TIMES.contains(name) || name.endsWith("AtMs") || name.endsWith("UntilMs");
  }

  private static String withoutMs(final String name) {
    return name.substring(0, name.length() - MS.length());
  }
}
