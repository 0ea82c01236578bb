package io.holdfast.journal;

import io.holdfast.pipeline.Failpoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A node's directory: who may write it, and where its journal is.
 *
 * <pre>
 *  DIR/holdfast.lock                locked by the node that runs; the kernel frees it when the process dies
 *  DIR/node.state                   how the node ended, see {@link NodeState}
 *  DIR/journal/epoch-NUMBER-TERM/   the journal of one term
 *  DIR/journal/starting/            a journal that has no first record yet
 *  DIR/aside/                       reports about ends of epochs that were set aside
 * </pre>
 */
public final class DataDirectory implements AutoCloseable {
  private static final String LOCK = "holdfast.lock";
  private static final String JOURNAL = "journal";
  private static final String EPOCH = "epoch-";
  private static final String STARTING = "starting";
  private static final String ASIDE = "aside";

  private final Path root;
  private final FileChannel lockFile;

  private DataDirectory(final Path root, final FileChannel lockFile) {
    this.root = root;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory for this process, making it if there is none.
   *
   * @throws JournalException if it cannot be written, or another process has it
   */
  public static DataDirectory lock(final Path root) {
    final FileChannel channel;
    try {
      Files.createDirectories(root.resolve(JOURNAL));
      channel =
          FileChannel.open(root.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    } catch (final IOException e) {
      throw new JournalException(
          root + ": the data directory cannot be written: " + IoReason.of(e), e);
    }
    boolean locked = false;
    try {
      locked = tryLock(root, channel);
    } finally {
      if (!locked) {
        close(root, channel);
      }
    }
    if (!locked) {
      throw new JournalException(
          root
              + ": the data directory is in use by another node; stop it or choose another"
              + " --data-dir");
    }
    return new DataDirectory(root, channel);
  }

  private static boolean tryLock(final Path root, final FileChannel channel) {
    try {
      final FileLock lock = channel.tryLock();
      return lock != null;
    } catch (final OverlappingFileLockException e) {
      return false;
    } catch (final IOException e) {
      throw new JournalException(
          root + ": the data directory cannot be locked: " + IoReason.of(e), e);
    }
  }

  /**
   * The journal of the directory's newest epoch, if it has one.
   *
   * @throws JournalException if the directory does not exist or cannot be read
   */
  public static Optional<Path> findJournal(final Path root) {
    final List<Path> epochs = epochs(root);
    return epochs.isEmpty() ? Optional.empty() : Optional.of(epochs.get(epochs.size() - 1));
  }

  /**
   * The directories of the epochs, in the order of their numbers.
   *
   * @throws JournalException if the directory does not exist or cannot be read
   */
  public static List<Path> epochs(final Path root) {
    final Path journals = root.resolve(JOURNAL);
    if (!Files.isDirectory(root)) {
      throw new JournalException(root + ": no such directory");
    }
    if (!Files.isDirectory(journals)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(journals)) {
      return entries
          .filter(path -> path.getFileName().toString().startsWith(EPOCH) && epochNumber(path) >= 0)
          .sorted(Comparator.comparingLong(DataDirectory::epochNumber).thenComparing(path -> path))
          .toList();
    } catch (final IOException e) {
      throw new JournalException(journals + ": cannot be read: " + IoReason.of(e), e);
    }
  }

  /** The number in the name of an epoch's directory. */
  private static long epochNumber(final Path epoch) {
    final String name = epoch.getFileName().toString().substring(EPOCH.length());
    final int end = name.indexOf('-');
    try {
      return Long.parseLong(end < 0 ? name : name.substring(0, end));
    } catch (final NumberFormatException e) {
      throw new JournalException(epoch + ": is not the directory of an epoch; move it away", e);
    }
  }

  /**
   * An empty place to begin the journal of a new term in. What an earlier start left there, killed
   * before {@link #publishJournal}, is removed: nothing in it was ever acknowledged.
   */
  public Path prepareJournal() {
    final Path place = root.resolve(JOURNAL).resolve(STARTING);
    try {
      if (Files.exists(place)) {
        removeTree(place);
      }
      return Files.createDirectory(place);
    } catch (final IOException e) {
      throw new JournalException(place + ": cannot be made: " + IoReason.of(e), e);
    }
  }

  /**
   * Makes a journal that has its first record the journal of a term, at once and for good: a node
   * killed at any moment finds either no journal or one with a first record.
   */
  public Path publishJournal(final Path prepared, final long epoch, final long term) {
    final Path journals = root.resolve(JOURNAL);
    final Path published = journals.resolve(EPOCH + epoch + "-" + Long.toHexString(term));
    try (FileChannel parent = FileChannel.open(journals, StandardOpenOption.READ)) {
      Failpoint.BEFORE_EPOCH_RENAME.reached();
      Files.move(prepared, published, StandardCopyOption.ATOMIC_MOVE);
      parent.force(true);
      Failpoint.AFTER_EPOCH_RENAME.reached();
      return published;
    } catch (final IOException e) {
      throw new JournalException(published + ": cannot be made: " + IoReason.of(e), e);
    }
  }

  private static void removeTree(final Path top) throws IOException {
    final List<Path> deepestFirst;
    try (Stream<Path> tree = Files.walk(top)) {
      deepestFirst = tree.sorted(Comparator.reverseOrder()).toList();
    }
    for (final Path entry : deepestFirst) {
      Files.delete(entry);
    }
  }

  /**
   * The place for what is told about the end of an epoch that was set aside.
   *
   * @param epoch directory of the epoch
   * @param sequence the first one that is set aside
   * @throws JournalException if it cannot be made
   */
  public Path prepareAside(final Path epoch, final long sequence) {
    final Path place = aside(epoch, sequence);
    try {
      return Files.createDirectories(place);
    } catch (final IOException e) {
      throw new JournalException(place + ": cannot be made: " + IoReason.of(e), e);
    }
  }

  /** As {@link #prepareAside}, whether it is there or not. */
  public Path aside(final Path epoch, final long sequence) {
    return root.resolve(ASIDE).resolve(epoch.getFileName() + "-from-" + sequence);
  }

  /**
   * Brings a report to the disk, with the directories that lead to it: once the next epoch is begun
   * nobody writes it again.
   *
   * @throws JournalException if that failed
   */
  public void syncAside(final Path report) {
    for (Path entry = report; !entry.equals(root); entry = entry.getParent()) {
      sync(entry);
    }
    sync(root);
  }

  private static void sync(final Path entry) {
    try (FileChannel channel = FileChannel.open(entry, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (final IOException e) {
      throw new JournalException(entry + ": sync failed: " + IoReason.of(e), e);
    }
  }

  /** The directory itself. */
  public Path root() {
    return root;
  }

  @Override
  public void close() {
    close(root, lockFile);
  }

  private static void close(final Path root, final FileChannel channel) {
    try {
      channel.close();
    } catch (final IOException e) {
      throw new JournalException(root + ": the lock cannot be given back: " + IoReason.of(e), e);
    }
  }
}
