package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.MessageHeaderDecoder;
import io.holdfast.protocol.codec.ReserveBasketDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** What is read from the schema is what the codecs do. */
final class SchemaTest {
  private final Schema schema = Schema.ofThisBuild();

  @Test
  void isTheOneOfTheCodecs() {
    assertThat(schema.id()).isEqualTo(MessageHeaderDecoder.SCHEMA_ID);
    assertThat(schema.version()).isEqualTo(MessageHeaderDecoder.SCHEMA_VERSION);
    assertThat(schema.messages().size()).isGreaterThan(50);
  }

  @Test
  void everyFieldIsWhereItsCodecPutsIt() {
    int fields = 0;
    for (final Schema.Message message : schema.messages()) {
      final String codec = message.name() + "Decoder";
      for (final Schema.Field field : message.body().fields()) {
        assertThat(CodecMessages.constant(codec, field.name() + "EncodingOffset"))
            .as("%s.%s", message.name(), field.name())
            .isEqualTo(field.offset());
        assertThat(CodecMessages.constant(codec, field.name() + "EncodingLength"))
            .as("%s.%s", message.name(), field.name())
            .isEqualTo(field.type().sizeBytes());
        assertThat(CodecMessages.constant(codec, field.name() + "SinceVersion"))
            .as("%s.%s", message.name(), field.name())
            .isEqualTo(field.since());
        fields++;
      }
      for (final Schema.Group group : message.body().groups()) {
        final String rows = codec + "$" + CodecMessages.capitalized(group.name()) + "Decoder";
        assertThat(CodecMessages.constant(rows, "sbeBlockLength"))
            .as("%s.%s", message.name(), group.name())
            .isEqualTo(group.row().blockBytes(schema.version()));
      }
    }
    assertThat(fields).isGreaterThan(350);
  }

  @Test
  void blocksAreAsLongAsTheCodecsSay() {
    final MessageShapes shapes = MessageShapes.ofThisBuild();
    for (final byte[] message : ClientMessages.all()) {
      final var header = new MessageHeaderDecoder().wrap(new UnsafeBuffer(message), 0);
      assertThat(shapes.leastBlockBytes(header.templateId(), header.version()))
          .isEqualTo(header.blockLength());
    }
    assertThat(shapes.leastRowBytes(ReserveBasketDecoder.TEMPLATE_ID, schema.version()))
        .isEqualTo(ReserveBasketDecoder.LinesDecoder.sbeBlockLength());
    assertThat(shapes.leastBlockBytes(999, 0)).isZero();
    assertThat(shapes.leastRowBytes(999, 0)).isZero();
  }

  @Test
  void whatIsNoSchemaIsSaidSo() {
    assertThatThrownBy(() -> read("<messageSchema><types><other/></types></messageSchema>"))
        .hasMessageContaining("a type <other>");
    assertThatThrownBy(
            () ->
                read("<s><sbe:message xmlns:sbe='x' name='A'><field type='no'/></sbe:message></s>"))
        .hasMessageContaining("nothing is known of the type 'no'");
    assertThatThrownBy(() -> read("no xml")).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> schema.message("Nothing")).hasMessage("no message Nothing");
    assertThatThrownBy(() -> schema.type("Nothing")).hasMessage("no type Nothing");
  }

  private static Schema read(final String xml) throws IOException {
    return Schema.read(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
  }
}
