package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.WelcomeDecoder;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connection begins with one Hello, and whoever does not manage that is told why. */
final class HandshakeTest {
  private static final int LARGEST_WINDOW = 128;

  private final TestNode node = TestNode.start(1_024, LARGEST_WINDOW);
  private RawClient client;

  @BeforeEach
  void connect() {
    client = node.connect();
  }

  @AfterEach
  void close() {
    client.close();
    node.close();
  }

  @Test
  void helloIsAnsweredWithTheLimits() {
    client.send(client.frames.hello(Role.STOREFRONT, 100));
    final WelcomeDecoder welcome = client.welcome();
    assertThat(welcome.protocolVersion()).isEqualTo(Framing.PROTOCOL_VERSION);
    assertThat(welcome.durability()).isEqualTo(Durability.JOURNALED);
    assertThat(welcome.windowSlots()).isEqualTo(100);
    assertThat(welcome.slotBytes()).isEqualTo(Framing.SLOT_BYTES);
    assertThat(welcome.listSlots()).isEqualTo(Framing.LIST_SLOTS);
    assertThat(welcome.maxFrameBytes()).isEqualTo(Framing.MAX_MESSAGE_BYTES);
    assertThat(welcome.heartbeatMs()).isEqualTo(TestNode.HEARTBEAT_MS);
    assertThat(welcome.epoch()).isEqualTo(TestNode.EPOCH);
    assertThat(welcome.timeMs()).isEqualTo(TestNode.TIME_MS);
  }

  @ParameterizedTest
  @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 1})
  void theSmallestWindowHoldsTheLongestMessage(final int wanted) {
    assertThat(client.hello(wanted)).isEqualTo(WindowPool.SMALLEST_WINDOW);
    client.send(client.frames.basket(1, Framing.MAX_BASKET_LINES));
    client.assertVerdict(1, Code.ACCEPTED);
  }

  @Test
  void theLargestWindowIsTheNodes() {
    assertThat(client.hello(Integer.MAX_VALUE)).isEqualTo(LARGEST_WINDOW);
  }

  @Test
  void requestsMayFollowHelloInTheSameWrite() {
    client.send(
        client.frames.hello(Role.STOREFRONT, 64),
        client.frames.reserve(1),
        client.frames.heartbeat(2),
        client.frames.reserve(3));
    client.welcome();
    // The heartbeat is answered at once, the Reserves when they are journaled.
    assertThat(client.heartbeat().correlationId()).isEqualTo(2);
    client.assertVerdict(1, Code.ACCEPTED);
    client.assertVerdict(3, Code.ACCEPTED);
  }

  @Test
  void aClientThatSpeaksANewerVersionIsSpokenToInThisOne() {
    client.send(client.frames.hello(7, Role.STOREFRONT.value(), 64));
    assertThat(client.welcome().protocolVersion()).isEqualTo(Framing.PROTOCOL_VERSION);
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 77, 254, 255})
  void aRoleThatIsNoneIsRefused(final int role) {
    client.send(client.frames.hello(1, role, 64));
    client.assertGoodbye(Code.MALFORMED);
  }

  @Test
  void aSecondHelloEndsTheConnection() {
    client.hello(64);
    client.send(client.frames.hello(Role.STOREFRONT, 64));
    client.assertGoodbye(Code.HELLO_EXPECTED);
  }

  @Test
  void anythingElseFirstEndsTheConnection() {
    client.send(client.frames.reserve(1));
    client.assertGoodbye(Code.HELLO_EXPECTED);
    assertThat(node.ingress.claimedSlots()).isZero();
  }

  @Test
  void whatIsNoMessageEndsTheConnection() {
    client.send(new byte[] {0, 0, 0, 0});
    client.assertGoodbye(Code.HELLO_EXPECTED);
  }

  @Test
  void whatIsNotHoldfastEndsTheConnection() {
    client.send("GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    client.assertGoodbye(Code.HELLO_EXPECTED);
  }

  @Test
  void aTruncatedHelloIsRefused() {
    final byte[] hello = client.frames.hello(Role.STOREFRONT, 64);
    final byte[] truncated = Arrays.copyOf(hello, hello.length - 1);
    new UnsafeBuffer(truncated)
        .putInt(0, truncated.length - Framing.LENGTH_FIELD_BYTES, ByteOrder.LITTLE_ENDIAN);
    client.send(truncated);
    client.assertGoodbye(Code.MALFORMED);
  }

  @Test
  void aHelloOfAnotherSchemaIsRefused() {
    final byte[] hello = client.frames.hello(Role.STOREFRONT, 64);
    new MessageHeaderEncoder()
        .wrap(new UnsafeBuffer(hello), Framing.LENGTH_FIELD_BYTES)
        .schemaId(HelloEncoder.SCHEMA_ID + 1);
    client.send(hello);
    client.assertGoodbye(Code.UNKNOWN_MESSAGE);
  }

  @Test
  void helloMayComeByteByByte() {
    for (final byte one : client.frames.hello(Role.STOREFRONT, 64)) {
      client.send(new byte[] {one});
    }
    assertThat(client.welcome().windowSlots()).isEqualTo(64);
  }
}
