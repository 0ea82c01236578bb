package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.HelloEncoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.VerdictDecoder;
import io.holdfast.test.Seed;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Nonsense of every kind is answered or ends its own connection, and nobody else notices. */
final class MalformedFramesTest {
  private static final int MANY = 100;

  private final TestNode node = TestNode.start();
  private final Neighbour neighbour = new Neighbour(node);

  @AfterEach
  void close() {
    neighbour.assertUndisturbed();
    neighbour.close();
    node.awaitConnections(0);
    node.close();
  }

  static Stream<Arguments> garbage() {
    return Stream.of(
        Arguments.of("length 0", length(0), Code.MALFORMED),
        Arguments.of("length -1", length(-1), Code.MALFORMED),
        Arguments.of("length 7", length(MessageHeaderEncoder.ENCODED_LENGTH - 1), Code.MALFORMED),
        Arguments.of("lowest length", length(Integer.MIN_VALUE), Code.MALFORMED),
        Arguments.of("one too many", length(Framing.MAX_MESSAGE_BYTES + 1), Code.FRAME_TOO_LARGE),
        Arguments.of("highest length", length(Integer.MAX_VALUE), Code.FRAME_TOO_LARGE),
        Arguments.of(
            "another protocol",
            "GET / HTTP/1.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII),
            Code.FRAME_TOO_LARGE),
        Arguments.of(
            "a second Hello", new Frames().hello(Role.STOREFRONT, 64), Code.HELLO_EXPECTED));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("garbage")
  void whatCameBeforeIsAnsweredThenGoodbye(
      final String what, final byte[] garbage, final Code code) {
    try (RawClient client = node.connect()) {
      client.hello(64);
      client.send(client.frames.reserve(1), client.frames.reserve(2), garbage, new byte[5_000]);
      client.assertAccepted(1, 2);
      client.assertGoodbye(code);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("garbage")
  void theGoodbyeWaitsForAnswersThatAreUnderWay(
      final String what, final byte[] garbage, final Code code) {
    node.journal.close();
    try (RawClient client = node.connect()) {
      client.hello(64);
      client.send(client.frames.reserve(1));
      node.awaitClaimed(1);
      client.send(garbage);
      node.journal.open();
      client.assertAccepted(1, 1);
      client.assertGoodbye(code);
    }
  }

  @Test
  void everyMessageThatIsNotWhatItsTemplatePromisesIsRefused() {
    try (RawClient client = node.connect()) {
      client.hello(Role.OPERATOR, 64);
      final long claimed = node.ingress.claimedSlots();
      for (final byte[] message : EveryMessage.all(client.frames)) {
        assertRefused(client, resized(message, 1), Code.MALFORMED);
        assertRefused(client, resized(message, -1), Code.MALFORMED);
        assertRefused(client, changed(message, header -> header.blockLength(0)), Code.MALFORMED);
        assertRefused(
            client,
            changed(message, header -> header.schemaId(HelloEncoder.SCHEMA_ID + 1)),
            Code.UNKNOWN_MESSAGE);
        for (final int template : new int[] {0, 9, EpochStartDecoder.TEMPLATE_ID, 80, 0xFFFF}) {
          assertRefused(
              client,
              changed(message, header -> header.templateId(template)),
              Code.UNKNOWN_MESSAGE);
        }
      }
      assertThat(node.ingress.claimedSlots()).isEqualTo(claimed);
      client.send(client.frames.reserve(1));
      client.assertVerdict(1, Code.ACCEPTED);
    }
  }

  private static void assertRefused(final RawClient client, final byte[] message, final Code code) {
    client.send(message);
    final VerdictDecoder verdict = client.verdict();
    assertThat(verdict.code()).as(Arrays.toString(message)).isEqualTo(code);
    assertThat(verdict.sequence()).isEqualTo(VerdictDecoder.sequenceNullValue());
  }

  @Test
  void manyMayConnectAndSayNothing() {
    final List<RawClient> silent = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      silent.add(node.connect());
    }
    neighbour.assertUndisturbed();
    assertThat(node.gateway.counts().connections()).isEqualTo(1);
    silent.forEach(RawClient::close);
  }

  @Test
  void manyMayStopInTheMiddleOfTheirHello() {
    final List<RawClient> clients = new ArrayList<>();
    for (int i = 0; i < MANY; i++) {
      final RawClient client = node.connect();
      final byte[] hello = client.frames.hello(Role.STOREFRONT, 64);
      client.send(Arrays.copyOf(hello, i % hello.length));
      clients.add(client);
    }
    neighbour.assertUndisturbed();
    assertThat(node.gateway.counts().connections()).isEqualTo(1);
    clients.forEach(RawClient::close);
  }

  @Test
  void aResetInMidFrameTakesBackNothingButTheHalfFrame() {
    final byte[] reserve = new Frames().reserve(2);
    for (int cut = 0; cut <= reserve.length; cut += 7) {
      final long claimed = node.ingress.claimedSlots();
      try (RawClient client = node.connect()) {
        client.hello(64);
        client.send(client.frames.reserve(1), Arrays.copyOf(reserve, cut));
        client.assertVerdict(1, Code.ACCEPTED);
        client.reset();
      }
      node.awaitConnections(1);
      assertThat(node.ingress.claimedSlots()).isEqualTo(claimed + 1);
    }
  }

  @Test
  void randomBytesEndTheirConnectionOrWaitForMore(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < MANY; i++) {
      final byte[] bytes = new byte[1 + random.nextInt(2_000)];
      random.nextBytes(bytes);
      try (RawClient client = node.connect()) {
        if (random.nextBoolean()) {
          client.hello(64);
        }
        client.send(bytes);
      }
      if (i % 10 == 0) {
        neighbour.assertUndisturbed();
      }
    }
  }

  private interface HeaderChange {
    void to(MessageHeaderEncoder header);
  }

  private static byte[] changed(final byte[] frame, final HeaderChange change) {
    final byte[] changed = frame.clone();
    change.to(
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(changed), Framing.LENGTH_FIELD_BYTES));
    return changed;
  }

  private static byte[] length(final int length) {
    final byte[] field = new byte[Framing.LENGTH_FIELD_BYTES];
    new UnsafeBuffer(field).putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    return field;
  }

  private static byte[] resized(final byte[] frame, final int byBytes) {
    final byte[] resized = Arrays.copyOf(frame, frame.length + byBytes);
    new UnsafeBuffer(resized)
        .putInt(0, resized.length - Framing.LENGTH_FIELD_BYTES, ByteOrder.LITTLE_ENDIAN);
    return resized;
  }
}
