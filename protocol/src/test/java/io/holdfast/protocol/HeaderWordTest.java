package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.MessageHeaderEncoder;
import io.holdfast.protocol.codec.VerdictEncoder;
import java.util.Arrays;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The header as one word says what the generated codec says of its fields. */
class HeaderWordTest {
  private static final int[] VALUES = {0, 1, 0x7FFF, 0x8000, 0xFFFF};
  private static final int OFFSET = 3;

  private final UnsafeBuffer buffer =
      new UnsafeBuffer(new byte[OFFSET + MessageHeaderEncoder.ENCODED_LENGTH]);
  private final MessageHeaderEncoder encoder = new MessageHeaderEncoder();

  @Test
  void everyFieldIsWhatTheGeneratedEncoderWrote() {
    for (final int blockLength : VALUES) {
      for (final int template : VALUES) {
        for (final int version : VALUES) {
          encoder
              .wrap(buffer, OFFSET)
              .blockLength(blockLength)
              .templateId(template)
              .schemaId(0xA5A5)
              .version(version);
          final long header = HeaderWord.read(buffer, OFFSET);
          assertThat(HeaderWord.blockLength(header)).isEqualTo(blockLength);
          assertThat(HeaderWord.template(header)).isEqualTo(template);
          assertThat(HeaderWord.version(header)).isEqualTo(version);
        }
      }
    }
  }

  @Test
  void aWrittenHeaderIsTheGeneratedEncodersByteForByte() {
    final byte[] bytes =
        new byte[MessageHeaderEncoder.ENCODED_LENGTH + VerdictEncoder.BLOCK_LENGTH];
    new VerdictEncoder().wrapAndApplyHeader(new UnsafeBuffer(bytes), 0, encoder);
    HeaderWord.write(
        buffer, OFFSET, HeaderWord.of(VerdictEncoder.TEMPLATE_ID, VerdictEncoder.BLOCK_LENGTH));
    assertThat(Arrays.copyOfRange(buffer.byteArray(), OFFSET, buffer.capacity()))
        .isEqualTo(Arrays.copyOf(bytes, MessageHeaderEncoder.ENCODED_LENGTH));
  }
}
