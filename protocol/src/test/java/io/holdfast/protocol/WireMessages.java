package io.holdfast.protocol;

import io.holdfast.protocol.codec.GoodbyeDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Which messages of the schema travel between client and node; told by the range of their ids. */
final class WireMessages {
  /** Where messages of one theme begin; each ends where the next begins. */
  enum Theme {
    SESSION(1),
    STOREFRONT(10),
    OPERATOR(30),
    /** The node's own; in the journal only. */
    STEPS(50),
    QUERIES(60),
    SUBSCRIPTIONS(70),
    ANSWERS(80),
    /** State changes; never sent as they are. */
    EVENTS(90),
    UPDATES(95),
    /** Journal and snapshot. */
    FILES(100);

    private final int firstId;

    Theme(final int firstId) {
      this.firstId = firstId;
    }

    static Theme of(final int id) {
      Theme found = SESSION;
      for (final Theme theme : values()) {
        if (theme.firstId <= id) {
          found = theme;
        }
      }
      return found;
    }

    boolean isOnTheWire() {
      return this != STEPS && this != EVENTS && this != FILES;
    }
  }

  private WireMessages() {}

  static List<Schema.Message> of(final Schema schema) {
    return schema.messages().stream()
        .filter(message -> Theme.of(message.id()).isOnTheWire())
        .toList();
  }

  /** "client", "node" or "both". */
  static String sender(final Schema.Message message) {
    return switch (message.id()) {
      case HelloDecoder.TEMPLATE_ID -> "client";
      case WelcomeDecoder.TEMPLATE_ID, GoodbyeDecoder.TEMPLATE_ID -> "node";
      case HeartbeatDecoder.TEMPLATE_ID -> "both";
      default -> MessageShapes.isForClients(message.id()) ? "client" : "node";
    };
  }

  /** Names of the enums and sets that these messages use, in the order of the alphabet. */
  static List<String> namedTypes(final Schema schema) {
    final Set<String> names = new TreeSet<>();
    of(schema).forEach(message -> addTypes(message.body(), names));
    return List.copyOf(names);
  }

  private static void addTypes(final Schema.Body body, final Set<String> names) {
    for (final Schema.Field field : body.fields()) {
      if (field.type().kind() == Schema.Kind.ENUM || field.type().kind() == Schema.Kind.SET) {
        names.add(field.type().name());
      }
    }
    body.groups().forEach(group -> addTypes(group.row(), names));
  }
}
