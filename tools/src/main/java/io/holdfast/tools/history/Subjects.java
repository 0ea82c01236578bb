package io.holdfast.tools.history;

import com.google.gson.JsonElement;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which commands are about what somebody looks for. A Confirm names a reservation only, so the ids
 * that a chosen Reserve made are followed from there on. Must therefore see every command, in
 * order.
 */
public final class Subjects {
  private static final List<String> IDS =
      List.of("reservation", "basket", "cancellation", "command");
  private static final String BUYER = "buyer";
  private static final String SALE = "sale";
  private static final String ITEM = "item";
  private static final String LINES = "lines";

  private final boolean byId;
  private final Long buyer;
  private final Long sale;
  private final Long item;
  private final Set<String> followed = new HashSet<>();

  /**
   * @param id of a reservation, basket, cancel or operator command, or null
   * @param buyer or null, as sale and item; those given must all agree
   */
  public Subjects(final String id, final Long buyer, final Long sale, final Long item) {
    this.byId = id != null;
    this.buyer = buyer;
    this.sale = sale;
    this.item = item;
    if (byId) {
      followed.add(id);
    }
  }

  /** Whether nothing was asked for, so that everything is chosen. */
  public boolean areAll() {
    return !byId && buyer == null && sale == null && item == null;
  }

  /** Whether the next command is about what is looked for. */
  public boolean include(final RecordedCommand command) {
    if (areAll()) {
      return true;
    }
    final boolean chosen = byId ? namesFollowed(command) : agrees(command);
    if (chosen && (byId ? command.has("basket") : carriesASubject(command))) {
      follow(command);
    }
    return chosen;
  }

  /**
   * With an id, a basket that has it as a line is followed; the basket's own leads to its lines.
   */
  private void follow(final RecordedCommand command) {
    if (command.has("basket")) {
      final boolean all = !byId || followed.contains(command.text("basket"));
      followed.add(command.text("basket"));
      if (command.has(LINES)) {
        for (final JsonElement line : command.fields().getAsJsonArray(LINES)) {
          final boolean ofItem =
              item == null || line.getAsJsonObject().get(ITEM).getAsLong() == item;
          if (all && ofItem) {
            followed.add(line.getAsJsonObject().get("reservation").getAsString());
          }
        }
      }
    } else if (command.has("reservation")) {
      followed.add(command.text("reservation"));
    }
  }

  private boolean namesFollowed(final RecordedCommand command) {
    for (final String field : IDS) {
      if (command.has(field) && followed.contains(command.text(field))) {
        return true;
      }
    }
    if (command.has(LINES)) {
      for (final JsonElement line : command.fields().getAsJsonArray(LINES)) {
        if (followed.contains(line.getAsJsonObject().get("reservation").getAsString())) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean carriesASubject(final RecordedCommand command) {
    return command.has(BUYER) || command.has(SALE) || command.has(ITEM);
  }

  private boolean agrees(final RecordedCommand command) {
    if (!carriesASubject(command)) {
      return namesFollowed(command);
    }
    return agrees(command, BUYER, buyer) && agrees(command, SALE, sale) && agreesOnItem(command);
  }

  private static boolean agrees(
      final RecordedCommand command, final String field, final Long wanted) {
    return wanted == null || (command.has(field) && command.number(field, 0) == wanted);
  }

  private boolean agreesOnItem(final RecordedCommand command) {
    if (item == null || !command.has(LINES)) {
      return agrees(command, ITEM, item);
    }
    for (final JsonElement line : command.fields().getAsJsonArray(LINES)) {
      if (line.getAsJsonObject().get(ITEM).getAsLong() == item) {
        return true;
      }
    }
    return false;
  }
}
