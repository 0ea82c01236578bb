package io.holdfast.journal.chronicle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The appending thread goes only where the disk has promised room. */
final class ReservedSpaceTest {
  private static final long SEGMENT_BYTES = 6 << 20;
  private static final int MOST_EXCERPT_BYTES = 200_000;

  @Test
  void thereIsAlwaysRoomAhead(@TestDir final Path dir, @Seed final long seed) throws IOException {
    final SplittableRandom random = new SplittableRandom(seed);
    final UnsafeBuffer excerpt = new UnsafeBuffer(ByteBuffer.allocateDirect(MOST_EXCERPT_BYTES));
    try (ChronicleJournal journal = ChronicleJournal.open(dir, SEGMENT_BYTES)) {
      assertThat(journal.reservedAheadBytes()).isEqualTo(ReservedSpace.FIRST_STEP_BYTES);
      for (long written = 0; written < 3 * SEGMENT_BYTES; ) {
        final int lengthBytes = 4 * (1 + random.nextInt(MOST_EXCERPT_BYTES / 4));
        journal.append(excerpt, 0, lengthBytes);
        written += lengthBytes;
        assertThat(journal.reservedAheadBytes()).isPositive();
        assertThat(journal.reservationFailed()).isFalse();
      }
      assertThat(EpochDirectory.list(dir)).hasSizeGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void theSpareFileIsGoneWhenItIsClosed(@TestDir final Path dir) throws IOException {
    final UnsafeBuffer excerpt = new UnsafeBuffer(ByteBuffer.allocateDirect(64));
    try (ChronicleJournal journal = ChronicleJournal.open(dir, SEGMENT_BYTES)) {
      journal.append(excerpt, 0, 64);
    }
    final List<Path> segments = EpochDirectory.list(dir);
    assertThat(segments).hasSize(1);
    try (Stream<Path> files = Files.list(segments.get(0).getParent())) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("19700101-00F.cq4", "metadata.cq4t");
    }
  }

  @Test
  void theSpareFileOfARunThatWasKilledIsRemoved(@TestDir final Path dir) throws IOException {
    ChronicleJournal.open(dir, SEGMENT_BYTES).close();
    final Path left = Files.createFile(dir.resolve("run-000001/19700101-07F.precreated"));
    ChronicleJournal.open(dir, SEGMENT_BYTES).close();
    assertThat(left).doesNotExist();
  }

  @Test
  void whatIsGivenBackHasNoBlocks(@TestDir final Path dir) throws Exception {
    final Path file = Files.createFile(dir.resolve("file"));
    DiskRoom.reserve(file, 0, 8 << 20);
    assertThat(allocatedBytes(file)).isGreaterThanOrEqualTo(8 << 20);
    assumeTrue(
        DiskRoom.giveBack(file, 1 << 20, 7 << 20), "this file system cannot give blocks back");
    assertThat(allocatedBytes(file)).isLessThanOrEqualTo(2 << 20);
    assertThat(Files.size(file)).isEqualTo(8 << 20);
  }

  private static long allocatedBytes(final Path file) throws Exception {
    final Process stat = new ProcessBuilder("stat", "-c", "%b", file.toString()).start();
    final String blocks =
        new String(stat.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    return 512 * Long.parseLong(blocks.strip());
  }

  @Test
  void reservedBytesAreZero(@TestDir final Path dir) throws IOException {
    final Path file = Files.createFile(dir.resolve("file"));
    DiskRoom.reserve(file, 0, 1 << 20);
    DiskRoom.reserve(file, 1 << 20, 1 << 20);
    assertThat(Files.readAllBytes(file)).hasSize(2 << 20).containsOnly(0);
  }

  @Test
  void bringingInChangesNothingAndEndsWithTheFile(@TestDir final Path dir, @Seed final long seed)
      throws IOException {
    final byte[] content = new byte[(1 << 20) + 3];
    new SplittableRandom(seed).nextBytes(content);
    final Path file = Files.write(dir.resolve("file"), content);
    final ByteBuffer read = ByteBuffer.allocateDirect(4_096);
    DiskRoom.bringIn(file, 0, content.length, read);
    DiskRoom.bringIn(file, 1 << 19, 8 << 20, read);
    DiskRoom.bringIn(file, 2 << 20, 1, read);
    assertThat(Files.readAllBytes(file)).isEqualTo(content);
    assertThatThrownBy(() -> DiskRoom.bringIn(dir.resolve("none"), 0, 1, read))
        .isInstanceOf(NoSuchFileException.class);
  }
}
