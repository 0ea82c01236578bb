package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.test.Seed;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The same messages come out however the bytes come in. */
class FrameReaderTest {
  private static final byte[] STREAM =
      Frames.join(
          Frames.verdict(1, Code.ACCEPTED, 1, 1),
          Frames.heartbeat(2),
          Frames.goodbye(Code.BUSY, ""),
          Frames.sales(3, -1, 1, 2, 3),
          Frames.verdict(4, Code.SOLD_OUT, 2, 0));

  /** Collects messages as text. */
  private static final class Collected implements FrameReader.Sink {
    private final List<String> messages = new ArrayList<>();
    private int stopAfter = Integer.MAX_VALUE;

    @Override
    public boolean onMessage(final UnsafeBuffer buffer, final int offset, final int length) {
      final StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append((char) buffer.getByte(offset + i));
      }
      messages.add(text.toString());
      return messages.size() < stopAfter;
    }

    @Override
    public void onBadLength(final int length) {
      messages.add("bad length " + length);
    }
  }

  private static void feed(
      final FrameReader reader, final byte[] bytes, final int from, final int to) {
    final ByteBuf direct = Unpooled.directBuffer(to - from).writeBytes(bytes, from, to - from);
    reader.read(direct);
    direct.release();
  }

  private static List<String> inOnePiece() {
    final Collected collected = new Collected();
    feed(new FrameReader(collected, 8192), STREAM, 0, STREAM.length);
    assertThat(collected.messages).hasSize(5);
    return collected.messages;
  }

  @Test
  void splitAtEveryPairOfBytes() {
    final List<String> expected = inOnePiece();
    for (int first = 0; first <= STREAM.length; first++) {
      for (int second = first; second <= STREAM.length; second++) {
        final Collected collected = new Collected();
        final FrameReader reader = new FrameReader(collected, 8192);
        feed(reader, STREAM, 0, first);
        feed(reader, STREAM, first, second);
        feed(reader, STREAM, second, STREAM.length);
        assertThat(collected.messages).as("split at %d and %d", first, second).isEqualTo(expected);
      }
    }
  }

  @Test
  void byteByByteAndInRandomPieces(@Seed final long seed) {
    final List<String> expected = inOnePiece();
    final SplittableRandom random = new SplittableRandom(seed);
    for (int round = 0; round < 200; round++) {
      final int longest = round == 0 ? 1 : 1 + random.nextInt(100);
      final Collected collected = new Collected();
      final FrameReader reader = new FrameReader(collected, 8192);
      for (int position = 0; position < STREAM.length; ) {
        final int end = Math.min(STREAM.length, position + 1 + random.nextInt(longest));
        feed(reader, STREAM, position, end);
        position = end;
      }
      assertThat(collected.messages).as("round %d", round).isEqualTo(expected);
    }
  }

  @Test
  void readsHeapBuffersToo() {
    final Collected collected = new Collected();
    new FrameReader(collected, 8192).read(Unpooled.wrappedBuffer(STREAM));
    assertThat(collected.messages).isEqualTo(inOnePiece());
  }

  @Test
  void stopsWhenTold() {
    for (int split = 0; split <= STREAM.length; split++) {
      final Collected collected = new Collected();
      collected.stopAfter = 1;
      final FrameReader reader = new FrameReader(collected, 8192);
      feed(reader, STREAM, 0, split);
      if (collected.messages.isEmpty()) {
        feed(reader, STREAM, split, STREAM.length);
      }
      assertThat(collected.messages).as("split at %d", split).hasSize(1);
    }
  }

  @Test
  void tellsALengthThatCannotBeWholeOrSplit() {
    final byte[] tooLong = {1, 32, 0, 0, 9, 9};
    for (int split = 0; split <= tooLong.length; split++) {
      final Collected collected = new Collected();
      final FrameReader reader = new FrameReader(collected, 8192);
      feed(reader, tooLong, 0, split);
      if (collected.messages.isEmpty()) {
        feed(reader, tooLong, split, tooLong.length);
      }
      assertThat(collected.messages).as("split at %d", split).containsExactly("bad length 8193");
    }
  }
}
