package io.holdfast.journal.chronicle;

import io.holdfast.journal.JournalException;
import io.holdfast.journal.segment.MappedSegment;
import io.holdfast.journal.segment.SegmentBytes;
import io.holdfast.journal.segment.SegmentList;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The segments of one epoch: those of each run of the node in a directory of their own.
 *
 * <pre>
 *  epoch-1-c065881c8a6a4270/
 *    run-000001/19700101-00F.cq4   the first segment of the first run
 *    run-000001/19700101-01F.cq4
 *    run-000002/19700101-00F.cq4   after a restart
 * </pre>
 */
public final class EpochDirectory implements SegmentList {
  private static final String SUFFIX = ".cq4";
  private static final String RUN = "run-";

  private final Path path;
  private final List<Path> segments = new ArrayList<>();

  /** Looks at a directory. */
  public EpochDirectory(final Path path) {
    this.path = path;
    segments.addAll(list(path));
  }

  /**
   * The segment files below the directory of an epoch, in order.
   *
   * @throws JournalException if it cannot be read
   */
  public static List<Path> list(final Path epoch) {
    final List<Path> files = new ArrayList<>(segmentsIn(epoch));
    for (final Path run : runs(epoch)) {
      files.addAll(segmentsIn(run));
    }
    return files;
  }

  static List<Path> segmentsIn(final Path directory) {
    return sorted(directory, SUFFIX, false);
  }

  static List<Path> runs(final Path epoch) {
    return sorted(epoch, RUN, true);
  }

  private static List<Path> sorted(
      final Path directory, final String part, final boolean atBeginning) {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .filter(
              entry -> {
                final String name = entry.getFileName().toString();
                return atBeginning ? name.startsWith(part) : name.endsWith(part);
              })
          .sorted()
          .toList();
    } catch (final NoSuchFileException pruned) {
      return List.of();
    } catch (final IOException e) {
      throw new JournalException(directory + ": cannot be read: " + e, e);
    }
  }

  /**
   * Makes the directory of the next run.
   *
   * @throws JournalException if it cannot be made
   */
  static Path nextRun(final Path epoch) {
    final List<Path> runs = Files.isDirectory(epoch) ? runs(epoch) : List.of();
    final Optional<Path> last =
        runs.isEmpty() ? Optional.empty() : Optional.of(runs.get(runs.size() - 1));
    final int number = 1 + last.map(EpochDirectory::runNumber).orElse(0);
    final Path next = epoch.resolve(String.format("%s%06d", RUN, number));
    try {
      Files.createDirectories(next);
      try (FileChannel parent = FileChannel.open(epoch, StandardOpenOption.READ)) {
        parent.force(true);
      }
      return next;
    } catch (final IOException e) {
      throw new JournalException(next + ": cannot be made: " + e, e);
    }
  }

  private static int runNumber(final Path run) {
    final String text = run.getFileName().toString().substring(RUN.length());
    try {
      return Integer.parseInt(text);
    } catch (final NumberFormatException e) {
      throw new JournalException(run + ": is not the directory of a run; move it away", e);
    }
  }

  /**
   * Brings all segments of an epoch to the disk.
   *
   * @throws JournalException if that failed
   */
  public static void sync(final Path epoch) {
    for (final Path segment : list(epoch)) {
      try (FileChannel file = FileChannel.open(segment, StandardOpenOption.WRITE)) {
        file.force(false);
      } catch (final IOException e) {
        throw new JournalException(segment + ": sync failed: " + e.getMessage(), e);
      }
    }
  }

  @Override
  public int count() {
    return segments.size();
  }

  @Override
  public boolean lookForMore() {
    final int known = segments.size();
    for (final Path file : list(path)) {
      if (known == 0 || file.compareTo(segments.get(known - 1)) > 0) {
        segments.add(file);
      }
    }
    return segments.size() > known;
  }

  @Override
  public SegmentBytes open(final int number) {
    return new MappedSegment(
        segments.get(number), path.getParent().relativize(segments.get(number)).toString());
  }

  /** Files of the segments known. */
  public List<Path> segments() {
    return List.copyOf(segments);
  }

  /** Directory of the epoch. */
  public Path path() {
    return path;
  }
}
