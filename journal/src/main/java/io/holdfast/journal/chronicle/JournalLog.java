package io.holdfast.journal.chronicle;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.EpochTerm;
import io.holdfast.journal.Journal;
import io.holdfast.journal.JournalException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.agrona.DirectBuffer;

/**
 * The one log that the epochs of a data directory make up, to be read: epoch 1 up to where epoch 2
 * begins, and so on. Nothing is written or locked; the node may run meanwhile, and the directory
 * may lie on a read-only file system. Chronicle's own files beside the segments are not looked at.
 */
public final class JournalLog implements Journal {
  private final List<Epoch> epochs;

  private JournalLog(final List<Epoch> epochs) {
    this.epochs = epochs;
  }

  /**
   * An epoch of the log.
   *
   * @param path of its directory
   * @param term as its file or its first record says; null for an epoch that has neither
   */
  public record Epoch(Path path, EpochTerm term) {}

  /**
   * Opens the journal of a data directory.
   *
   * @throws JournalException if there is none, or its epochs do not follow each other
   */
  public static JournalLog open(final Path dataDir) {
    final List<Path> paths = DataDirectory.epochs(dataDir);
    if (paths.isEmpty()) {
      throw new JournalException(dataDir + ": has no journal");
    }
    return new JournalLog(EpochChain.check(paths));
  }

  /**
   * Opens the journal of one epoch.
   *
   * @throws JournalException if there is none in this directory
   */
  public static JournalLog openEpoch(final Path directory) {
    if (!Files.isDirectory(directory) || EpochDirectory.list(directory).isEmpty()) {
      throw new JournalException(directory + ": there is no journal here");
    }
    return new JournalLog(List.of(new Epoch(directory, null)));
  }

  /** The epochs, in order. */
  public List<Epoch> epochs() {
    return epochs;
  }

  /** The newest epoch. */
  public Epoch lastEpoch() {
    return epochs.get(epochs.size() - 1);
  }

  /**
   * The last sequence that there is, found from the end without reading everything; 0 if there is
   * none. What is before it is not looked at.
   */
  public long lastSequence() {
    for (int epoch = epochs.size() - 1; epoch >= 0; epoch--) {
      final List<Path> segments = EpochDirectory.list(epochs.get(epoch).path());
      for (int segment = segments.size() - 1; segment >= 0; segment--) {
        final long last = Segments.lastSequence(segments.get(segment));
        if (last > 0) {
          return last;
        }
      }
    }
    return 0;
  }

  @Override
  public LogCursor read() {
    return new LogCursor(epochs, LogCursor.FROM_FIRST);
  }

  @Override
  public LogCursor readFrom(final long sequence) {
    return new LogCursor(epochs, sequence);
  }

  @Override
  public void append(final DirectBuffer buffer, final int offset, final int lengthBytes) {
    throw new UnsupportedOperationException("a log is only read");
  }

  @Override
  public void barrier() {
    throw new UnsupportedOperationException("a log is only read");
  }

  @Override
  public void close() {}
}
