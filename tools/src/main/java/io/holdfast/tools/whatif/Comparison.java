package io.holdfast.tools.whatif;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.model.Id;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EventKind;
import io.holdfast.tools.operate.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalLong;
import java.util.TreeSet;

/**
 * History and what it would have been.
 *
 * @param commands steps of history
 * @param sequence of its last
 * @param changedOutcomes commands that are answered otherwise
 * @param firstChange sequence of the first of them, 0: none
 */
public record Comparison(
    OtherRules rules,
    long commands,
    long sequence,
    long changedOutcomes,
    long firstChange,
    Tally history,
    Tally other) {

  /** Whether every command is answered as it was. */
  public boolean isSame() {
    return changedOutcomes == 0;
  }

  /** The keys documented for {@code what-if --json}. */
  public JsonObject toJson() {
    final JsonObject json = new JsonObject();
    json.addProperty("sale", rules.sale());
    json.add("rules", rules.toJson());
    json.addProperty("commands", commands);
    json.addProperty("sequence", sequence);
    json.addProperty("same", isSame());
    json.addProperty("changedOutcomes", changedOutcomes);
    json.addProperty("firstChange", firstChange == 0 ? null : firstChange);
    json.add("history", history.toJson());
    json.add("whatIf", other.toJson());
    json.addProperty("newlyHeld", newcomers().size());
    json.addProperty("newlyHeldUnits", units(newcomers(), other));
    json.addProperty("noLongerHeld", losers().size());
    json.addProperty("soldAtMost", soldAtMost());
    final JsonArray assumption = new JsonArray();
    assumption().forEach(assumption::add);
    json.add("assumption", assumption);
    return json;
  }

  /** Reservations that hold units under the other rules only. */
  private TreeSet<Id> newcomers() {
    return heldByOneOnly(other, history);
  }

  /** Reservations that hold units in history only. */
  private TreeSet<Id> losers() {
    return heldByOneOnly(history, other);
  }

  private static TreeSet<Id> heldByOneOnly(final Tally one, final Tally notOther) {
    final TreeSet<Id> ids = new TreeSet<>(one.held().keySet());
    ids.removeAll(notOther.held().keySet());
    return ids;
  }

  private static long units(final TreeSet<Id> ids, final Tally of) {
    return ids.stream().mapToLong(id -> of.held().get(id)).sum();
  }

  /** If all of them had paid; what they took would then not have gone to others. */
  private long soldAtMost() {
    return Math.min(other.stock().received(), other.stock().sold() + units(newcomers(), other));
  }

  private List<String> assumption() {
    final List<String> text = new ArrayList<>();
    text.add(
        "Assumed: every buyer sends what history shows, when history shows it, whatever the answers"
            + " are now; stock corrections are made as history made them.");
    final TreeSet<Id> newcomers = newcomers();
    if (!newcomers.isEmpty()) {
      text.add(
          String.format(
              Locale.ROOT,
              "Reservations that history refused or never served and that are held: %,d, of units: %,d."
                  + " What their buyers would have done next is not in history; they are taken to do"
                  + " nothing, so these holds lapse. Had all of them paid, at most %,d units would be"
                  + " sold.",
              newcomers.size(),
              units(newcomers, other),
              soldAtMost()));
    }
    if (!losers().isEmpty()) {
      text.add(
          String.format(
              Locale.ROOT,
              "Reservations that history held and that are refused or never served: %,d. Their buyers"
                  + " are taken not to try again.",
              losers().size()));
    }
    return text;
  }

  /** The same for people. */
  public List<String> toText() {
    final TextTable table = new TextTable("<", "HISTORY", "WHAT IF");
    row(table, "units received", history.stock().received(), other.stock().received());
    row(table, "units sold", history.stock().sold(), other.stock().sold());
    table.add("sell-through", percent(history), percent(other));
    row(table, "units held at the end", history.stock().held(), other.stock().held());
    row(table, "units available at the end", available(history), available(other));
    table.add("sold out at", time(history.soldOutMs()), time(other.soldOutMs()));
    events(table, "reservations held", EventKind.HELD);
    events(table, "confirmed", EventKind.CONFIRMED);
    row(table, "  of these late", history.paidLate(), other.paidLate());
    events(table, "expired", EventKind.EXPIRED);
    events(table, "refund due", EventKind.REFUND_DUE);
    events(table, "waitlisted", EventKind.WAITLISTED);
    row(table, "served from the waitlist", history.matched(), other.matched());
    events(table, "admitted", EventKind.ADMITTED);
    rejected(table);
    final List<String> text = new ArrayList<>(table.lines());
    text.add(
        isSame()
            ? String.format(
                Locale.ROOT,
                "exactly history: all %,d steps up to sequence %,d are answered as they were",
                commands,
                sequence)
            : String.format(
                Locale.ROOT,
                "%,d of %,d steps are answered otherwise, the first at sequence %,d",
                changedOutcomes,
                commands,
                firstChange));
    text.addAll(assumption());
    return text;
  }

  private static long available(final Tally tally) {
    return tally.stock().available();
  }

  private void events(final TextTable table, final String name, final EventKind kind) {
    row(table, name, history.count(kind), other.count(kind));
  }

  private void rejected(final TextTable table) {
    final Map<Code, Long> was = history.rejected();
    final Map<Code, Long> is = other.rejected();
    final TreeSet<Code> codes = new TreeSet<>(was.keySet());
    codes.addAll(is.keySet());
    for (final Code code : codes) {
      row(table, "rejected " + code.name(), was.getOrDefault(code, 0L), is.getOrDefault(code, 0L));
    }
  }

  private static void row(final TextTable table, final String name, final long was, final long is) {
    table.add(name, String.format(Locale.ROOT, "%,d", was), String.format(Locale.ROOT, "%,d", is));
  }

  private static String percent(final Tally tally) {
    return String.format(Locale.ROOT, "%.1f %%", tally.stock().sellThrough() * 100);
  }

  private static String time(final OptionalLong ms) {
    return ms.isPresent() ? Instant.ofEpochMilli(ms.getAsLong()).toString() : "-";
  }
}
