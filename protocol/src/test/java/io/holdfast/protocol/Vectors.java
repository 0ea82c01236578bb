package io.holdfast.protocol;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Makes the test vectors: every message with ordinary fields and with fields at their edges. */
final class Vectors {
  private static final String MANY_LANGUAGES = "Größe 42, 靴, 👟";
  private static final String LONGEST = "x".repeat(Framing.MAX_TEXT_BYTES - 3) + "€";

  private final Schema schema;

  Vectors(final Schema schema) {
    this.schema = schema;
  }

  /** What a field's value is to be. */
  private enum Edge {
    ORDINARY,
    SMALLEST,
    LARGEST,
    NULLS
  }

  /** Files by name, with their vectors; the refused ones and the example are not among them. */
  Map<String, JsonArray> byTheme() {
    final Map<String, JsonArray> files = new LinkedHashMap<>();
    for (final Schema.Message message : WireMessages.of(schema)) {
      final String theme =
          WireMessages.Theme.of(message.id()).name().toLowerCase(Locale.ROOT) + ".json";
      final JsonArray vectors = files.computeIfAbsent(theme, name -> new JsonArray());
      for (final Edge edge : Edge.values()) {
        if (edge != Edge.NULLS || hasNulls(message.body())) {
          vectors.add(
              vector(
                  edge.name().toLowerCase(Locale.ROOT),
                  message,
                  fields(message.body(), edge, rows(message, edge))));
        }
      }
    }
    return files;
  }

  private static boolean hasNulls(final Schema.Body body) {
    return body.fields().stream().anyMatch(field -> field.type().optional())
        || body.groups().stream().anyMatch(group -> hasNulls(group.row()));
  }

  /** A basket at its edge is as long as a basket may be; of pages a few rows say enough. */
  private static int rows(final Schema.Message message, final Edge edge) {
    if (edge == Edge.LARGEST) {
      return MessageShapes.isForClients(message.id()) ? Framing.MAX_BASKET_LINES : 3;
    }
    return edge == Edge.SMALLEST ? 0 : 1;
  }

  private static JsonObject fields(final Schema.Body body, final Edge edge, final int rows) {
    final JsonObject fields = new JsonObject();
    int ordinal = 1;
    for (final Schema.Field field : body.fields()) {
      fields.add(field.name(), value(field.type(), edge, ordinal));
      ordinal++;
    }
    for (final Schema.Group group : body.groups()) {
      final JsonArray array = new JsonArray();
      for (int row = 0; row < rows; row++) {
        array.add(fields(group.row(), edge, 0));
      }
      fields.add(group.name(), array);
    }
    for (final Schema.Field text : body.texts()) {
      fields.addProperty(text.name(), text(edge, text.name()));
    }
    return fields;
  }

  private static String text(final Edge edge, final String name) {
    return switch (edge) {
      case SMALLEST -> "";
      case LARGEST -> LONGEST;
      case ORDINARY -> name + ": " + MANY_LANGUAGES;
      case NULLS -> name;
    };
  }

  private static JsonElement value(final Schema.Type type, final Edge edge, final int ordinal) {
    return switch (type.kind()) {
      case NUMBER -> number(type, edge, ordinal);
      case BYTES -> new JsonPrimitive(bytes(type.sizeBytes(), edge));
      case ENUM -> new JsonPrimitive(name(type, edge));
      case SET -> set(type, edge);
      case COMPOSITE -> new JsonPrimitive(bytes(type.sizeBytes(), edge));
      case TEXT -> throw new IllegalStateException("a text within a block");
    };
  }

  /** A null value is no edge: of optional numbers the edge is the number beside it. */
  private static JsonElement number(final Schema.Type type, final Edge edge, final int ordinal) {
    final int bits = type.sizeBytes() / length(type) * Byte.SIZE;
    final boolean signed = type.primitive().startsWith("i");
    final long largest = signed ? -1L >>> (65 - bits) : (1L << bits) - 2;
    return switch (edge) {
      case ORDINARY -> CodecMessages.number(Math.min(largest, 1_000L * ordinal + 7));
      case SMALLEST -> CodecMessages.number(signed ? smallest(largest, type.optional()) : 0);
      case LARGEST -> CodecMessages.number(largest);
      case NULLS -> type.optional() ? JsonNull.INSTANCE : CodecMessages.number(ordinal);
    };
  }

  private static long smallest(final long largest, final boolean optional) {
    return optional ? -largest : -largest - 1;
  }

  private static int length(final Schema.Type type) {
    return type.kind() == Schema.Kind.BYTES ? type.sizeBytes() : 1;
  }

  private static String name(final Schema.Type type, final Edge edge) {
    final List<Schema.Value> values = type.values();
    return switch (edge) {
      case SMALLEST, NULLS -> values.get(0).name();
      case ORDINARY -> values.get(values.size() / 2).name();
      case LARGEST -> values.get(values.size() - 1).name();
    };
  }

  private static JsonArray set(final Schema.Type type, final Edge edge) {
    final JsonArray names = new JsonArray();
    for (final Schema.Value bit : type.values()) {
      if (edge == Edge.LARGEST || (edge == Edge.ORDINARY && names.isEmpty())) {
        names.add(bit.name());
      }
    }
    return names;
  }

  private static String bytes(final int length, final Edge edge) {
    final byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] =
          switch (edge) {
            case SMALLEST -> 0;
            case LARGEST -> (byte) 0xFF;
            case ORDINARY, NULLS -> (byte) (i + 1);
          };
    }
    return HexFormat.of().formatHex(bytes);
  }

  /** One vector: name, message, template, fields, and the bytes of the whole frame. */
  static JsonObject vector(
      final String name, final Schema.Message message, final JsonObject fields) {
    final JsonObject vector = new JsonObject();
    vector.addProperty("name", message.name() + ", " + name);
    vector.addProperty("message", message.name());
    vector.addProperty("template", message.id());
    vector.add("fields", fields);
    vector.addProperty("bytes", HexFormat.of().formatHex(CodecMessages.encode(message, fields)));
    return vector;
  }

  /** A file as it is written. */
  static String text(final JsonArray vectors) {
    return new GsonBuilder()
            .setPrettyPrinting()
            .serializeNulls()
            .disableHtmlEscaping()
            .create()
            .toJson(vectors)
        + "\n";
  }
}
