package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.Role;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.nio.ByteOrder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every request is answered once; one that cannot be taken costs the others nothing. */
final class RequestsTest {
  private final TestNode node = TestNode.start();
  private RawClient client;
  private Frames frames;

  @BeforeEach
  void connect() {
    client = node.connect();
    frames = client.frames;
    client.hello(1_024);
  }

  @AfterEach
  void close() {
    client.close();
    node.close();
  }

  @Test
  void aReserveGetsItsVerdict() {
    client.send(frames.reserve(1));
    final VerdictDecoder verdict = client.verdict();
    assertThat(verdict.correlationId()).isEqualTo(1);
    assertThat(verdict.code()).isEqualTo(Code.ACCEPTED);
    assertThat(verdict.state()).isEqualTo(ReservationState.HELD);
    assertThat(verdict.available()).isEqualTo(TestNode.UNITS - 1);
    assertThat(verdict.epoch()).isEqualTo(TestNode.EPOCH);
  }

  @Test
  void framesMayComeByteByByte() {
    for (int id = 1; id <= 3; id++) {
      for (final byte one : frames.reserve(id)) {
        client.send(new byte[] {one});
      }
    }
    client.assertAccepted(1, 3);
  }

  /** Longer than what one read brings, and than one run of slots. */
  @Test
  void manyFramesMayComeInOneWrite() {
    final byte[][] many = new byte[3_000][];
    for (int i = 0; i < many.length; i++) {
      many[i] = frames.reserve(i + 1);
    }
    client.send(many);
    client.assertAccepted(1, many.length);
  }

