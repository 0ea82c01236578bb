package io.holdfast.tools.history;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.journal.chronicle.EpochDirectory;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;

/** A data directory whose journal has many small segments. */
final class SegmentedJournal {
  private SegmentedJournal() {}

  /** Writes what the scribe wrote, with so many excerpts, of one step each, to a segment. */
  static void write(final Path dir, final Scribe scribe, final int segmentExcerpts) {
    try (DataDirectory directory = DataDirectory.lock(dir)) {
      final Path place = directory.prepareJournal();
      final List<byte[]> excerpts = scribe.journal().excerpts();
      for (int from = 0; from < excerpts.size(); from += segmentExcerpts) {
        final int to = Math.min(excerpts.size(), from + segmentExcerpts);
        append(place, excerpts.subList(from, to));
      }
      directory.publishJournal(place, 1, 2);
    }
  }

  private static void append(final Path place, final List<byte[]> excerpts) {
    try (ChronicleJournal journal =
        ChronicleJournal.open(place, ChronicleJournal.DEFAULT_SEGMENT_BYTES)) {
      for (final byte[] excerpt : excerpts) {
        final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(excerpt.length));
        direct.putBytes(0, excerpt);
        journal.append(direct, 0, excerpt.length);
      }
    }
  }

  /** Its files, in order. */
  static List<Path> segments(final Path dir) {
    return EpochDirectory.list(DataDirectory.findJournal(dir).orElseThrow());
  }
}
