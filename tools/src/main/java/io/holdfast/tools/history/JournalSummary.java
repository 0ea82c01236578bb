package io.holdfast.tools.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.chronicle.JournalLog;
import io.holdfast.tools.operate.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * What a journal has: per term and segment, and up to where it can be read.
 *
 * @param segments in order, those behind damage too
 * @param followed how many of them, from the first on, could be read one after the other, the last
 *     perhaps in part
 * @param damage what is wrong behind the last step that could be read, or null
 */
public record JournalSummary(List<Segment> segments, int followed, String damage) {
  /**
   * One file of one term.
   *
   * @param firstSequence -1: nothing in it can be read
   * @param bytes of its excerpts
   * @param damage what is wrong in it, behind what the other fields tell; null: it is whole
   */
  public record Segment(
      long epoch,
      String file,
      long firstSequence,
      long lastSequence,
      long firstTimeMs,
      long lastTimeMs,
      long excerpts,
      long commands,
      long bytes,
      String damage) {

    static Segment unreadable(final long epoch, final String file, final String damage) {
      return new Segment(epoch, file, -1, -1, -1, -1, 0, 0, 0, damage);
    }

    Segment with(final String newDamage) {
      return new Segment(
          epoch,
          file,
          firstSequence,
          lastSequence,
          firstTimeMs,
          lastTimeMs,
          excerpts,
          commands,
          bytes,
          newDamage);
    }

    private boolean isReadable() {
      return firstSequence >= 0;
    }

    private JsonObject toJson() {
      final JsonObject row = new JsonObject();
      row.addProperty("epoch", epoch);
      row.addProperty("file", file);
      row.addProperty("firstSequence", isReadable() ? firstSequence : null);
      row.addProperty("lastSequence", isReadable() ? lastSequence : null);
      row.addProperty("firstTimeMs", isReadable() ? firstTimeMs : null);
      row.addProperty("lastTimeMs", isReadable() ? lastTimeMs : null);
      row.addProperty("excerpts", excerpts);
      row.addProperty("commands", commands);
      row.addProperty("bytes", bytes);
      row.addProperty("damage", damage);
      return row;
    }

    private void addTo(final TextTable table) {
      table.add(
          epoch,
          file,
          isReadable() ? firstSequence : "-",
          isReadable() ? lastSequence : "-",
          isReadable() ? Instant.ofEpochMilli(firstTimeMs) : "-",
          isReadable() ? Instant.ofEpochMilli(lastTimeMs) : "-",
          excerpts,
          commands,
          bytes,
          damage == null ? "whole" : "DAMAGED");
    }
  }

  /** Goes through a journal; every checksum is checked. */
  public static JournalSummary of(final JournalLog log, final LongConsumer progress) {
    final SegmentRows rows = new SegmentRows();
    try (StepReader steps = new StepReader(log)) {
      while (steps.nextExcerpt()) {
        rows.add(steps);
        progress.accept(steps.lastSequence());
      }
    } catch (final JournalException e) {
      final List<Segment> followed = rows.finish();
      return new JournalSummary(
          SegmentSurvey.of(log, followed, e.getMessage()), followed.size(), e.getMessage());
    }
    final List<Segment> all = rows.finish();
    return new JournalSummary(all, all.size(), null);
  }

  /** Whether all of it could be read, and something is there. */
  public boolean isWhole() {
    return damage == null && !segments.isEmpty();
  }

  /** The keys documented for {@code journal list --json}. */
  public JsonObject toJson() {
    final JsonArray rows = new JsonArray();
    segments.forEach(segment -> rows.add(segment.toJson()));
    final List<Segment> read = segments.subList(0, followed);
    final JsonObject json = new JsonObject();
    json.addProperty("whole", isWhole());
    json.addProperty("firstSequence", read.isEmpty() ? null : read.get(0).firstSequence());
    json.addProperty("lastSequence", read.isEmpty() ? null : last().lastSequence());
    json.addProperty("commands", read.stream().mapToLong(Segment::commands).sum());
    json.addProperty("bytes", read.stream().mapToLong(Segment::bytes).sum());
    json.add("segments", rows);
    json.addProperty("damage", damage);
    return json;
  }

  private Segment last() {
    return segments.get(followed - 1);
  }

  /** The same for people. */
  public List<String> toText() {
    final TextTable table =
        new TextTable(
            "EPOCH",
            "FILE<",
            "FIRST",
            "LAST",
            "FROM<",
            "TO<",
            "EXCERPTS",
            "COMMANDS",
            "BYTES",
            "STATE<");
    segments.forEach(segment -> segment.addTo(table));
    final List<String> lines = new ArrayList<>(table.lines());
    if (damage != null) {
      lines.add("DAMAGED: " + damage);
    } else if (segments.isEmpty()) {
      lines.add("the journal has no record, not even the start of an epoch");
    } else {
      lines.add(
          String.format(
              Locale.ROOT,
              "whole: sequence %,d to %,d",
              segments.get(0).firstSequence(),
              last().lastSequence()));
    }
    return lines;
  }
}
