package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.NodeStatusDecoder;
import io.holdfast.protocol.codec.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A node says how it is whatever stands still behind the gateway. */
final class StatusTest {
  private final TestNode node = TestNode.start(1_024, 128);

  @AfterEach
  void close() {
    node.close();
  }

  @Test
  void itIsAnsweredWhileTheJournalIsHeldUpAndTheWindowIsFull() {
    node.journal.close();
    try (RawClient client = node.connect()) {
      client.hello(64);
      for (int id = 1; id <= 64; id++) {
        client.send(client.frames.reserve(id));
      }
      node.awaitClaimed(64);
      client.send(client.frames.queryStatus(4711));
      assertThat(client.status().correlationId()).isEqualTo(4711);
      node.journal.open();
      client.assertAccepted(1, 64);
    }
  }

  @Test
  void itTakesNoSlotAndIsNoRequest() {
    try (RawClient client = node.connect()) {
      client.hello(64);
      for (int id = 1; id <= 100; id++) {
        client.send(client.frames.queryStatus(id));
        assertThat(client.status().correlationId()).isEqualTo(id);
      }
      assertThat(node.ingress.claimedSlots()).isZero();
      client.send(client.frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
    }
  }

  @Test
  void itIsAnsweredWhenNothingElseIsTaken() {
    try (RawClient client = node.connect()) {
      client.hello(64);
      node.gateway.refuse(Code.SHUTTING_DOWN);
      client.send(client.frames.queryStatus(1), client.frames.reserve(2));
      assertThat(client.status().correlationId()).isEqualTo(1);
      client.assertVerdict(2, Code.SHUTTING_DOWN);
    }
  }

  @Test
  void itCountsConnectionsAndWhatWasNotTaken() {
    node.gateway.refuse(Code.JOURNAL_FULL);
    try (RawClient client = node.connect()) {
      client.hello(64);
      try (RawClient other = node.connect()) {
        other.hello(Role.OPERATOR, 64);
        other.send(other.frames.reserve(1), other.frames.stock(1, 1, 1));
        other.verdict();
        other.verdict();
        final NodeStatusDecoder status = status(client);
        assertThat(status.connections()).isEqualTo(2);
        assertThat(status.notTaken()).isEqualTo(2);
      }
      Await.until("the other one is gone", () -> node.gateway.counts().connections() == 1);
      assertThat(status(client).connections()).isEqualTo(1);
    }
  }

  private static NodeStatusDecoder status(final RawClient client) {
    client.send(client.frames.queryStatus(1));
    return client.status();
  }
}
