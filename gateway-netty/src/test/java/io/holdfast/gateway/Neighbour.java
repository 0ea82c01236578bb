package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.stream.IntStream;

/** A well-behaved client beside the others: its answers must be complete and right all the time. */
final class Neighbour implements AutoCloseable {
  private static final int REQUESTS = 50;
  private static final long FIRST_ID = 1L << 40;

  private final RawClient client;
  private long nextId = FIRST_ID;
  private long lastSequence;

  Neighbour(final TestNode node) {
    client = node.connect();
    assertThat(client.hello(WindowPool.SMALLEST_WINDOW)).isEqualTo(WindowPool.SMALLEST_WINDOW);
  }

  /** Asks for something, and gets it. */
  void assertUndisturbed() {
    client.send(
        IntStream.range(0, REQUESTS)
            .mapToObj(i -> client.frames.reserve(nextId + i))
            .toArray(byte[][]::new));
    for (int i = 0; i < REQUESTS; i++) {
      final VerdictDecoder verdict = client.verdict();
      assertThat(verdict.correlationId()).isEqualTo(nextId + i);
      assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
      assertThat(verdict.state()).isEqualTo(ReservationState.HELD);
      assertThat(verdict.marks().repeated()).isFalse();
      assertThat(verdict.sequence()).isGreaterThan(lastSequence);
      lastSequence = verdict.sequence();
    }
    nextId += REQUESTS;
    client.send(client.frames.heartbeat(1));
    assertThat(client.heartbeat().correlationId()).isEqualTo(1);
  }

  @Override
  public void close() {
    client.close();
  }
}
