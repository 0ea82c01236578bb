package io.holdfast.protocol;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.HexFormat;

/** A frame as hex, a field to a line, with what it says: for people who read along. */
final class AnnotatedHex {
  private static final int BYTES_PER_LINE = 16;
  private static final HexFormat HEX = HexFormat.ofDelimiter(" ");

  private final byte[] frame;
  private final StringBuilder text = new StringBuilder();
  private int at;

  private AnnotatedHex(final byte[] frame) {
    this.frame = frame;
  }

  static String of(final Schema schema, final Schema.Message message, final byte[] frame) {
    final AnnotatedHex hex = new AnnotatedHex(frame);
    final JsonObject fields = CodecMessages.decode(message, frame);
    hex.line(4, "length: " + (frame.length - 4) + " bytes follow");
    hex.line(
        8,
        "block of %d bytes, template %d (%s), schema %d, version %d"
            .formatted(
                message.body().blockBytes(schema.version()),
                message.id(),
                message.name(),
                schema.id(),
                schema.version()));
    hex.body(message.body(), fields, schema.version());
    if (hex.at != frame.length) {
      throw new IllegalStateException(message.name() + ": bytes are left over");
    }
    return hex.text.toString();
  }

  private void body(final Schema.Body body, final JsonObject fields, final int version) {
    for (final Schema.Field field : body.fields()) {
      if (field.since() <= version) {
        line(field.type().sizeBytes(), field.name() + ": " + words(fields.get(field.name())));
      }
    }
    for (final Schema.Group group : body.groups()) {
      final JsonArray rows = fields.getAsJsonArray(group.name());
      line(
          4,
          "%s: rows of %d bytes, %d of them"
              .formatted(group.name(), group.row().blockBytes(version), rows.size()));
      rows.forEach(row -> body(group.row(), row.getAsJsonObject(), version));
    }
    for (final Schema.Field field : body.texts()) {
      final int length = (frame[at] & 0xFF) | (frame[at + 1] & 0xFF) << 8;
      line(2 + length, field.name() + ": " + length + " bytes, " + fields.get(field.name()));
    }
  }

  private static String words(final JsonElement value) {
    if (value.isJsonNull()) {
      return "null";
    }
    return value.isJsonPrimitive() ? value.getAsString() : value.toString();
  }

  private void line(final int length, final String meaning) {
    for (int from = 0; from < length; from += BYTES_PER_LINE) {
      final int to = Math.min(length, from + BYTES_PER_LINE);
      final String bytes = HEX.formatHex(frame, at + from, at + to);
      text.append(from == 0 ? "%-47s  %s".formatted(bytes, meaning) : bytes).append('\n');
    }
    at += length;
  }
}
