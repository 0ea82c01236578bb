package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.test.Seed;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** A page with bytes that make no sense is read, or refused in the way a session expects. */
class PagesFuzzTest {
  private static final int ROUNDS = 20_000;

  /** A frame, and who reads it. */
  private static final class Page {
    private final byte[] frame;
    private final QueryCall.Reading<?> reading;

    Page(final byte[] frame, final QueryCall.Reading<?> reading) {
      this.frame = frame;
      this.reading = reading;
    }
  }

  private static List<Page> pages() {
    return List.of(
        new Page(Frames.reservation(1, new Id(1, 2)), Pages::reservation),
        new Page(Frames.sales(1, -1, 1, 2), Pages::sales),
        new Page(Frames.lines(1, 2, -1, 3, 4), Pages::lines),
        new Page(RoomFrames.ticket(1, TicketState.WAITING, OptionalLong.of(2)), RoomPages::ticket),
        new Page(RoomFrames.room(1, new byte[32], new byte[32], 1), RoomPages::room),
        new Page(
            RoomFrames.buyer(1, 2, -1, new Id(1, 2), new Id(3, 4)),
            (buffer, offset) -> new BuyerPages().add(buffer, offset)),
        new Page(StatusFrames.primary(1), StatusPages::status));
  }

  @Test
  void everyPageIsReadAsItWas() {
    for (final Page page : pages()) {
      assertThat(failure(page.frame, page.reading)).isNull();
    }
  }

  @Test
  void aPageOfNonsenseIsRefusedOrRead(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (final Page page : pages()) {
      int refused = 0;
      for (int round = 0; round < ROUNDS; round++) {
        final Throwable failure = failure(mutation(page.frame, random), page.reading);
        if (failure != null) {
          refused++;
          assertThat(failure)
              .isInstanceOfAny(IllegalArgumentException.class, IndexOutOfBoundsException.class);
        }
      }
      assertThat(refused).isPositive();
    }
  }

  /** The header stays: without it nobody would take it for this page. */
  private static byte[] mutation(final byte[] frame, final SplittableRandom random) {
    final int body = Framing.LENGTH_FIELD_BYTES + MessageHeaderDecoder.ENCODED_LENGTH;
    final int shorter = random.nextInt(4) == 0 ? random.nextInt(frame.length - body) : 0;
    final byte[] mutated = Arrays.copyOf(frame, frame.length - shorter);
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      mutated[random.nextInt(body, mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  private static Throwable failure(final byte[] frame, final QueryCall.Reading<?> reading) {
    final byte[] message = Arrays.copyOfRange(frame, Framing.LENGTH_FIELD_BYTES, frame.length);
    return catchThrowable(() -> reading.read(new UnsafeBuffer(message), 0));
  }
}
