package io.holdfast.tools.judge;

import io.holdfast.journal.DataDirectory;
import io.holdfast.journal.chronicle.ChronicleJournal;
import io.holdfast.journal.chronicle.EpochDirectory;
import io.holdfast.journal.memory.MemoryJournal;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;

/** The files of a journal, to be damaged and compared. */
public final class JournalFile {
  private static final int LOOK_AT_BYTES = 8 << 20;

  private JournalFile() {}

  /** The file with what the node did after its first record. */
  public static Path segment(final Path dataDir) {
    final List<Path> segments = segments(dataDir);
    return segments.get(segments.size() - 1);
  }

  /** The file with the first record. */
  public static Path firstSegment(final Path dataDir) {
    return segments(dataDir).get(0);
  }

  private static List<Path> segments(final Path dataDir) {
    return EpochDirectory.list(DataDirectory.findJournal(dataDir).orElseThrow());
  }

  /** Changes a bit in the first place where the text stands. */
  public static void flipBitIn(final Path file, final String text) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
      final ByteBuffer head = ByteBuffer.allocate(LOOK_AT_BYTES);
      channel.read(head, 0);
      final String all = new String(head.array(), StandardCharsets.ISO_8859_1);
      final int at = all.indexOf(text);
      channel.write(ByteBuffer.wrap(new byte[] {(byte) (head.get(at) ^ 1)}), at);
    }
  }

  /** Overwrites the beginning. */
  public static void overwriteHead(final Path file, final int bytes, final byte with)
      throws IOException {
    final byte[] garbage = new byte[bytes];
    Arrays.fill(garbage, with);
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(garbage), 0);
    }
  }

  /** Makes a data directory of these excerpts. */
  public static void write(final Path dataDir, final MemoryJournal excerpts) {
    try (DataDirectory directory = DataDirectory.lock(dataDir)) {
      final Path place = directory.prepareJournal();
      try (ChronicleJournal journal =
          ChronicleJournal.open(place, ChronicleJournal.DEFAULT_SEGMENT_BYTES)) {
        for (final byte[] excerpt : excerpts.excerpts()) {
          journal.append(direct(excerpt), 0, excerpt.length);
        }
      }
      directory.publishJournal(place, 1, 1);
    }
  }

  private static UnsafeBuffer direct(final byte[] bytes) {
    final UnsafeBuffer buffer = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
    buffer.putBytes(0, bytes);
    return buffer;
  }

  /**
   * The same without what Chronicle keeps beside the records, such as the process that had it open
   * last.
   */
  public static Map<String, String> records(final Path dir) throws IOException {
    final Map<String, String> contents = contents(dir);
    contents.keySet().removeIf(file -> file.endsWith("metadata.cq4t"));
    return contents;
  }

  /** What every file below a directory holds, as length and checksum. */
  public static Map<String, String> contents(final Path dir) throws IOException {
    final Map<String, String> contents = new TreeMap<>();
    try (Stream<Path> tree = Files.walk(dir)) {
      for (final Path file : tree.filter(Files::isRegularFile).toList()) {
        final CRC32C crc = new CRC32C();
        crc.update(Files.readAllBytes(file));
        contents.put(
            dir.relativize(file).toString(), Files.size(file) + " bytes, crc " + crc.getValue());
      }
    }
    return contents;
  }
}
