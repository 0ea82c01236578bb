package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.holdfast.engine.Engine;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.SnapshotBlockDecoder;
import io.holdfast.protocol.codec.SnapshotHeaderDecoder;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes are in a file that should be a snapshot: it is loaded, or refused in words. Every
 * other input has its checksums put right first, so that the fuzzer gets behind them.
 */
final class SnapshotFuzzTest {
  private static final int HEADER_CRC =
      SnapshotFormat.MAGIC_BYTES
          + MessageHeaderDecoder.ENCODED_LENGTH
          + SnapshotHeaderDecoder.crc32cEncodingOffset();
  private static final int BLOCK_CRC =
      MessageHeaderDecoder.ENCODED_LENGTH + SnapshotBlockDecoder.crc32cEncodingOffset();
  private static final int BLOCK_LENGTH =
      MessageHeaderDecoder.ENCODED_LENGTH + SnapshotBlockDecoder.lengthBytesEncodingOffset();

  private static Path file;
  private static byte[] written;

  @BeforeAll
  static void write(@TestDir final Path dir) throws IOException {
    try (TestLog log = TestLog.ofSale(dir).reserve(3)) {
      written = Files.readAllBytes(log.snapshot().file());
    }
    file = dir.resolve("fuzzed");
  }

  static Stream<byte[]> seeds() {
    return Stream.of(0, 1).map(SnapshotFuzzTest::seed);
  }

  private static byte[] seed(final int first) {
    final byte[] input = new byte[written.length + 1];
    input[0] = (byte) first;
    System.arraycopy(written, 0, input, 1, written.length);
    return input;
  }

  @MethodSource("seeds")
  @FuzzTest
  void isLoadedOrRefusedInWords(final byte[] input) throws IOException {
    if (input.length == 0) {
      return;
    }
    final byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    if ((input[0] & 1) == 1) {
      seal(bytes);
    }
    Files.write(file, bytes);
    final Engine engine = new Engine();
    try {
      final SnapshotInfo info = SnapshotFile.load(file, engine, false, progress -> {});
      assertThat(engine.sequence()).isEqualTo(info.point().sequence());
    } catch (final SnapshotException refused) {
      assertThat(refused).hasMessageStartingWith(file + ": ");
    }
  }

  /** Makes the checksums right that are within the file. */
  private static void seal(final byte[] bytes) {
    final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
    int at = SnapshotFormat.HEADER_BYTES;
    if (bytes.length < at) {
      return;
    }
    seal(buffer, 0, at, HEADER_CRC);
    while (bytes.length - at >= SnapshotFormat.BLOCK_HEAD_BYTES) {
      final int lengthBytes = buffer.getInt(at + BLOCK_LENGTH, ByteOrder.LITTLE_ENDIAN);
      if (lengthBytes < 0 || lengthBytes > bytes.length - at - SnapshotFormat.BLOCK_HEAD_BYTES) {
        return;
      }
      seal(buffer, at, SnapshotFormat.BLOCK_HEAD_BYTES + lengthBytes, at + BLOCK_CRC);
      at += SnapshotFormat.BLOCK_HEAD_BYTES + lengthBytes;
    }
  }

  private static void seal(
      final UnsafeBuffer buffer, final int from, final int lengthBytes, final int crcAt) {
    buffer.putInt(crcAt, 0);
    final CRC32C crc = new CRC32C();
    crc.update(buffer.byteArray(), from, lengthBytes);
    buffer.putInt(crcAt, (int) crc.getValue(), ByteOrder.LITTLE_ENDIAN);
  }
}
