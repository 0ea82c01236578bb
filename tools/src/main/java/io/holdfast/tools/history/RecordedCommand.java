package io.holdfast.tools.history;

import com.google.gson.JsonObject;

/**
 * A command as it was recorded.
 *
 * @param name of its message in the schema; {@code UNREADABLE} where the bytes are not one
 * @param fields by their names in the schema, in its order: numbers as numbers, ids as texts, what
 *     was not given as null; without the correlation id, which means nothing to anyone but the
 *     client that sent it
 */
public record RecordedCommand(String name, JsonObject fields) {
  /** Stands for the name of what is no command that this program knows. */
  public static final String UNREADABLE = "UNREADABLE";

  /** Whether the command carries this field, with a value. */
  public boolean has(final String field) {
    return fields.has(field) && !fields.get(field).isJsonNull();
  }

  /** The field's number, or this where it has none. */
  public long number(final String field, final long otherwise) {
    return has(field) ? fields.get(field).getAsLong() : otherwise;
  }

  /** The field's text, empty where it has none. */
  public String text(final String field) {
    return has(field) ? fields.get(field).getAsString() : "";
  }
}
