package io.holdfast.tools.history;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.util.List;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every command of the schema is decoded with every field, as the schema itself says. */
final class CommandDecoderTest {
  private static final int FIRST_COMMAND = 10;
  private static final int LAST_NODE_STEP = 59;

  private final CommandDecoder decoder = new CommandDecoder();

  static List<SchemaMessage> commands() {
    final List<SchemaMessage> commands =
        SchemaMessage.all().stream()
            .filter(message -> message.id() >= FIRST_COMMAND && message.id() <= LAST_NODE_STEP)
            .toList();
    assertThat(commands).hasSizeGreaterThanOrEqualTo(23);
    return commands;
  }

  @ParameterizedTest
  @MethodSource("commands")
  void everyFieldIsThere(final SchemaMessage message) {
    final JsonObject expected = new JsonObject();
    final byte[] bytes = message.encode(expected);
    // Not at the beginning, and with something behind it, as in an excerpt.
    final UnsafeBuffer excerpt = new UnsafeBuffer(new byte[bytes.length + 40]);
    excerpt.putBytes(20, bytes);

    final RecordedCommand command = decoder.decode(excerpt, 20, bytes.length);

    assertThat(command.name()).isEqualTo(message.name());
    assertThat(command.fields().keySet()).containsExactlyElementsOf(expected.keySet());
    assertThat(command.fields()).isEqualTo(expected);
  }

  @ParameterizedTest
  @MethodSource("commands")
  void bytesThatAreNotOneCommandAreShownAsTheyAre(final SchemaMessage message) {
    final byte[] bytes = message.encode(new JsonObject());
    for (int length = 0; length < bytes.length; length++) {
      final byte[] cut = java.util.Arrays.copyOf(bytes, length);
      final RecordedCommand command = decoder.decode(new UnsafeBuffer(cut), 0, length);
      assertThat(command.name()).as("%d bytes", length).isEqualTo(RecordedCommand.UNREADABLE);
      assertThat(command.text("bytes")).hasSize(2 * length);
    }
  }

  @Test
  void whatIsNoCommandIsShownAsBytes() {
    final byte[] bytes = SchemaMessage.all().get(0).encode(new JsonObject());

    assertThat(decoder.decode(new UnsafeBuffer(bytes), 0, bytes.length).name())
        .isEqualTo(RecordedCommand.UNREADABLE);
  }
}
