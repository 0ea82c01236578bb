package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.ReservationViewEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import java.nio.ByteOrder;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** This client as it is, and a node that says more than was known when it was built. */
class NewerNodeTest extends ScriptedNode {
  private static final int BLOCK = Frames.START + MessageHeaderEncoder.ENCODED_LENGTH;
  private static final int NEW_FIELD_BYTES = 12;

  private CompletableFuture<Verdict> reserve() {
    return client.reserve(ReserveRequest.of(new Id(1, 2), 1, 2, 3, 1));
  }

  @Test
  void aLongerVerdictIsReadByTheLengthItSays() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> first = reserve();
    final CompletableFuture<Verdict> second = reserve();
    peer.send(grown(Frames.verdict(peer.next().correlationId(), Code.ACCEPTED, 11, 1)));
    peer.send(grown(Frames.verdict(peer.next().correlationId(), Code.SOLD_OUT, 12, 0)));
    assertThat(await(first).sequence()).hasValue(11);
    assertThat(await(first).granted()).isEqualTo(1);
    assertThat(await(second).code()).isEqualTo(Code.SOLD_OUT);
    assertThat(await(second).place()).isEmpty();
  }

  @Test
  void rowsOfALongerPageAreReadByTheLengthTheySay() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final var lines = client.listLines(2);
    peer.send(grown(Frames.lines(peer.next().correlationId(), 2, -1, 3, 4)));
    assertThat(await(lines)).extracting(LineInfo::item).containsExactly(3L, 4L);
  }

  @Test
  void aCodeThatIsNotKnownIsGivenAsItsNumberAndKind() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final int[] numbers = {1_999, 2_999, 3_999};
    final Verdict.Kind[] kinds = {Verdict.Kind.NOT_TAKEN, Verdict.Kind.NOT_NOW, Verdict.Kind.FINAL};
    for (int i = 0; i < numbers.length; i++) {
      final CompletableFuture<Verdict> verdict = reserve();
      peer.send(withCode(Frames.notTaken(peer.next().correlationId(), Code.BUSY), numbers[i]));
      assertThat(await(verdict).code()).isEqualTo(Code.NULL_VAL);
      assertThat(await(verdict).codeNumber()).isEqualTo(numbers[i]);
      assertThat(await(verdict).kind()).isEqualTo(kinds[i]);
      assertThat(await(verdict).codeText()).isEqualTo("code " + numbers[i]);
      assertThat(await(verdict).isAccepted()).isFalse();
    }
  }

  @Test
  void aCodeThatIsKnownHasItsNameAndNumber() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> verdict = reserve();
    peer.send(Frames.notTaken(peer.next().correlationId(), Code.BUSY));
    assertThat(await(verdict).codeNumber()).isEqualTo(Code.BUSY.value());
    assertThat(await(verdict).codeText()).isEqualTo("BUSY");
  }

  @Test
  void aCodeInNoRangeIsNonsense() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> verdict = reserve();
    peer.send(withCode(Frames.notTaken(peer.next().correlationId(), Code.BUSY), 4_000));
    assertThat(failure(verdict)).hasMessageContaining("no code has the number 4000");
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void aQueryThatIsRefusedByAnUnknownCodeNamesItsNumber() {
    connect(FakeNode.LIMITS);
    final var reservation = client.reservation(new Id(1, 2));
    peer.send(withCode(Frames.notTaken(peer.next().correlationId(), Code.BUSY), 2_998));
    assertThat(failure(reservation)).hasMessageContaining("code 2998");
  }

  @Test
  void aStateThatIsNotKnownIsTheNullValue() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final var reservation = client.reservation(new Id(1, 2));
    final byte[] view = Frames.reservation(peer.next().correlationId(), new Id(1, 2));
    view[BLOCK + ReservationViewEncoder.stateEncodingOffset()] = 99;
    peer.send(view);
    assertThat(await(reservation).state()).isEqualTo(ReservationState.NULL_VAL);
    assertThat(await(reservation).sequence()).isEqualTo(5);
  }

  @Test
  void aMessageThatIsNotKnownIsPassedOver() throws ExecutionException {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> verdict = reserve();
    final long correlationId = peer.next().correlationId();
    peer.send(withTemplate(Frames.heartbeat(correlationId + 1), 999));
    peer.send(Frames.verdict(correlationId, Code.ACCEPTED, 1, 1));
    assertThat(await(verdict).isAccepted()).isTrue();
  }

  @Test
  void aMessageThatIsNotKnownIsAnErrorWhereItIsAnAnswer() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> verdict = reserve();
    peer.send(withTemplate(Frames.heartbeat(peer.next().correlationId()), 999));
    assertThat(failure(verdict))
        .isInstanceOf(OutcomeUnknownException.class)
        .hasMessageContaining("message 999, which this client does not know, as an answer");
    assertThat(peer.atEnd()).isTrue();
  }

  @Test
  void aGoodbyeWithACodeThatIsNotKnownSaysItsNumber() {
    connect(FakeNode.LIMITS);
    final CompletableFuture<Verdict> verdict = reserve();
    peer.next();
    final byte[] goodbye = Frames.goodbye(Code.SHUTTING_DOWN, "later");
    new UnsafeBuffer(goodbye).putShort(BLOCK, (short) 1_998, ByteOrder.LITTLE_ENDIAN);
    peer.send(goodbye);
    assertThat(failure(verdict)).hasMessageContaining("the node said goodbye: code 1998: later");
  }

  @Test
  void everyKindHasItsRange() {
    assertThat(Verdict.Kind.of(0)).isEqualTo(Verdict.Kind.ACCEPTED);
    assertThat(Verdict.Kind.of(1_000)).isEqualTo(Verdict.Kind.NOT_TAKEN);
    assertThat(Verdict.Kind.of(Code.SOLD_OUT)).isEqualTo(Verdict.Kind.FINAL);
    assertThatThrownBy(() -> Verdict.Kind.of(1)).isInstanceOf(IllegalArgumentException.class);
  }

  /** A frame of the next version, whose block has a field more. */
  private static byte[] grown(final byte[] frame) {
    final UnsafeBuffer old = new UnsafeBuffer(frame);
    final int blockBytes = old.getShort(Frames.START, ByteOrder.LITTLE_ENDIAN);
    final byte[] longer = new byte[frame.length + NEW_FIELD_BYTES];
    System.arraycopy(frame, 0, longer, 0, BLOCK + blockBytes);
    System.arraycopy(
        frame,
        BLOCK + blockBytes,
        longer,
        BLOCK + blockBytes + NEW_FIELD_BYTES,
        frame.length - BLOCK - blockBytes);
    final UnsafeBuffer buffer = new UnsafeBuffer(longer);
    buffer.setMemory(BLOCK + blockBytes, NEW_FIELD_BYTES, (byte) 0x5A);
    buffer.putInt(0, longer.length - Frames.START, ByteOrder.LITTLE_ENDIAN);
    final MessageHeaderEncoder header = new MessageHeaderEncoder().wrap(buffer, Frames.START);
    header.blockLength(blockBytes + NEW_FIELD_BYTES).version(VerdictEncoder.SCHEMA_VERSION + 1);
    return longer;
  }

  private static byte[] withCode(final byte[] verdict, final int number) {
    new UnsafeBuffer(verdict)
        .putShort(
            BLOCK + VerdictEncoder.codeEncodingOffset(), (short) number, ByteOrder.LITTLE_ENDIAN);
    return verdict;
  }

  private static byte[] withTemplate(final byte[] frame, final int template) {
    new MessageHeaderEncoder().wrap(new UnsafeBuffer(frame), Frames.START).templateId(template);
    return frame;
  }
}
