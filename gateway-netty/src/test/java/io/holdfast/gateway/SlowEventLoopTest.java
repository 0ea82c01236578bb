package io.holdfast.gateway;

import io.holdfast.protocol.codec.Role;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The pipeline may run many batches ahead of an event loop that is busy elsewhere. */
final class SlowEventLoopTest {
  private static final int RING_SLOTS = 1 << 14;
  private static final int CLIENTS = 100;

  /** As many as a window has slots; all of them together are several of the largest batches. */
  private static final int ROUNDS = WindowPool.SMALLEST_WINDOW;

  @Test
  void answersOfManyBatchesWaitForIt() {
    final TestNode node = TestNode.start(RING_SLOTS, WindowPool.SMALLEST_WINDOW);
    final List<RawClient> clients = new ArrayList<>();
    try (node) {
      for (int i = 0; i < CLIENTS; i++) {
        final RawClient client = node.connect();
        client.hello(ROUNDS);
        clients.add(client);
      }
      node.journal.close();
      sendInTurns(node, clients);
      final RawClient late = node.connect();
      clients.add(late);
      node.welcome.close();
      late.send(late.frames.hello(Role.STOREFRONT, ROUNDS));
      node.welcome.awaitSomebody();
      node.journal.open();
      Await.until(
          "the pipeline is through",
          () -> node.fatal.get() != null || node.pipeline.replyPosition() == CLIENTS * ROUNDS - 1);
      node.welcome.open();
      late.welcome();
      for (int i = 0; i < CLIENTS; i++) {
        clients.get(i).assertAccepted(firstId(i), firstId(i) + ROUNDS - 1);
      }
    } finally {
      clients.forEach(RawClient::close);
    }
  }

  /** Every client one request, then every client the next: so each has some in every batch. */
  private static void sendInTurns(final TestNode node, final List<RawClient> clients) {
    for (int round = 0; round < ROUNDS; round++) {
      for (int i = 0; i < CLIENTS; i++) {
        clients.get(i).send(clients.get(i).frames.reserve(firstId(i) + round));
      }
      node.awaitClaimed((round + 1L) * CLIENTS);
    }
  }

  private static long firstId(final int client) {
    return 1 + (long) client * ROUNDS;
  }
}
