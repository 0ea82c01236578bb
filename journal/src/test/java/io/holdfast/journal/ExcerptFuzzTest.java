package io.holdfast.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes are where an excerpt should be: it is whole, or refused in words, and nothing
 * beyond it is read. Every other input has its length and its checksum put right first, so that the
 * fuzzer gets behind them.
 */
final class ExcerptFuzzTest {
  private static final String PLACE = "here";

  static Stream<byte[]> seeds() {
    return Stream.of(excerpt(1), excerpt(5))
        .flatMap(bytes -> Stream.of(withFirst(0, bytes), withFirst(1, bytes)));
  }

  private static byte[] excerpt(final int records) {
    final ExcerptWriter writer = new ExcerptWriter(1_024);
    writer.begin();
    for (int i = 0; i < records; i++) {
      final byte[] command = new byte[13 + i];
      writer.add(i, new UnsafeBuffer(command), 0, command.length);
    }
    writer.finish(3, 10, 55, 7);
    final byte[] bytes = new byte[writer.lengthBytes()];
    writer.buffer().getBytes(0, bytes);
    return bytes;
  }

  private static byte[] withFirst(final int first, final byte[] bytes) {
    final byte[] input = new byte[bytes.length + 1];
    input[0] = (byte) first;
    System.arraycopy(bytes, 0, input, 1, bytes.length);
    return input;
  }

  @MethodSource("seeds")
  @FuzzTest
  void isWholeOrRefusedInWords(final byte[] input) {
    if (input.length == 0) {
      return;
    }
    final byte[] bytes = Arrays.copyOfRange(input, 1, input.length);
    if ((input[0] & 1) == 1 && bytes.length >= Excerpt.SHORTEST_BYTES) {
      Forgery.header(bytes, header -> header.lengthBytes(bytes.length));
    }
    final String onHeap = read(new UnsafeBuffer(bytes), bytes.length);
    final UnsafeBuffer direct = new UnsafeBuffer(ByteBuffer.allocateDirect(bytes.length));
    direct.putBytes(0, bytes);
    assertThat(read(direct, bytes.length)).isEqualTo(onHeap);
  }

  /** What it holds, or why not. */
  private static String read(final DirectBuffer buffer, final int lengthBytes) {
    final Excerpt excerpt = new Excerpt();
    final StringBuilder text = new StringBuilder();
    try {
      excerpt.wrap(buffer, 0, lengthBytes, PLACE);
      assertThat(excerpt.wholeLength(buffer, 0, lengthBytes)).isEqualTo(lengthBytes);
      while (excerpt.nextRecord()) {
        assertThat(excerpt.commandOffset() + excerpt.commandLengthBytes())
            .isLessThanOrEqualTo(lengthBytes);
        text.append(excerpt.sequence()).append(' ').append(excerpt.outcome()).append('\n');
      }
    } catch (final JournalException refused) {
      assertThat(refused).hasMessageStartingWith(PLACE);
      text.append(refused.getMessage());
    }
    return text.toString();
  }
}