  @Test
  void theLongestBasketIsOneRequest() {
    client.send(frames.reserve(1), frames.basket(2, Framing.MAX_BASKET_LINES), frames.reserve(3));
    client.assertVerdict(1, Code.ACCEPTED);
    final VerdictDecoder basket = client.verdict();
    assertThat(basket.correlationId()).isEqualTo(2);
    assertThat(basket.granted()).isEqualTo(Framing.MAX_BASKET_LINES);
    client.assertVerdict(3, Code.ACCEPTED);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 7, -1, Integer.MIN_VALUE})
  void aLengthThatNoMessageHasEndsTheConnection(final int length) {
    client.send(lengthField(length));
    client.assertGoodbye(Code.MALFORMED);
  }

  @ParameterizedTest
  @ValueSource(ints = {Framing.MAX_MESSAGE_BYTES + 1, 1 << 20, Integer.MAX_VALUE})
  void aLengthBeyondTheLimitEndsTheConnection(final int length) {
    client.send(lengthField(length));
    client.assertGoodbye(Code.FRAME_TOO_LARGE);
  }

  @Test
  void aByteTooManyIsRefusedAndTheNextRequestTaken() {
    client.send(resized(frames.reserve(1), 1), frames.reserve(2));
    assertNotTakenThenAccepted(1, Code.MALFORMED);
  }

  @Test
  void aTruncatedBodyIsRefusedAndTheNextRequestTaken() {
    client.send(resized(frames.reserve(1), -1), frames.reserve(2));
    assertNotTakenThenAccepted(1, Code.MALFORMED);
  }

  @Test
  void aMessageThatIsOnlyItsHeaderIsRefusedAndTheNextRequestTaken() {
    final byte[] reserve = frames.reserve(1);
    final int header = Framing.LENGTH_FIELD_BYTES + MessageHeaderEncoder.ENCODED_LENGTH;
    client.send(resized(reserve, header - reserve.length), frames.reserve(2));
    assertNotTakenThenAccepted(0, Code.MALFORMED);
  }

  @Test
  void whatOnlyTheNodeWritesIsRefusedAndTheNextRequestTaken() {
    final byte[] unknown = frames.reserve(1);
    new MessageHeaderEncoder()
        .wrap(new UnsafeBuffer(unknown), Framing.LENGTH_FIELD_BYTES)
        .templateId(TickDecoder.TEMPLATE_ID);
    client.send(unknown, frames.reserve(2));
    assertNotTakenThenAccepted(1, Code.UNKNOWN_MESSAGE);
  }

  @Test
  void aBasketThatIsTooLongIsRefusedAndTheNextRequestTaken() {
    // More lines would not fit a frame, so only the number of them is a lie.
    final byte[] basket = frames.basket(1, Framing.MAX_BASKET_LINES);
    final int lines = Framing.MAX_BASKET_LINES * 28;
    new UnsafeBuffer(basket)
        .putShort(
            basket.length - lines - Short.BYTES,
            (short) (Framing.MAX_BASKET_LINES + 1),
            ByteOrder.LITTLE_ENDIAN);
    client.send(basket, frames.reserve(2));
    assertNotTakenThenAccepted(1, Code.BASKET_TOO_LONG);
  }

  @Test
  void anOperatorsCommandIsNotForAStorefront() {
    client.send(frames.createSale(1, 2, "mine"), frames.reserve(2));
    assertNotTakenThenAccepted(1, Code.NOT_PERMITTED);
  }

  @Test
  void anOperatorMayDoBoth() {
    try (RawClient operator = node.connect()) {
      operator.hello(Role.OPERATOR, 64);
      operator.send(frames.createSale(1, 2, "mine"));
      operator.assertVerdict(1, Code.ACCEPTED);
      operator.send(frames.openSale(2, 2));
      operator.assertVerdict(2, Code.ACCEPTED);
      operator.send(frames.reserve(3));
      operator.assertVerdict(3, Code.ACCEPTED);
    }
  }

  @Test
  void aHeartbeatIsAnsweredWithTheSame() {
    client.send(frames.heartbeat(Long.MIN_VALUE));
    assertThat(client.heartbeat().correlationId()).isEqualTo(Long.MIN_VALUE);
  }

  @Test
  void aQuerySeesTheReserveBeforeIt() {
    client.send(frames.reserve(1), frames.queryReservation(2, 1), frames.queryReservation(3, 4711));
    client.assertVerdict(1, Code.ACCEPTED);
    assertThat(client.reservation().state()).isEqualTo(ReservationState.HELD);
    client.assertVerdict(3, Code.UNKNOWN_RESERVATION);
  }

  private void assertNotTakenThenAccepted(final long correlationId, final Code code) {
    final VerdictDecoder verdict = client.verdict();
    assertThat(verdict.correlationId()).isEqualTo(correlationId);
    assertThat(verdict.code()).isEqualTo(code);
    assertThat(verdict.sequence()).isEqualTo(VerdictDecoder.sequenceNullValue());
    assertThat(verdict.timeMs()).isEqualTo(VerdictDecoder.timeMsNullValue());
    assertThat(verdict.state()).isEqualTo(ReservationState.NONE);
    assertThat(verdict.ticket()).isEqualTo(TicketState.NONE);
    assertThat(verdict.place()).isEqualTo(VerdictDecoder.placeNullValue());
    assertThat(verdict.admittedUpTo()).isEqualTo(VerdictDecoder.admittedUpToNullValue());
    client.assertVerdict(2, Code.ACCEPTED);
  }

  private static byte[] lengthField(final int length) {
    final byte[] field = new byte[Framing.LENGTH_FIELD_BYTES];
    new UnsafeBuffer(field).putInt(0, length, ByteOrder.LITTLE_ENDIAN);
    return field;
  }

  /** The frame with a body longer or shorter by so many bytes, and a length field that says so. */
  private static byte[] resized(final byte[] frame, final int byBytes) {
    final byte[] resized = Arrays.copyOf(frame, frame.length + byBytes);
    new UnsafeBuffer(resized)
        .putInt(0, resized.length - Framing.LENGTH_FIELD_BYTES, ByteOrder.LITTLE_ENDIAN);
    return resized;
  }
}
