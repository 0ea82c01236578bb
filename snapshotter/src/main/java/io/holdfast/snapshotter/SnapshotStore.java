package io.holdfast.snapshotter;

import io.holdfast.journal.IoReason;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The snapshots of a data directory.
 *
 * <pre>
 *  DIR/snapshots/snapshot-EPOCH-SEQUENCE.snapshot           whole
 *  DIR/snapshots/snapshot-EPOCH-SEQUENCE.snapshot.writing   one that is being written, or never was finished
 *  DIR/snapshots/taking.lock                                locked by whoever takes or prunes
 * </pre>
 */
public final class SnapshotStore {
  private static final String DIRECTORY = "snapshots";
  private static final String LOCK = "taking.lock";
  private static final Pattern NAME =
      Pattern.compile("snapshot-(\\d{1,18})-(\\d{1,18})\\.snapshot");

  private final Path directory;

  /**
   * @param dataDir need not have any
   */
  public SnapshotStore(final Path dataDir) {
    directory = dataDir.resolve(DIRECTORY);
  }

  /** A snapshot's file, with what its name says. */
  private record Named(Path file, long epoch, long sequence) {
    static Optional<Named> of(final Path file) {
      final Matcher name = NAME.matcher(file.getFileName().toString());
      return name.matches()
          ? Optional.of(
              new Named(file, Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
          : Optional.empty();
    }
  }

  /**
   * A snapshot that was looked at whole.
   *
   * @param info null if it cannot be used
   * @param problem why not, or null
   */
  public record Checked(Path file, SnapshotInfo info, String problem) {
    /** Whether every byte of it is as it was written. */
    public boolean isValid() {
      return info != null;
    }
  }

  /**
   * What pruning did.
   *
   * @param kept newest first
   * @param removed older ones
   */
  public record Pruned(List<Checked> kept, List<Path> removed) {}

  /** The directory that they are in. */
  public Path directory() {
    return directory;
  }

  /**
   * The files, newest first, whatever is in them.
   *
   * @throws SnapshotException if the directory cannot be read
   */
  public List<Path> files() {
    if (!Files.isDirectory(directory)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(directory)) {
      return entries
          .map(Named::of)
          .flatMap(Optional::stream)
          .sorted(
              Comparator.comparingLong(Named::sequence).thenComparingLong(Named::epoch).reversed())
          .map(Named::file)
          .toList();
    } catch (final IOException e) {
      throw new SnapshotException(directory + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  /**
   * The newest file, by its name; nothing in it is looked at.
   *
   * @param sequence of its last step
   * @param writtenAtMs wall clock when it was written, ms since 1970
   */
  public record Newest(long sequence, long writtenAtMs) {}

  /**
   * The newest snapshot, whatever is in it; empty if there is none.
   *
   * @throws SnapshotException if the directory or the file cannot be read
   */
  public Optional<Newest> newest() {
    final Optional<Named> newest = files().stream().findFirst().flatMap(Named::of);
    if (newest.isEmpty()) {
      return Optional.empty();
    }
    final Path file = newest.get().file();
    try {
      final long writtenAtMs = Files.getLastModifiedTime(file).toMillis();
      return Optional.of(new Newest(newest.get().sequence(), writtenAtMs));
    } catch (final IOException e) {
      throw new SnapshotException(file + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  /**
   * Looks at every byte of every snapshot, newest first.
   *
   * @param progress told the bytes read of the present one
   */
  public List<Checked> check(final LongConsumer progress) {
    final List<Checked> checked = new ArrayList<>();
    for (final Path file : files()) {
      checked.add(check(file, progress));
    }
    return checked;
  }

  private static Checked check(final Path file, final LongConsumer progress) {
    try {
      return new Checked(file, SnapshotFile.check(file, progress), null);
    } catch (final SnapshotException e) {
      return new Checked(file, null, e.getMessage());
    }
  }

  /** Where the snapshot of this step belongs. */
  Path fileOf(final SnapshotPoint point) {
    return directory.resolve("snapshot-" + point.epoch() + "-" + point.sequence() + ".snapshot");
  }

  /**
   * Removes what is older than the newest {@code keep} snapshots of which every byte was found
   * right. As long as there are not so many, nothing is removed: what is damaged proves nothing
   * about what is older.
   *
   * @param keep at least 1
   * @throws SnapshotException if one cannot be removed, or another process takes one at the moment
   */
  public Pruned prune(final int keep, final LongConsumer progress) {
    if (keep < 1) {
      throw new IllegalArgumentException("keep " + keep);
    }
    try (Taking taking = lock()) {
      taking.removeUnfinished();
      final List<Checked> kept = new ArrayList<>();
      final List<Path> removed = new ArrayList<>();
      int valid = 0;
      for (final Path file : files()) {
        if (valid == keep) {
          remove(file);
          removed.add(file);
        } else {
          final Checked checked = check(file, progress);
          kept.add(checked);
          valid += checked.isValid() ? 1 : 0;
        }
      }
      return new Pruned(kept, removed);
    }
  }

  /**
   * Moves those away that are of a later step than what is kept of the log.
   *
   * @param sequence the last step kept
   * @param place directory to move them to
   * @return where they are now
   * @throws SnapshotException if one cannot be moved
   */
  public List<Path> moveAbove(final long sequence, final Path place) {
    final List<Path> moved = new ArrayList<>();
    for (final Path file : files()) {
      if (Named.of(file).map(Named::sequence).orElse(0L) > sequence) {
        final Path target = place.resolve(file.getFileName());
        try {
          Files.createDirectories(place);
          Files.move(file, target);
        } catch (final IOException e) {
          throw new SnapshotException(
              file + ": cannot be moved to " + place + ": " + IoReason.of(e), e);
        }
        moved.add(target);
      }
    }
    return moved;
  }

  private static void remove(final Path file) {
    try {
      Files.delete(file);
    } catch (final NoSuchFileException gone) {
      throw new SnapshotException(file + ": is gone already; does somebody else prune here?", gone);
    } catch (final IOException e) {
      throw new SnapshotException(file + ": cannot be removed: " + IoReason.of(e), e);
    }
  }

  /**
   * Makes the directory if there is none, and takes it for writing.
   *
   * @throws SnapshotException if it cannot be written, or another process takes a snapshot
   */
  Taking lock() {
    final FileChannel channel;
    try {
      Files.createDirectories(directory);
      channel =
          FileChannel.open(
              directory.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (final IOException e) {
      throw new SnapshotException(directory + ": cannot be written: " + IoReason.of(e), e);
    }
    final Taking taking = new Taking(channel);
    boolean locked = false;
    try {
      locked = tryLock(channel);
    } finally {
      if (!locked) {
        taking.close();
      }
    }
    if (!locked) {
      throw new SnapshotException(
          directory + ": another process is taking or pruning snapshots here; try again later");
    }
    return taking;
  }

  private boolean tryLock(final FileChannel channel) {
    try {
      final FileLock lock = channel.tryLock();
      return lock != null;
    } catch (final OverlappingFileLockException sameProcess) {
      return false;
    } catch (final IOException e) {
      throw new SnapshotException(directory + ": cannot be locked: " + IoReason.of(e), e);
    }
  }

  /** The right to write here, until it is closed. */
  final class Taking implements AutoCloseable {
    private final FileChannel channel;

    private Taking(final FileChannel channel) {
      this.channel = channel;
    }

    /** Removes what was begun and never finished, by a process that is gone. */
    void removeUnfinished() {
      try (Stream<Path> entries = Files.list(directory)) {
        entries
            .filter(file -> file.getFileName().toString().endsWith(SnapshotWriter.UNFINISHED))
            .forEach(SnapshotStore::remove);
      } catch (final IOException e) {
        throw new SnapshotException(directory + ": cannot be read: " + IoReason.of(e), e);
      }
    }

    @Override
    public void close() {
      try {
        channel.close();
      } catch (final IOException e) {
        throw new SnapshotException(
            directory + ": the lock cannot be given back: " + IoReason.of(e), e);
      }
    }
  }
}
