package io.holdfast.tools.history;

import io.holdfast.journal.Excerpt;
import io.holdfast.tools.history.JournalSummary.Segment;
import java.util.ArrayList;
import java.util.List;

/** Adds excerpts up to segments, as they come. */
final class SegmentRows {
  private final List<Segment> segments = new ArrayList<>();
  private Segment current;

  /** The excerpt that a reader has moved to. */
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
            steps.excerptBytes() + (current == null ? 0 : current.bytes()),
            null);
  }

  List<Segment> finish() {
    if (current != null) {
      segments.add(current);
      current = null;
    }
    return List.copyOf(segments);
  }

  /** A cursor says where it is as "FILE, byte N". */
  private static String file(final String where) {
    final int comma = where.lastIndexOf(", ");
    return comma < 0 ? where : where.substring(0, comma);
  }
}
