package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.EpochStartDecoder;
import io.holdfast.protocol.codec.EventDecoder;
import io.holdfast.protocol.codec.HeartbeatDecoder;
import io.holdfast.protocol.codec.HelloDecoder;
import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.OutageDecoder;
import io.holdfast.protocol.codec.TickDecoder;
import io.holdfast.test.Seed;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** A message is taken when it is exactly what its template promises, and otherwise never read. */
final class FrameValidatorTest {
  private static final int HIGHEST_UINT16 = 0xFFFF;
  private static final int RANDOM_MESSAGES = 200_000;

  private final FrameValidator validator = new FrameValidator();

  @Test
  void acceptsEveryMessageOfAClientAtItsExactLength() {
    for (final byte[] message : ClientMessages.all()) {
      assertThat(check(message)).as(name(message)).isEqualTo(Code.ACCEPTED);
      assertThat(validator.templateId()).isEqualTo(header(message).templateId());
    }
  }

  @Test
  void looksAtTheMessageWhereItLies() {
    for (final byte[] message : ClientMessages.all()) {
      final byte[] shifted = new byte[message.length + 20];
      Arrays.fill(shifted, (byte) -1);
      System.arraycopy(message, 0, shifted, 13, message.length);
      assertThat(validator.check(new UnsafeBuffer(shifted), 13, message.length))
          .as(name(message))
          .isEqualTo(Code.ACCEPTED);
    }
  }

  @Test
  void findsEveryTruncation() {
    for (final byte[] message : ClientMessages.all()) {
      for (int length = 0; length < message.length; length++) {
        assertThat(check(Arrays.copyOf(message, length)))
            .as("%s cut to %d bytes", name(message), length)
            .isEqualTo(Code.MALFORMED);
      }
    }
  }

  @Test
  void findsAByteTooMany() {
    for (final byte[] message : ClientMessages.all()) {
      assertThat(check(Arrays.copyOf(message, message.length + 1)))
          .as(name(message))
          .isEqualTo(Code.MALFORMED);
    }
  }

  @Test
  void findsABlockOfAnotherLength() {
    for (final byte[] message : ClientMessages.all()) {
      final int blockLength = header(message).blockLength();
      for (final int other : new int[] {0, blockLength - 1, blockLength + 1, HIGHEST_UINT16}) {
        final byte[] changed = message.clone();
        headerOf(changed).blockLength(other);
        assertThat(check(changed)).as(name(message)).isEqualTo(Code.MALFORMED);
      }
    }
  }

  @Test
  void knowsNoTemplateBesidesThoseOfAClient() {
    final Set<Integer> known =
        ClientMessages.all().stream()
            .map(message -> header(message).templateId())
            .collect(Collectors.toSet());
    final byte[] message = ClientMessages.all().get(0);
    for (int template = 0; template <= HIGHEST_UINT16; template++) {
      headerOf(message).templateId(template);
      if (!known.contains(template)) {
        assertThat(check(message)).as("template %d", template).isEqualTo(Code.UNKNOWN_MESSAGE);
      }
    }
  }

  /** So that a message that the schema gains is taken, and put through every test here. */
  @Test
  void knowsEveryMessageThatTheSchemaHasForClients() throws Exception {
    final Set<Integer> known =
        ClientMessages.all().stream()
            .map(message -> header(message).templateId())
            .collect(Collectors.toSet());
    assertThat(known).isEqualTo(templatesForClients());
  }

  @Test
  void refusesWhatOnlyTheNodeWrites() {
    for (final int template :
        new int[] {
          TickDecoder.TEMPLATE_ID,
          EpochStartDecoder.TEMPLATE_ID,
          OutageDecoder.TEMPLATE_ID,
          EventDecoder.TEMPLATE_ID
        }) {
      for (final byte[] message : ClientMessages.all()) {
        headerOf(message).templateId(template);
        assertThat(check(message)).as("template %d", template).isEqualTo(Code.UNKNOWN_MESSAGE);
      }
    }
  }

  @Test
  void knowsNoOtherSchema() {
    for (final byte[] message : ClientMessages.all()) {
      headerOf(message).schemaId(header(message).schemaId() + 1);
      assertThat(check(message)).isEqualTo(Code.UNKNOWN_MESSAGE);
    }
  }

