package io.holdfast.tools.history;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.holdfast.journal.Excerpt;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import io.holdfast.tools.operate.TextTable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.LongConsumer;

/**
 * What a journal has: per term and segment, up to where it can be read.
 *
 * @param segments in order
 * @param damage what is wrong behind the last step that could be read, or null
 */
public record JournalSummary(List<Segment> segments, String damage) {
  /**
   * One file of one term.
   *
   * @param bytes of its excerpts
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
      long bytes) {}

  /** Goes through a journal; every checksum is checked. */
  public static JournalSummary of(final Journal journal, final LongConsumer progress) {
    final Collector collector = new Collector();
    String damage = null;
    try (StepReader steps = new StepReader(journal)) {
      while (steps.nextExcerpt()) {
        collector.add(steps);
        progress.accept(steps.lastSequence());
      }
    } catch (final JournalException e) {
      damage = e.getMessage();
    }
    return new JournalSummary(collector.finish(), damage);
  }

  /** Whether all of it could be read, and something is there. */
  public boolean isWhole() {
    return damage == null && !segments.isEmpty();
  }

  /** The keys documented for {@code journal list --json}. */
  public JsonObject toJson() {
    final JsonArray rows = new JsonArray();
    for (final Segment segment : segments) {
      final JsonObject row = new JsonObject();
      row.addProperty("epoch", segment.epoch());
      row.addProperty("file", segment.file());
      row.addProperty("firstSequence", segment.firstSequence());
      row.addProperty("lastSequence", segment.lastSequence());
      row.addProperty("firstTimeMs", segment.firstTimeMs());
      row.addProperty("lastTimeMs", segment.lastTimeMs());
      row.addProperty("excerpts", segment.excerpts());
      row.addProperty("commands", segment.commands());
      row.addProperty("bytes", segment.bytes());
      rows.add(row);
    }
    final JsonObject json = new JsonObject();
    json.addProperty("whole", isWhole());
    json.addProperty("firstSequence", segments.isEmpty() ? null : segments.get(0).firstSequence());
    json.addProperty("lastSequence", segments.isEmpty() ? null : last().lastSequence());
    json.addProperty("commands", segments.stream().mapToLong(Segment::commands).sum());
    json.addProperty("bytes", segments.stream().mapToLong(Segment::bytes).sum());
    json.add("segments", rows);
    json.addProperty("damage", damage);
    return json;
  }

  private Segment last() {
    return segments.get(segments.size() - 1);
  }

  /** The same for people. */
  public List<String> toText() {
    final TextTable table =
        new TextTable(
            "EPOCH", "FILE<", "FIRST", "LAST", "FROM<", "TO<", "EXCERPTS", "COMMANDS", "BYTES");
    for (final Segment segment : segments) {
      table.add(
          segment.epoch(),
          segment.file(),
          segment.firstSequence(),
          segment.lastSequence(),
          Instant.ofEpochMilli(segment.firstTimeMs()),
          Instant.ofEpochMilli(segment.lastTimeMs()),
          segment.excerpts(),
          segment.commands(),
          segment.bytes());
    }
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

  /** Adds excerpts up to segments. */
  private static final class Collector {
    private final List<Segment> segments = new ArrayList<>();
    private Segment current;

    void add(final StepReader steps) {
      final Excerpt excerpt = steps.excerpt();
      final String file = file(steps.where());
      if (current != null && (!current.file().equals(file) || current.epoch() != excerpt.epoch())) {
        segments.add(current);
        current = null;
      }
      final long first = current == null ? excerpt.firstSequence() : current.firstSequence();
      final long firstTimeMs = current == null ? excerpt.timeMs() : current.firstTimeMs();
      current =
          new Segment(
              excerpt.epoch(),
              file,
              first,
              excerpt.firstSequence() + excerpt.count() - 1,
              firstTimeMs,
              excerpt.timeMs(),
              1 + (current == null ? 0 : current.excerpts()),
              excerpt.count() + (current == null ? 0 : current.commands()),
              steps.excerptBytes() + (current == null ? 0 : current.bytes()));
    }

    List<Segment> finish() {
      if (current != null) {
        segments.add(current);
      }
      return List.copyOf(segments);
    }

    /** A cursor says where it is as "FILE, index N". */
    private static String file(final String where) {
      final int comma = where.lastIndexOf(", ");
      return comma < 0 ? where : where.substring(0, comma);
    }
  }
}
