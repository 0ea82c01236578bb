package io.holdfast.journal;

import io.holdfast.pipeline.Failpoint;
import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;

/**
 * What a node leaves in its data directory about how it ended: a small text file that is replaced
 * at once and synced. It says "running" before the node appends anything, and "stopped" once the
 * journal is closed and on the disk.
 *
 * @param phase whether it runs, or was stopped in order
 * @param bootId of the operating system it runs on; see {@link BootId}
 * @param epoch number of its epoch
 * @param term of that epoch
 * @param sequence the last one in the journal, at the start or at the stop
 */
public record NodeState(Phase phase, String bootId, long epoch, UUID term, long sequence) {
  private static final String FILE = "node.state";
  private static final String FORMAT = "1";

  /** What the node was last known to do. */
  public enum Phase {
    /** It runs, or ended without a word. */
    RUNNING,
    /** It was stopped in order. */
    STOPPED
  }

  /**
   * Reads the file of a data directory; empty if there is none.
   *
   * @throws JournalException if it makes no sense
   */
  public static Optional<NodeState> read(final Path root) {
    final Path file = root.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      final Properties text = new Properties();
      text.load(new StringReader(Files.readString(file)));
      if (!FORMAT.equals(text.getProperty("format"))) {
        throw new IllegalArgumentException("format " + text.getProperty("format"));
      }
      return Optional.of(
          new NodeState(
              Phase.valueOf(text.getProperty("state", "").toUpperCase(Locale.ROOT)),
              text.getProperty("bootId", ""),
              Long.parseLong(text.getProperty("epoch", "")),
              UUID.fromString(text.getProperty("term", "")),
              Long.parseLong(text.getProperty("sequence", ""))));
    } catch (final IOException | IllegalArgumentException e) {
      throw new JournalException(
          file
              + ": cannot be understood ("
              + e.getMessage()
              + "); bring it back from a copy, or remove it: the node then starts as after a crash"
              + " of the machine",
          e);
    }
  }

  /**
   * Replaces the file and brings it to the disk; a process that dies meanwhile leaves the old one.
   *
   * @throws JournalException if that failed
   */
  public void write(final Path root) {
    final Path file = root.resolve(FILE);
    final Path next = root.resolve(FILE + ".new");
    try (FileChannel channel =
            FileChannel.open(
                next,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE);
        FileChannel directory = FileChannel.open(root, StandardOpenOption.READ)) {
      channel.write(ByteBuffer.wrap(text().getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
      Failpoint.BEFORE_STATE_RENAME.reached();
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      directory.force(true);
      Failpoint.AFTER_STATE_RENAME.reached();
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be written: " + e, e);
    }
  }

  private String text() {
    return "format="
        + FORMAT
        + "\nstate="
        + phase.name().toLowerCase(Locale.ROOT)
        + "\nbootId="
        + bootId
        + "\nepoch="
        + epoch
        + "\nterm="
        + term
        + "\nsequence="
        + sequence
        + "\n";
  }
}
