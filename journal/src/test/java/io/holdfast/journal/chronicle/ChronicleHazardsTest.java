package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.journal.Journal;
import io.holdfast.journal.segment.SegmentsCursor;
import io.holdfast.test.TestDir;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.openhft.chronicle.bytes.Bytes;
import net.openhft.chronicle.bytes.MappedBytesStore;
import net.openhft.chronicle.bytes.SyncMode;
import net.openhft.chronicle.core.io.ReferenceOwner;
import net.openhft.chronicle.queue.ExcerptAppender;
import net.openhft.chronicle.queue.ExcerptTailer;
import net.openhft.chronicle.queue.RollCycles;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueue;
import net.openhft.chronicle.queue.impl.single.SingleChronicleQueueBuilder;
import org.junit.jupiter.api.Test;

/**
 * What Chronicle Queue really does where the journal does something else. When one of these fails
 * after a new version of Chronicle, it may have become better; then look again at what ours is for.
 */
final class ChronicleHazardsTest {
  private static final int CHUNK_BYTES = 256 << 10;
  private static final int DOCUMENTS = 5;

  /**
   * {@code sync()} syncs the chunk that the appender is in. The end of the chunk before was never
   * synced, but the queue says that everything is. So the journal's barrier is an fdatasync of the
   * file, and no call of {@code sync()}.
   */
  @Test
  void syncLeavesOutTheChunkBefore(@TestDir final Path dir) throws Exception {
    try (SingleChronicleQueue queue = smallChunks(dir);
        ExcerptAppender appender = queue.createAppender()) {
      append(appender, 1_000);
      appender.sync();
      final MappedBytesStore first = chunk(appender);
      final ReferenceOwner holder = ReferenceOwner.temporary("test");
      first.reserve(holder);
      final long syncedBefore = syncedBytes(first);
      while (chunk(appender).start() == first.start()) {
        append(appender, 1_000);
      }

      appender.sync();

      final MappedBytesStore second = chunk(appender);
      assertThat(second.start()).isEqualTo(CHUNK_BYTES);
      assertThat(syncedBytes(second)).as("synced of the present chunk").isPositive();
      assertThat(syncedBytes(first))
          .as("synced of the chunk before")
          .isEqualTo(syncedBefore)
          .isLessThan(CHUNK_BYTES / 2);
      assertThat(queue.lastIndexMSynced()).isEqualTo(appender.lastIndexAppended());
      first.release(holder);
    }
  }

  private static SingleChronicleQueue smallChunks(final Path dir) {
    return SingleChronicleQueueBuilder.single(dir.toFile())
        .rollCycle(RollCycles.FAST_HOURLY)
        .timeProvider(() -> 0)
        .blockSize(CHUNK_BYTES)
        .syncMode(SyncMode.SYNC)
        .build();
  }

  private static void append(final ExcerptAppender appender, final int lengthBytes) {
    appender.writeBytes(Bytes.wrapForRead(new byte[lengthBytes]));
  }

  private static MappedBytesStore chunk(final ExcerptAppender appender) {
    return (MappedBytesStore) appender.wire().bytes().bytesStore();
  }

  private static long syncedBytes(final MappedBytesStore chunk) throws Exception {
    final Field field = MappedBytesStore.class.getDeclaredField("syncLength");
    field.setAccessible(true);
    return field.getLong(chunk);
  }

  /**
   * After a power cut the page that says where the file ends may be newer than the page of the last
   * document. Chronicle then appends behind a hole that no reader crosses. So the journal never
   * appends to a file that another process wrote.
   */
  @Test
  void appendingOverAStaleEndLeavesAHole(@TestDir final Path dir) throws Exception {
    final Path queueDir = dir.resolve("queue");
    writeDocuments(queueDir);
    final File segment = EpochDirectory.list(queueDir).get(0).toFile();
    loseDocument(segment, DOCUMENTS - 1);

    appendInAnotherProcess(queueDir, "behind the hole", dir.resolve("output"));

    assertThat(Files.readString(segment.toPath(), StandardCharsets.ISO_8859_1))
        .contains("behind the hole");
    assertThat(readWithChronicle(queueDir)).hasSize(DOCUMENTS - 1);
    assertThat(readRaw(queueDir)).isEqualTo(DOCUMENTS - 1);
  }

  private static void writeDocuments(final Path queueDir) {
    try (SingleChronicleQueue queue = StaleAppender.queue(queueDir);
        ExcerptAppender appender = queue.createAppender()) {
      for (int i = 0; i < DOCUMENTS; i++) {
        appender.writeBytes(Bytes.wrapForRead(text(i).getBytes(StandardCharsets.US_ASCII)));
      }
    }
  }

  private static String text(final int number) {
    return "document number" + number;
  }

  private static void loseDocument(final File segment, final int number) throws IOException {
    final String content = Files.readString(segment.toPath(), StandardCharsets.ISO_8859_1);
    final int at = content.indexOf(text(number));
    assertThat(at).isPositive();
    try (RandomAccessFile file = new RandomAccessFile(segment, "rw")) {
      file.seek(at - 4);
      file.write(new byte[4 + text(number).length()]);
    }
  }

  private static void appendInAnotherProcess(
      final Path queueDir, final String text, final Path output) throws Exception {
    final List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + Path.of(System.getProperty("holdfast.root"), "bin", "jvm.flags"));
    command.addAll(List.of("-da", "-cp", System.getProperty("java.class.path")));
    command.addAll(List.of(StaleAppender.class.getName(), queueDir.toString(), text));
    final Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    assertThat(process.waitFor()).as(Files.readString(output)).isZero();
  }

  private static List<String> readWithChronicle(final Path queueDir) {
    final List<String> texts = new ArrayList<>();
    try (SingleChronicleQueue queue = StaleAppender.queue(queueDir);
        ExcerptTailer tailer = queue.createTailer()) {
      final Bytes<?> bytes = Bytes.allocateElasticOnHeap();
      while (tailer.readBytes(bytes)) {
        texts.add(bytes.toString());
        bytes.clear();
      }
    }
    return texts;
  }

  private static int readRaw(final Path queueDir) {
    int documents = 0;
    try (Journal.Cursor cursor = new SegmentsCursor(new EpochDirectory(queueDir))) {
      while (cursor.next()) {
        documents++;
      }
    }
    return documents;
  }

  /**
   * Touching pages ahead is not in the open edition: what looks like it calls itself. So the
   * journal reserves space by itself.
   */
  @Test
  void thereIsNoPretoucher(@TestDir final Path dir) {
    try (SingleChronicleQueue queue = smallChunks(dir)) {
      assertThatThrownBy(queue::createPretoucher).isInstanceOf(StackOverflowError.class);
    }
  }
}
