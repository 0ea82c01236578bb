package io.holdfast.journal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Up to where readers of a log have come, so that nothing is removed that one of them still needs:
 * a file in the data directory's {@code readers} for each, with the next sequence that it needs.
 */
public final class ReaderPositions {
  private static final String READERS = "readers";
  private static final String NAME = "[a-z0-9][a-z0-9-]{0,62}";
  private static final String NEXT = ".next";

  private ReaderPositions() {}

  /**
   * Says which sequence a reader needs next.
   *
   * @param name of the reader: small letters, digits and hyphens
   * @throws JournalException if it cannot be noted
   */
  public static void set(final Path dataDir, final String name, final long sequence) {
    requireName(name);
    final Path file = dataDir.resolve(READERS).resolve(name);
    final Path next = dataDir.resolve(READERS).resolve(name + NEXT);
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(next, sequence + "\n");
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be written: " + e, e);
    }
  }

  /**
   * Every reader with the sequence that it needs next.
   *
   * @throws JournalException if one cannot be read; then nothing may be removed
   */
  public static Map<String, Long> all(final Path dataDir) {
    final Map<String, Long> readers = new TreeMap<>();
    try (Stream<Path> files = Files.list(dataDir.resolve(READERS))) {
      for (final Path file : files.toList()) {
        final String name = file.getFileName().toString();
        if (!name.endsWith(NEXT)) {
          readers.put(name, read(file));
        }
      }
    } catch (final NoSuchFileException none) {
      return Map.of();
    } catch (final IOException e) {
      throw new JournalException(dataDir.resolve(READERS) + ": cannot be read: " + e, e);
    }
    return readers;
  }

  private static long read(final Path file) throws IOException {
    try {
      return Long.parseLong(Files.readString(file).strip());
    } catch (final NumberFormatException e) {
      throw new JournalException(
          file + ": holds no sequence; write the one that this reader needs next, or remove it", e);
    }
  }

  /**
   * Forgets a reader.
   *
   * @throws JournalException if that failed
   */
  public static void remove(final Path dataDir, final String name) {
    requireName(name);
    final Path file = dataDir.resolve(READERS).resolve(name);
    try {
      Files.deleteIfExists(file);
    } catch (final IOException e) {
      throw new JournalException(file + ": cannot be removed: " + e, e);
    }
  }

  private static void requireName(final String name) {
    if (!name.matches(NAME)) {
      throw new IllegalArgumentException("no name of a reader: " + name);
    }
  }
}
