package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Role;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Every message is answered the same, wherever TCP cuts it in two. */
final class SplitFramesTest {
  private final TestNode node = TestNode.start();
  private final RawClient other = node.connect();

  @Test
  void everyMessageMayBeCutAnywhere() {
    try (node;
        other;
        RawClient client = node.connect();
        TestNode twin = TestNode.start();
        RawClient otherOfTwin = twin.connect();
        RawClient clientOfTwin = twin.connect()) {
      other.hello(64);
      otherOfTwin.hello(64);
      client.hello(Role.OPERATOR, 64);
      clientOfTwin.hello(Role.OPERATOR, 64);
      for (final byte[] message : EveryMessage.all(client.frames)) {
        for (int cut = 1; cut < message.length; cut++) {
          sendInTwo(client, message, cut);
          clientOfTwin.send(message);
          assertThat(client.nextBytes())
              .as("answer to %s, cut at %d", Arrays.toString(message), cut)
              .isEqualTo(clientOfTwin.nextBytes());
        }
      }
    }
  }

  @Test
  void helloMayBeCutAnywhere() {
    try (node;
        other) {
      other.hello(64);
      final byte[] hello = other.frames.hello(Role.STOREFRONT, 64);
      for (int cut = 1; cut < hello.length; cut++) {
        try (RawClient client = node.connect()) {
          sendInTwo(client, hello, cut);
          assertThat(client.welcome().windowSlots()).as("cut at %d", cut).isEqualTo(64);
        }
      }
    }
  }

  /** The loop that has answered the other in between has most likely met the first part alone. */
  private void sendInTwo(final RawClient client, final byte[] message, final int cut) {
    client.send(Arrays.copyOf(message, cut));
    other.send(other.frames.heartbeat(cut));
    assertThat(other.heartbeat().correlationId()).isEqualTo(cut);
    client.send(Arrays.copyOfRange(message, cut, message.length));
  }
}
