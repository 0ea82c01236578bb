package io.holdfast.journal;

import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Properties;
import java.util.UUID;
import org.agrona.DirectBuffer;

/**
 * The term of one epoch, as its first record says. A small file beside the segments says it too,
 * for the time when the first segment is pruned.
 *
 * @param number of the epoch, 1 for the first
 * @param cluster that the log belongs to
 * @param term of this epoch
 * @param parentTerm of the epoch before; zero for the first
 * @param startSequence sequence of the epoch's first record
 * @param rulesVersion by which it decides
 */
public record EpochTerm(
    long number, UUID cluster, UUID term, UUID parentTerm, long startSequence, int rulesVersion) {
  /** Number of the first epoch. */
  public static final long FIRST = 1;

  private static final String FILE = "epoch.txt";

  /** As the first record of an epoch says. */
  public static EpochTerm of(final EpochStartDecoder start) {
    return new EpochTerm(
        start.epoch(),
        new UUID(start.cluster().hi(), start.cluster().lo()),
        new UUID(start.term().hi(), start.term().lo()),
        new UUID(start.parentTerm().hi(), start.parentTerm().lo()),
        start.startSequence(),
        start.rulesVersion());
  }

  /** As this command says, if it is an EpochStart. */
  public static Optional<EpochTerm> of(final DirectBuffer buffer, final int offset) {
    final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, offset);
    if (header.templateId() != EpochStartDecoder.TEMPLATE_ID) {
      return Optional.empty();
    }
    return Optional.of(of(new EpochStartDecoder().wrapAndApplyHeader(buffer, offset, header)));
  }

  /**
   * Writes it into a directory that is not the journal of an epoch yet, and syncs it.
   *
   * @throws JournalException if that failed
   */
  public void writeTo(final Path directory) {
    final String text =
        "number="
            + number
            + "\ncluster="
            + cluster
            + "\nterm="
            + term
            + "\nparentTerm="
            + parentTerm
            + "\nstartSequence="
            + startSequence
            + "\nrulesVersion="
            + rulesVersion
            + "\n";
    final Path file = directory.resolve(FILE);
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be written: " + e, e);
    }
  }

  /**
   * Reads what {@link #writeTo} wrote.
   *
   * @return empty if there is no such file
   * @throws JournalException if there is one that makes no sense
   */
  public static Optional<EpochTerm> readFrom(final Path directory) {
    final Path file = directory.resolve(FILE);
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      final Properties text = new Properties();
      text.load(new StringReader(Files.readString(file)));
      return Optional.of(
          new EpochTerm(
              Long.parseLong(text.getProperty("number", "")),
              UUID.fromString(text.getProperty("cluster", "")),
              UUID.fromString(text.getProperty("term", "")),
              UUID.fromString(text.getProperty("parentTerm", "")),
              Long.parseLong(text.getProperty("startSequence", "")),
              Integer.parseInt(text.getProperty("rulesVersion", ""))));
    } catch (final IOException | UncheckedIOException | IllegalArgumentException e) {
      throw new JournalException(
          file
              + ": cannot be read as what it should be; bring it back from a copy, or remove it if the"
              + " first segment of its epoch is still there",
          e);
    }
  }
}
