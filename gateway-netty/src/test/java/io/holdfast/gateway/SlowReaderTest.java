package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * A client that does not take its answers is cut off; one that does, however late within the limit,
 * is not. The node's patience is an hour here: it is the test that tells it the time.
 */
final class SlowReaderTest {
  private static final int WINDOW = WindowPool.SMALLEST_WINDOW;
  private static final long LIMIT_NS = TimeUnit.MILLISECONDS.toNanos(TestNode.SLOW_READER_MS);
  private static final long LINGER_NS = TimeUnit.SECONDS.toNanos(6);
  private static final int REQUESTS = 100_000;

  /** Room for two windows. */
  private final TestNode node = TestNode.start(4 * WINDOW, WINDOW);

  private final Neighbour neighbour = new Neighbour(node);
  private long nowNs = System.nanoTime();

  @AfterEach
  void close() {
    neighbour.assertUndisturbed();
    neighbour.close();
    node.close();
  }

  @Test
  void whoeverNeverReadsCommandsAnswersIsCutOff() {
    final RawClient client = node.connect();
    client.hello(WINDOW);
    assertCutOff(client, Flood.start(client, client.frames::reserve));
  }

  /** Heartbeats keep a connection from being idle, but not from being slow. */
  @Test
  void whoeverSendsHeartbeatsAndNeverReadsIsCutOff() {
    final RawClient client = node.connect();
    client.hello(WINDOW);
    assertCutOff(client, Flood.start(client, client.frames::heartbeat));
  }

  @Test
  void whoeverSendsNonsenseAndNeverReadsIsCutOff() {
    final RawClient client = node.connect();
    client.hello(WINDOW);
    final byte[] nonsense = client.frames.reserve(1);
    nonsense[6]++;
    assertCutOff(client, Flood.start(client, number -> nonsense));
  }

  /** Its socket takes nothing more: then it is looked at once, and once more when time is up. */
  private void assertCutOff(final RawClient client, final Flood flood) {
    neighbour.assertUndisturbed();
    Await.until(
        "it is cut off",
        () -> {
          nowNs += LIMIT_NS;
          node.gateway.look(nowNs);
          return node.gateway.counts().slowReaders() == 1;
        });
    client.awaitEnd();
    flood.close();
    node.awaitConnections(1);
    neighbour.assertUndisturbed();
    // Its window is somebody else's.
    Await.until(
        "the window is free",
        () -> {
          try (RawClient next = node.connect()) {
            next.send(next.frames.hello(Role.STOREFRONT, WINDOW));
            return next.isWelcomeOr(Code.NO_WINDOW_LEFT);
          }
        });
  }

  @Test
  void whoeverReadsBeforeTheTimeIsUpLosesNothing() {
    try (RawClient client = node.connect()) {
      client.hello(WINDOW);
      final Thread sender = new Thread(() -> client.send(reserves(client)), "sender");
      sender.start();
      // It reads only when nothing moves any more: its answers fill every buffer in between.
      Await.standstill(node.ingress::claimedSlots);
      node.gateway.look(nowNs);
      node.gateway.look(nowNs + LIMIT_NS - 1);
      client.assertAccepted(1, REQUESTS);
      // What waited at the first look is out.
      node.gateway.look(nowNs + LIMIT_NS);
      assertThat(node.gateway.counts().slowReaders()).isZero();
      client.send(client.frames.heartbeat(1));
      assertThat(client.heartbeat().correlationId()).isEqualTo(1);
    }
    node.awaitConnections(1);
  }

  private static byte[][] reserves(final RawClient client) {
    return LongStream.rangeClosed(1, REQUESTS)
        .mapToObj(client.frames::reserve)
        .toArray(byte[][]::new);
  }

  @Test
  void whoeverDoesNotLeaveAfterTheGoodbyeIsLeft() {
    try (RawClient client = node.connect()) {
      client.hello(WINDOW);
      client.send(new byte[8]);
      client.assertGoodbye(Code.MALFORMED);
      assertThat(node.gateway.look(System.nanoTime())).isEqualTo(2);
      Await.until(
          "the node has closed its end",
          () -> node.gateway.look(System.nanoTime() + LINGER_NS) == 1);
    }
  }
}
