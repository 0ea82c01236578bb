package io.holdfast.journal.chronicle;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.IoReason;
import io.holdfast.journal.JournalException;
import io.holdfast.journal.ReaderPositions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Removes the oldest segments of a log, whole ones only: those whose every sequence is covered by a
 * snapshot, is needed by no reader, and is not set aside. The segment that holds the last sequence
 * always stays. The node may run meanwhile: it writes no file that could be removed.
 */
public final class Retention {
  private static final String ASIDE = "aside";

  private Retention() {}

  /**
   * What was removed, or would be.
   *
   * @param files the segments
   * @param bytes their size together
   * @param startsAtSequence the log's first sequence afterwards; a snapshot of the one before, or a
   *     later one, is needed to go on from there
   * @param droppedReaders names of readers that were so far behind that they were given up
   * @param heldBackBy why more is kept than the snapshot asks for, in words
   */
  public record Pruned(
      List<Path> files,
      long bytes,
      long startsAtSequence,
      List<String> droppedReaders,
      List<String> heldBackBy) {}

  /**
   * Removes what a snapshot covers and no reader needs.
   *
   * @param coveredSequence of a snapshot that was found whole
   * @param isDryRun only tells what would be removed
   * @throws JournalException if the log cannot be read or a file cannot be removed
   */
  public static Pruned prune(
      final Path dataDir, final long coveredSequence, final boolean isDryRun) {
    return prune(dataDir, coveredSequence, isDryRun, Long.MAX_VALUE);
  }

  /**
   * As {@link #prune(Path, long, boolean)}, but for the sake of a reader no more than so many bytes
   * are kept: one that needs more is dropped, and the result names it.
   */
  public static Pruned prune(
      final Path dataDir,
      final long coveredSequence,
      final boolean isDryRun,
      final long mostBytesForReaders) {
    final List<Segment> segments = segments(JournalLog.open(dataDir), dataDir);
    final Map<String, Long> readers = ReaderPositions.all(dataDir);
    final List<String> dropped = new ArrayList<>();
    final List<String> heldBackBy = new ArrayList<>();
    long upTo = coveredSequence;
    for (final Map.Entry<String, Long> reader : readers.entrySet()) {
      if (bytesFrom(segments, reader.getValue()) > mostBytesForReaders) {
        dropped.add(reader.getKey());
      } else if (reader.getValue() <= coveredSequence) {
        upTo = Math.min(upTo, reader.getValue() - 1);
        heldBackBy.add("the reader " + reader.getKey() + " needs sequence " + reader.getValue());
      }
    }
    final List<Path> files = new ArrayList<>();
    long bytes = 0;
    int kept = 0;
    while (kept < segments.size() - 1 && segments.get(kept).lastSequence() <= upTo) {
      files.add(segments.get(kept).file());
      bytes += segments.get(kept).bytes();
      kept++;
    }
    if (kept < segments.size() - 1 && segments.get(kept).isSetAside()) {
      heldBackBy.add(
          "what was set aside of "
              + segments.get(kept).file().getParent().getParent().getFileName()
              + " is kept until its report in "
              + ASIDE
              + "/ is removed");
    }
    if (!isDryRun) {
      dropped.forEach(reader -> ReaderPositions.remove(dataDir, reader));
      files.forEach(Retention::delete);
      removeEmpty(dataDir);
    }
    final long start = segments.isEmpty() ? 0 : segments.get(kept).firstSequence();
    return new Pruned(
        List.copyOf(files), bytes, start, List.copyOf(dropped), List.copyOf(heldBackBy));
  }

  private record Segment(Path file, long bytes, long firstSequence, long lastSequence) {
    boolean isSetAside() {
      return lastSequence == Long.MAX_VALUE;
    }
  }

  /** The segments of the log, each with what the log has of it. */
  private static List<Segment> segments(final JournalLog log, final Path dataDir) {
    final List<Segment> segments = new ArrayList<>();
    for (final JournalLog.Epoch epoch : log.epochs()) {
      for (final Path file : EpochDirectory.list(epoch.path())) {
        add(segments, file, keptFrom(dataDir, epoch.path()));
      }
    }
    return segments;
  }

  private static void add(final List<Segment> segments, final Path file, final long setAsideFrom) {
    // A segment that nothing was written to holds no sequence that anybody could miss.
    final long before = segments.isEmpty() ? 0 : segments.get(segments.size() - 1).lastSequence();
    final long first = Segments.firstSequence(file).orElse(before + 1);
    final long last = Math.max(before, Segments.lastSequence(file));
    final long kept = last >= setAsideFrom ? Long.MAX_VALUE : last;
    segments.add(new Segment(file, sizeOf(file), first, kept));
  }

  /** What was set aside stays until somebody has read the report and removed it. */
  private static long keptFrom(final Path dataDir, final Path epoch) {
    final Path aside = dataDir.resolve(ASIDE);
    if (!Files.isDirectory(aside)) {
      return Long.MAX_VALUE;
    }
    final String prefix = epoch.getFileName() + "-from-";
    try (Stream<Path> reports = Files.list(aside)) {
      return reports
          .map(report -> report.getFileName().toString())
          .filter(name -> name.startsWith(prefix))
          .mapToLong(name -> Long.parseLong(name.substring(prefix.length())))
          .min()
          .orElse(Long.MAX_VALUE);
    } catch (final IOException | NumberFormatException e) {
      throw new JournalException(aside + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  private static long bytesFrom(final List<Segment> segments, final long sequence) {
    return segments.stream()
        .filter(segment -> segment.lastSequence() >= sequence)
        .mapToLong(Segment::bytes)
        .sum();
  }

  private static long sizeOf(final Path file) {
    try {
      return Files.size(file);
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  private static void delete(final Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be removed: " + IoReason.of(e), e);
    }
  }

  /** Directories of runs and epochs that hold no segment any more, but for the newest of each. */
  private static void removeEmpty(final Path dataDir) {
    final List<Path> epochs = DataDirectory.epochs(dataDir);
    for (final Path epoch : epochs) {
      final boolean isNewest = epoch.equals(epochs.get(epochs.size() - 1));
      final List<Path> runs = EpochDirectory.runs(epoch);
      for (int i = 0; i < runs.size() - (isNewest ? 1 : 0); i++) {
        if (EpochDirectory.segmentsIn(runs.get(i)).isEmpty()) {
          removeTree(runs.get(i));
        }
      }
      if (!isNewest && EpochDirectory.list(epoch).isEmpty()) {
        removeTree(epoch);
      }
    }
  }

  private static void removeTree(final Path top) {
    try (Stream<Path> tree = Files.walk(top)) {
      tree.sorted(Comparator.reverseOrder()).forEach(Retention::delete);
    } catch (final IOException e) {
      throw new JournalException(top + ": cannot be removed: " + IoReason.of(e), e);
    }
  }
}