  @Test
  void takesNoNewerVersionOfTheSchema() {
    for (final byte[] message : ClientMessages.all()) {
      headerOf(message).version(header(message).version() + 1);
      if (header(message).templateId() != HelloDecoder.TEMPLATE_ID) {
        assertThat(check(message)).as(name(message)).isEqualTo(Code.UNSUPPORTED_VERSION);
      }
    }
  }

  @Test
  void takesTheLongestBasketAndNoLongerOne() {
    assertThat(check(ClientMessages.basket(0))).isEqualTo(Code.ACCEPTED);
    assertThat(check(ClientMessages.basket(Framing.MAX_BASKET_LINES))).isEqualTo(Code.ACCEPTED);
    assertThat(check(ClientMessages.basket(Framing.MAX_BASKET_LINES + 1)))
        .isEqualTo(Code.BASKET_TOO_LONG);
  }

  @Test
  void takesTheLongestTextsAndNoLongerOnes() {
    final String longest = "x".repeat(Framing.MAX_TEXT_BYTES);
    assertThat(check(ClientMessages.createSale(longest, longest, longest)))
        .isEqualTo(Code.ACCEPTED);
    final byte[] tooLong = withLastTextOneByteLonger(ClientMessages.hello("", longest));
    assertThat(check(tooLong)).isEqualTo(Code.MALFORMED);
  }

  @Test
  void takesNoTextThatIsNotUtf8() {
    final byte[] hello = ClientMessages.hello("shop", "\u00e9");
    assertThat(check(hello)).isEqualTo(Code.ACCEPTED);
    hello[hello.length - 1] = 'x';
    assertThat(check(hello)).isEqualTo(Code.MALFORMED);
  }

  @Test
  void neverThrowsWhateverTheBytes(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < RANDOM_MESSAGES; i++) {
      final byte[] bytes = random.nextInt(4) == 0 ? noise(random) : mutation(random);
      assertThat(check(bytes)).isNotNull();
    }
  }

  private static byte[] noise(final SplittableRandom random) {
    final byte[] bytes = new byte[random.nextInt(200)];
    random.nextBytes(bytes);
    return bytes;
  }

  /** A message that was whole: cut or lengthened now and then, and a few bytes changed. */
  private static byte[] mutation(final SplittableRandom random) {
    final var all = ClientMessages.all();
    final byte[] message = all.get(random.nextInt(all.size()));
    final int change = random.nextInt(3) == 0 ? random.nextInt(-5, 6) : 0;
    final byte[] mutated = Arrays.copyOf(message, message.length + change);
    for (int flips = random.nextInt(4); flips > 0; flips--) {
      mutated[random.nextInt(mutated.length)] = (byte) random.nextInt(256);
    }
    return mutated;
  }

  /** Hello, Heartbeat, commands (10 to 49) and queries (60 to 79). */
  private static Set<Integer> templatesForClients() throws Exception {
    final NodeList messages;
    try (InputStream schema = FrameValidator.class.getResourceAsStream("/holdfast.xml")) {
      messages =
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(schema)
              .getElementsByTagName("sbe:message");
    }
    return IntStream.range(0, messages.getLength())
        .map(i -> Integer.parseInt(((Element) messages.item(i)).getAttribute("id")))
        .filter(
            id ->
                id == HelloDecoder.TEMPLATE_ID
                    || id == HeartbeatDecoder.TEMPLATE_ID
                    || (id >= 10 && id < 50)
                    || (id >= 60 && id < 80))
        .boxed()
        .collect(Collectors.toSet());
  }

  /** The encoder itself refuses such a text, so it is put together by hand. */
  private static byte[] withLastTextOneByteLonger(final byte[] hello) {
    final byte[] longer = Arrays.copyOf(hello, hello.length + 1);
    final int lengthField = hello.length - Framing.MAX_TEXT_BYTES - Short.BYTES;
    new UnsafeBuffer(longer).putShort(lengthField, (short) (Framing.MAX_TEXT_BYTES + 1));
    return longer;
  }

  private Code check(final byte[] message) {
    return validator.check(new UnsafeBuffer(message), 0, message.length);
  }

  private static MessageHeaderDecoder header(final byte[] message) {
    return new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0);
  }

  private static MessageHeaderEncoder headerOf(final byte[] message) {
    return new MessageHeaderEncoder().wrap(new UnsafeBuffer(message), 0);
  }

  private static String name(final byte[] message) {
    return "template " + header(message).templateId();
  }
}
