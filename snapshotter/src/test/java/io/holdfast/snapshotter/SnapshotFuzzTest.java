package io.holdfast.snapshotter;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.holdfast.engine.Engine;
import io.holdfast.engine.SnapshotSink;
import io.holdfast.engine.SnapshotSource;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.SnapshotBlockDecoder;
import io.holdfast.protocol.codec.SnapshotHeaderDecoder;
import io.holdfast.protocol.codec.TickEncoder;
import io.holdfast.test.TestDir;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import java.util.stream.Stream;
import java.util.zip.CRC32C;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes are in a file that should be a snapshot: it is loaded, or refused in words. What
 * is loaded is a state as any other: it can be saved, and what is due in it happens. Every other
 * input has its checksums put right first, so that the fuzzer gets behind them.
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

  private static final int TICKS = 50;

  /** A step of a state that may do more takes as long as it takes. */
  private static final int MOST_CHANGES = 10_000;

  /** Later than any clock says, and so early that nothing overflows. */
  private static final long LATEST_MS = 1L << 60;

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
      return;
    }
    isTheSameSavedAndLoaded(engine);
    pass(engine);
    isTheSameSavedAndLoaded(engine);
  }

  private static void isTheSameSavedAndLoaded(final Engine engine) {
    final Messages saved = new Messages();
    engine.save(saved);
    final Engine again = new Engine();
    again.load(saved);
    assertThat(again.stateHash()).isEqualTo(engine.stateHash());
    assertThat(again.rejectionsHash()).isEqualTo(engine.rejectionsHash());
  }

  /** Lets happen what is due in a state, now and later. */
  private static void pass(final Engine engine) {
    if (engine.config().maxChangesPerStep() > MOST_CHANGES) {
      return;
    }
    final UnsafeBuffer command = new UnsafeBuffer(new byte[64]);
    final TickEncoder tick = new TickEncoder();
    final Verdict verdict = new Verdict();
    long timeMs = engine.timeMs();
    for (int i = 0; i < TICKS && engine.nextDueMs() <= LATEST_MS; i++) {
      timeMs = Math.max(timeMs, engine.nextDueMs());
      tick.wrapAndApplyHeader(command, 0, new MessageHeaderEncoder()).timeMs(timeMs);
      engine.execute(command, 0, engine.sequence() + 1, timeMs, verdict);
    }
  }

  /** A saved state in memory. */
  private static final class Messages implements SnapshotSink, SnapshotSource {
    private final Queue<byte[]> messages = new ArrayDeque<>();
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);

    @Override
    public void message(
        final int section, final int entries, final DirectBuffer buffer, final int lengthBytes) {
      final byte[] copy = new byte[lengthBytes];
      buffer.getBytes(0, copy);
      messages.add(copy);
    }

    @Override
    public boolean next() {
      if (messages.isEmpty()) {
        return false;
      }
      message.wrap(messages.remove());
      return true;
    }

    @Override
    public DirectBuffer buffer() {
      return message;
    }

    @Override
    public int offset() {
      return 0;
    }

    @Override
    public int lengthBytes() {
      return message.capacity();
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
