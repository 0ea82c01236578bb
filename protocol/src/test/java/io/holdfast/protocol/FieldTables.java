package io.holdfast.protocol;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tables of the protocol's reference: what stands at which offset of which message. They are
 * made from the schema and stand between two marks in the page; everything around them is prose.
 */
final class FieldTables {
  private static final Pattern MARKED =
      Pattern.compile("<!-- (message|type) (\\w+) -->\\n(.*?)<!-- end -->", Pattern.DOTALL);

  private static final String FIELDS_HEAD =
      "| At | Bytes | Field | Type | Meaning |\n|---|---|---|---|---|\n";

  private final Schema schema;

  FieldTables(final Schema schema) {
    this.schema = schema;
  }

  /** What is wrong with a page: tables that are missing, twice there, or not as the schema is. */
  List<String> faultsOf(final String page) {
    final List<String> missing = new ArrayList<>();
    WireMessages.of(schema).forEach(message -> missing.add("message " + message.name()));
    WireMessages.namedTypes(schema).forEach(type -> missing.add("type " + type));
    final List<String> faults = new ArrayList<>();
    final Matcher table = MARKED.matcher(page);
    while (table.find()) {
      final String what = table.group(1) + " " + table.group(2);
      if (!missing.remove(what)) {
        faults.add(what + ": there is no such thing on the wire, or it has two tables");
      } else if (!table.group(3).equals(table(table.group(1), table.group(2)))) {
        faults.add(what + ": the table is not as the schema is");
      }
    }
    missing.forEach(what -> faults.add(what + ": has no table"));
    return faults;
  }

  /** The page with every table as it must be. */
  String renewed(final String page) {
    return MARKED
        .matcher(page)
        .replaceAll(
            table ->
                Matcher.quoteReplacement(
                    "<!-- %s %s -->%n%s<!-- end -->"
                        .formatted(
                            table.group(1), table.group(2), table(table.group(1), table.group(2)))
                        .replace(System.lineSeparator(), "\n")));
  }

  private String table(final String kind, final String name) {
    return kind.equals("message") ? message(schema.message(name)) : values(schema.type(name));
  }

  private static String message(final Schema.Message message) {
    final StringBuilder text = new StringBuilder();
    text.append("**Template %d**, from %s".formatted(message.id(), sender(message)));
    text.append(", block of %d bytes".formatted(bytes(message.body())));
    text.append(message.since() == 0 ? "" : ", since version " + message.since()).append(".\n");
    if (!message.description().isEmpty()) {
      text.append(message.description()).append(".\n");
    }
    appendBody(text.append('\n'), message.body());
    return text.toString();
  }

  private static String sender(final Schema.Message message) {
    return switch (WireMessages.sender(message)) {
      case "client" -> "the client";
      case "node" -> "the node";
      default -> "both";
    };
  }

  private static int bytes(final Schema.Body body) {
    return body.blockBytes(Integer.MAX_VALUE);
  }

  private static void appendBody(final StringBuilder text, final Schema.Body body) {
    text.append(FIELDS_HEAD);
    for (final Schema.Field field : body.fields()) {
      text.append(
          "| %d | %d | `%s` | %s | %s |%n"
              .formatted(
                  field.offset(),
                  field.type().sizeBytes(),
                  field.name(),
                  type(field.type()),
                  meaning(field))
              .replace(System.lineSeparator(), "\n"));
    }
    if (body.groups().isEmpty()) {
      appendTexts(text, body);
    }
    for (final Schema.Group group : body.groups()) {
      text.append("\nGroup `%s`, rows of %d bytes".formatted(group.name(), bytes(group.row())));
      text.append(group.row().texts().isEmpty() ? "" : ", each followed by its texts");
      text.append(group.description().isEmpty() ? "" : ": " + group.description()).append("\n\n");
      appendBody(text, group.row());
    }
    if (!body.groups().isEmpty() && !body.texts().isEmpty()) {
      text.append("\nBehind the group:\n\n").append(FIELDS_HEAD);
      appendTexts(text, body);
    }
  }

  private static void appendTexts(final StringBuilder text, final Schema.Body body) {
    for (final Schema.Field field : body.texts()) {
      text.append("| text %d | | `%s` | text | ".formatted(field.offset() + 1, field.name()));
      text.append(meaning(field)).append(" |\n");
    }
  }

  private static String meaning(final Schema.Field field) {
    final String description =
        field.description().isEmpty() ? field.type().description() : field.description();
    return (description + (field.since() == 0 ? "" : " (since version " + field.since() + ")"))
        .replace("|", "\\|");
  }

  private static String type(final Schema.Type type) {
    return switch (type.kind()) {
      case NUMBER -> type.optional() ? type.primitive() + " or null" : type.primitive();
      case BYTES -> "bytes " + type.sizeBytes();
      case ENUM, SET -> "[" + type.name() + "](#" + anchor(type.name()) + ")";
      case COMPOSITE -> type.name();
      case TEXT -> "text";
    };
  }

  private static String anchor(final String heading) {
    return heading.toLowerCase(Locale.ROOT);
  }

  private static String values(final Schema.Type type) {
    final boolean isSet = type.kind() == Schema.Kind.SET;
    final StringBuilder text = new StringBuilder();
    text.append(isSet ? "Bits of a %s.%n%n".formatted(type.primitive()) : "");
    text.append(isSet ? "" : "A %s.%n%n".formatted(type.primitive()));
    text.append(isSet ? "| Bit | Name | Meaning |\n" : "| Number | Name | Meaning |\n");
    text.append("|---|---|---|\n");
    for (final Schema.Value value : type.values()) {
      text.append("| %d | `%s` | ".formatted(value.number(), value.name()));
      text.append(value.description().replace("|", "\\|")).append(" |\n");
    }
    return text.toString().replace(System.lineSeparator(), "\n");
  }
}
