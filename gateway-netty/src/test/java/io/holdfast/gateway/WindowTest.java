package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What is in flight is bounded by the window; what is beyond it waits and is not lost. */
final class WindowTest {
  private static final int SMALLEST = WindowPool.SMALLEST_WINDOW;

  /** Room for two of the smallest windows. */
  private static final int RING_SLOTS = 4 * SMALLEST;

  private static final int UNREAD_REQUESTS = 150_000;

  private final TestNode node = TestNode.start(RING_SLOTS, 2 * SMALLEST);
  private final List<RawClient> clients = new ArrayList<>();

  @AfterEach
  void close() {
    node.journal.open();
    clients.forEach(RawClient::close);
    node.close();
  }

  @Test
  void whatIsBeyondTheWindowWaitsAndComesInOrder() {
    node.journal.close();
    final RawClient client = connect();
    assertThat(client.hello(SMALLEST)).isEqualTo(SMALLEST);
    client.send(reserves(client, 1, 5 * SMALLEST));
    node.awaitClaimed(SMALLEST);
    node.journal.awaitSomebody();
    final RawClient other = connect();
    other.hello(SMALLEST);
    other.send(other.frames.heartbeat(1));
    other.heartbeat();
    assertThat(node.ingress.claimedSlots()).isEqualTo(SMALLEST);
    node.journal.open();
    client.assertAccepted(1, 5L * SMALLEST);
  }

  @Test
  void aRequestOfManySlotsWaitsUntilAllOfThemAreFree() {
    node.journal.close();
    final RawClient client = connect();
    client.hello(SMALLEST);
    client.send(
        client.frames.reserve(1),
        client.frames.basket(2, Framing.MAX_BASKET_LINES),
        client.frames.basket(3, Framing.MAX_BASKET_LINES),
        client.frames.reserve(4));
    final int slots = 1 + Framing.slots(client.frames.basket(2, Framing.MAX_BASKET_LINES).length);
    node.awaitClaimed(slots);
    // The loop that answers another connection has been past this one's third request.
    final RawClient other = connect();
    other.hello(SMALLEST);
    assertThat(node.ingress.claimedSlots()).isEqualTo(slots);
    node.journal.open();
    client.assertAccepted(1, 4);
  }

  @Test
  void aClientThatDoesNotReadLosesNothing() throws InterruptedException {
    final RawClient client = connect();
    client.hello(SMALLEST);
    final Thread sender =
        new Thread(() -> client.send(reserves(client, 1, UNREAD_REQUESTS)), "sender");
    sender.start();
    // It reads only when nothing moves any more: its answers fill every buffer in between.
    Await.standstill(node.ingress::claimedSlots);
    assertThat(node.ingress.claimedSlots()).isLessThan(UNREAD_REQUESTS);
    client.assertAccepted(1, UNREAD_REQUESTS);
    sender.join();
  }

  @Test
  void whenAllWindowsAreGrantedNobodyElseComesIn() {
    assertThat(connect().hello(SMALLEST)).isEqualTo(SMALLEST);
    assertThat(connect().hello(SMALLEST)).isEqualTo(SMALLEST);
    assertRefused();
  }

  @Test
  void theLastOneGetsWhatIsLeft() {
    final TestNode large = TestNode.start(8 * SMALLEST, 3 * SMALLEST);
    try (large;
        RawClient first = large.connect();
        RawClient last = large.connect()) {
      assertThat(first.hello(3 * SMALLEST)).isEqualTo(3 * SMALLEST);
      assertThat(last.hello(3 * SMALLEST)).isEqualTo(SMALLEST);
    }
  }

  @Test
  void aClientThatDisappearsGivesItsWindowBackWhenItsRequestsAreThrough() {
    node.journal.close();
    for (int i = 0; i < 2; i++) {
      final RawClient client = connect();
      client.hello(SMALLEST);
      client.send(reserves(client, 1 + 100L * i, 20));
    }
    node.awaitClaimed(40);
    clients.forEach(RawClient::close);
    assertRefused();
    node.journal.open();
    Await.until("a window is free", () -> isWelcome(connect()));
    Await.until("the other window is free", () -> isWelcome(connect()));
    assertRefused();
  }

  @Test
  void aClientThatDisappearsIdleGivesItsWindowBackAtOnce() {
    for (int round = 0; round < 5; round++) {
      Await.until("a window is free", () -> isWelcome(connect()));
      Await.until("the other window is free", () -> isWelcome(connect()));
      clients.forEach(RawClient::close);
    }
  }

  /** Its requests are still in the ring, so nobody else may have its slots. */
  @Test
  void aClientThatSendsNonsenseKeepsItsWindowUntilItsRequestsAreThrough() {
    node.journal.close();
    final RawClient client = connect();
    client.hello(SMALLEST);
    client.send(reserves(client, 1, 20), new byte[Framing.LENGTH_FIELD_BYTES]);
    node.awaitClaimed(20);
    assertThat(connect().hello(2 * SMALLEST)).isEqualTo(SMALLEST);
    assertRefused();
    node.journal.open();
    client.assertAccepted(1, 20);
    client.assertGoodbye(Code.MALFORMED);
    Await.until("the window is free", () -> isWelcome(connect()));
  }

  private void assertRefused() {
    final RawClient refused = connect();
    refused.send(refused.frames.hello(Role.STOREFRONT, SMALLEST));
    refused.assertGoodbye(Code.NO_WINDOW_LEFT);
  }

  private static boolean isWelcome(final RawClient client) {
    client.send(client.frames.hello(Role.STOREFRONT, SMALLEST));
    return client.isWelcome();
  }

  private RawClient connect() {
    final RawClient client = node.connect();
    clients.add(client);
    return client;
  }

  private static byte[] reserves(final RawClient client, final long firstId, final int count) {
    return Frames.join(
        IntStream.range(0, count)
            .mapToObj(i -> client.frames.reserve(firstId + i))
            .toArray(byte[][]::new));
  }
}
