package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.holdfast.protocol.FrameValidator;
import io.holdfast.protocol.Framing;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.sbe.MessageDecoderFlyweight;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whatever bytes a client sends, and wherever the stream is cut: the same requests go into the
 * ring, each of them readable to its last field, and the same answers are given.
 */
final class FramesFuzzTest {
  /** Role and window, and two bytes that say where the stream is cut. */
  private static final int PREFIX_BYTES = 3;

  private static final Map<Integer, MessageDecoderFlyweight> DECODERS =
      EveryMessage.decoders().stream()
          .collect(Collectors.toMap(MessageDecoderFlyweight::sbeTemplateId, Function.identity()));

  private final FrameValidator validator = new FrameValidator();

  static Stream<byte[]> seeds() {
    final Frames frames = new Frames();
    final List<byte[]> all = new ArrayList<>(EveryMessage.all(frames));
    all.addAll(EveryMessage.aboutSubscriptions(frames));
    final byte[] stream = Frames.join(all.toArray(new byte[0][]));
    return Stream.concat(all.stream(), Stream.of(stream, new byte[] {8, 0, 0, 0}))
        .map(bytes -> Frames.join(new byte[] {1, 0, 9}, bytes));
  }

  @MethodSource("seeds")
  @FuzzTest
  void theSameComesOutWhereverTheStreamIsCut(final byte[] input) {
    if (input.length < PREFIX_BYTES) {
      return;
    }
    final Role role = (input[0] & 1) == 0 ? Role.STOREFRONT : Role.OPERATOR;
    final int windowSlots = Framing.slots(Framing.MAX_MESSAGE_BYTES) + (input[0] & 0xFE);
    final byte[] stream = Arrays.copyOfRange(input, PREFIX_BYTES, input.length);
    final int cut = (((input[1] & 0xFF) << Byte.SIZE) | (input[2] & 0xFF)) % (stream.length + 1);

    final IntakeRecorder whole = new IntakeRecorder(windowSlots, role);
    whole.arrive(stream);
    final IntakeRecorder inTwo = new IntakeRecorder(windowSlots, role);
    inTwo.arrive(Arrays.copyOf(stream, cut));
    inTwo.arrive(Arrays.copyOfRange(stream, cut, stream.length));

    assertThat(inTwo.requests).isEqualTo(whole.requests);
    assertThat(inTwo.told).isEqualTo(whole.told);
    assertThat(inTwo.broken).isEqualTo(whole.broken);
    if (whole.broken.isEmpty()) {
      assertThat(whole.unreadBytes())
          .isLessThan(Framing.LENGTH_FIELD_BYTES + Framing.MAX_MESSAGE_BYTES);
    }
    whole.requests.forEach(this::read);
  }

  /** As the engine does, field by field. */
  private void read(final IntakeRecorder.Request request) {
    final byte[] bytes = new byte[request.message().size()];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = request.message().get(i);
    }
    final UnsafeBuffer message = new UnsafeBuffer(bytes);
    assertThat(validator.check(message, 0, bytes.length)).isEqualTo(Code.ACCEPTED);
    assertThat(request.slots()).isEqualTo(Framing.requestSlots(request.templateId(), bytes.length));
    final MessageDecoderFlyweight decoder = DECODERS.get(request.templateId());
    final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(message, 0);
    decoder.wrap(
        message, MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
    assertThat(decoder.toString()).isNotEmpty();
  }
}
