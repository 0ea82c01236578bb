package io.holdfast.tools.explain;

import io.holdfast.model.Id;
import io.holdfast.tools.history.RecordedCommand;
import io.holdfast.tools.operate.DurationText;
import java.time.Instant;
import java.util.List;

/** The small words of which sentences are made. */
final class Words {
  private Words() {}

  static String units(final long units) {
    return units == 1 ? "1 unit" : units + " units";
  }

  static String was(final long units) {
    return units == 1 ? "1 was" : units + " were";
  }

  static String are(final long units) {
    return units == 1 ? "1 unit is" : units + " units are";
  }

  static String time(final long ms) {
    return Instant.ofEpochMilli(ms).toString();
  }

  static String duration(final long ms) {
    return DurationText.of(ms);
  }

  static String item(final long item, final long sale) {
    return "item " + item + " in sale " + sale;
  }

  /** Who and why, where an operator said so. */
  static String author(final RecordedCommand command) {
    final String name = command.text("operatorName");
    final String reason = command.text("reason");
    return (name.isEmpty() ? "An operator" : "Operator " + printable(name))
        + (reason.isEmpty() ? "" : " ('" + printable(reason) + "')");
  }

  /** A text that somebody sent must not move the reader's cursor. */
  static String printable(final String text) {
    return text.replaceAll("\\p{Cntrl}", "?");
  }

  static Id id(final String text) {
    final io.holdfast.client.Id id = io.holdfast.client.Id.parse(text);
    return new Id(id.hi(), id.lo());
  }

  /** {@code a}, {@code a and b}, {@code a, b and c}. */
  static String list(final List<String> parts) {
    if (parts.size() < 2) {
      return String.join("", parts);
    }
    final int last = parts.size() - 1;
    return String.join(", ", parts.subList(0, last)) + " and " + parts.get(last);
  }
}
