package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.test.Seed;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** A snapshot file is whole and says so, or is not used and says why. */
final class SnapshotFileTest {
  private static final int BUYERS = 40;
  private static final int LOAD_EVERY = 11;

  @Test
  void leadsToTheStateItWasWrittenFrom(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(BUYERS)) {
      final SnapshotInfo written = log.snapshot();

      final Engine loaded = new Engine();
      final SnapshotInfo read = SnapshotFile.verify(written.file(), loaded, bytes -> {});

      assertThat(read).isEqualTo(written);
      assertThat(SnapshotFile.check(written.file(), bytes -> {})).isEqualTo(written);
      assertThat(SnapshotFile.point(written.file())).isEqualTo(log.point());
      assertThat(loaded.stateHash()).isEqualTo(log.engine.stateHash());
      assertThat(loaded.digest()).isEqualTo(log.engine.digest());
      assertThat(loaded.sequence()).isEqualTo(log.engine.sequence());
      assertThat(read.reservations()).isEqualTo(BUYERS);
    }
  }

  @Test
  void everyByteCounts(@TestDir final Path dir) throws IOException {
    final Path file = write(dir);
    final byte[] whole = Files.readAllBytes(file);
    for (int i = 0; i < whole.length; i++) {
      final byte[] damaged = whole.clone();
      damaged[i] = (byte) (damaged[i] ^ 1 << (i % Byte.SIZE));
      Files.write(file, damaged);

      assertThatThrownBy(() -> SnapshotFile.check(file, bytes -> {}))
          .as("byte " + i)
          .isInstanceOf(SnapshotException.class)
          .hasMessageStartingWith(file + ": ");
      if (i % LOAD_EVERY == 0) {
        final Engine engine = new Engine();
        assertThatThrownBy(() -> SnapshotFile.load(file, engine, false, bytes -> {}))
            .as("byte " + i)
            .isInstanceOf(SnapshotException.class);
        assertThat(engine.config()).as("the engine is as new").isNull();
      }
    }
  }

  @Test
  void everyByteMustBeThere(@TestDir final Path dir) throws IOException {
    final Path file = write(dir);
    final byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length++) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertThatThrownBy(() -> SnapshotFile.check(file, bytes -> {}))
          .as("length " + length)
          .isInstanceOf(SnapshotException.class)
          .hasMessageStartingWith(file + ": ");
    }
    Files.write(file, Arrays.copyOf(whole, whole.length + 1));
    assertThatThrownBy(() -> SnapshotFile.check(file, bytes -> {}))
        .isInstanceOf(DamagedSnapshotException.class);
  }

  @Test
  void nonsenseIsRefusedWithoutMuchAdo(@TestDir final Path dir, @Seed final long seed)
      throws IOException {
    final Path file = write(dir);
    final byte[] whole = Files.readAllBytes(file);
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 500; i++) {
      final byte[] damaged = whole.clone();
      final int from = random.nextInt(damaged.length);
      final int length = 1 + random.nextInt(64);
      for (int at = from; at < Math.min(damaged.length, from + length); at++) {
        damaged[at] = (byte) random.nextInt();
      }
      if (!Arrays.equals(damaged, whole)) {
        Files.write(file, damaged);
        assertThatThrownBy(() -> SnapshotFile.load(file, new Engine(), false, bytes -> {}))
            .isInstanceOf(SnapshotException.class);
      }
    }
  }

  @Test
  void saysWhichBlockIsDamaged(@TestDir final Path dir) throws IOException {
    final Path file = write(dir);
    final byte[] bytes = Files.readAllBytes(file);
    bytes[SnapshotFormat.HEADER_BYTES + SnapshotFormat.BLOCK_HEAD_BYTES + 20] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> SnapshotFile.check(file, progress -> {}))
        .isInstanceOf(DamagedSnapshotException.class)
        .hasMessage(
            file
                + ": the snapshot is damaged: the checksum of block 1, at byte "
                + SnapshotFormat.HEADER_BYTES
                + ", is wrong");
  }

  @Test
  void otherFilesAndNewerFormatsAreNamed(@TestDir final Path dir) throws IOException {
    final Path file = write(dir);
    final byte[] newer = Files.readAllBytes(file);
    newer[SnapshotFormat.MAGIC_BYTES + MessageHeaderDecoder.ENCODED_LENGTH] = 2;
    Files.write(file, newer);
    assertThatThrownBy(() -> SnapshotFile.point(file))
        .hasMessage(
            file
                + ": the snapshot has format version 2, this program reads 1; use a newer program");

    Files.writeString(file, "at_ms,action,reservation\n");
    assertThatThrownBy(() -> SnapshotFile.point(file))
        .hasMessage(file + ": is not a snapshot: it begins otherwise");
    Files.writeString(file, "");
    assertThatThrownBy(() -> SnapshotFile.point(file))
        .hasMessage(file + ": is not a snapshot: it has 0 bytes");
    Files.delete(file);
    assertThatThrownBy(() -> SnapshotFile.point(file))
        .hasMessage(file + ": the snapshot cannot be read: no such file or directory");
  }

  @Test
  void aStateThatWasNotWrittenFromThisEngineIsFound(@TestDir final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(BUYERS)) {
      final SnapshotStore store = new SnapshotStore(dir);
      final SnapshotInfo wrongHash;
      try (SnapshotStore.Taking taking = store.lock();
          SnapshotWriter writer =
              new SnapshotWriter(store.fileOf(log.point()), log.point(), bytes -> {})) {
        assertThat(taking).isNotNull();
        log.engine.save(writer);
        wrongHash = writer.finish(log.engine.stateHash() + 1, log.engine.rejectionsHash(), 0);
      }

      assertThat(SnapshotFile.check(wrongHash.file(), bytes -> {})).isEqualTo(wrongHash);
      assertThatThrownBy(() -> SnapshotFile.verify(wrongHash.file(), new Engine(), bytes -> {}))
          .isInstanceOf(DamagedSnapshotException.class)
          .hasMessageContaining("the state it leads to has hash");
    }
  }

  @Test
  void whatIsNotFinishedIsRemoved(@TestDir final Path dir) throws IOException {
    try (TestLog log = TestLog.ofSale(dir).reserve(BUYERS)) {
      final SnapshotStore store = new SnapshotStore(dir);
      try (SnapshotStore.Taking taking = store.lock();
          SnapshotWriter writer =
              new SnapshotWriter(store.fileOf(log.point()), log.point(), bytes -> {})) {
        assertThat(taking).isNotNull();
        log.engine.save(writer);
        assertThat(store.files()).isEmpty();
      }
      try (var left = Files.list(store.directory())) {
        assertThat(left.map(path -> path.getFileName().toString()).toList())
            .containsExactly("taking.lock");
      }
    }
  }

  private static Path write(final Path dir) {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      return log.snapshot().file();
    }
  }
}
