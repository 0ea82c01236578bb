package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Messages of several versions, checked by a validator that knows three. */
final class VersionsTest {
  private static final int NEWEST = 2;
  private static final int HELLO = 1;
  private static final int GROWN = 10;
  private static final int WITH_ROWS = 11;
  private static final int WITH_TEXTS = 12;
  private static final int ADDED_IN_1 = 13;
  private static final int ANSWER = 80;

  /** Every way in which messages grow; real names stand for nothing here. */
  private static final String SCHEMA =
      """
      <sbe:messageSchema xmlns:sbe="x" id="1701" version="2">
        <types>
          <composite name="varString">
            <type name="length" primitiveType="uint16"/>
            <type name="varData" primitiveType="uint8" length="0"/>
          </composite>
        </types>
        <sbe:message name="Hello" id="1">
          <field name="version" id="1" type="uint16"/>
          <data name="name" id="2" type="varString"/>
        </sbe:message>
        <sbe:message name="Grown" id="10">
          <field name="a" id="1" type="int64"/>
          <field name="b" id="2" type="int32" sinceVersion="1"/>
          <field name="c" id="3" type="int64" sinceVersion="2"/>
        </sbe:message>
        <sbe:message name="WithRows" id="11">
          <field name="a" id="1" type="int64"/>
          <group name="rows" id="2" dimensionType="groupSizeEncoding">
            <field name="r" id="1" type="int64"/>
            <field name="s" id="2" type="int32" sinceVersion="1"/>
          </group>
        </sbe:message>
        <sbe:message name="WithTexts" id="12">
          <field name="a" id="1" type="int64"/>
          <data name="t" id="2" type="varString"/>
          <data name="u" id="3" type="varString" sinceVersion="2"/>
        </sbe:message>
        <sbe:message name="AddedIn1" id="13" sinceVersion="1">
          <field name="a" id="1" type="int64"/>
        </sbe:message>
        <sbe:message name="Answer" id="80">
          <field name="a" id="1" type="int64"/>
          <field name="b" id="2" type="int64" sinceVersion="2"/>
        </sbe:message>
      </sbe:messageSchema>
      """;

  private final MessageShapes shapes = shapes();
  private final FrameValidator validator = new FrameValidator(shapes, 0);

  @Test
  void theLowerOfTheTwoHighestVersionsIsSpoken() {
    assertThat(Versions.agree(3, 1, 5)).isEqualTo(3);
    assertThat(Versions.agree(5, 1, 5)).isEqualTo(5);
    assertThat(Versions.agree(9, 1, 5)).isEqualTo(5);
    assertThat(Versions.agree(0xFFFF, 1, 5)).isEqualTo(5);
    assertThat(Versions.agree(1, 1, 5)).isEqualTo(1);
    assertThat(Versions.agree(0, 1, 5)).isEqualTo(Versions.NONE);
    assertThat(Versions.agree(Versions.newest() + 1)).isEqualTo(Versions.newest());
    assertThat(Versions.speaks(Versions.oldest())).isTrue();
    assertThat(Versions.speaks(Versions.newest())).isTrue();
    assertThat(Versions.speaks(Versions.newest() + 1)).isFalse();
    assertThat(Versions.speaks(Versions.oldest() - 1)).isFalse();
  }

  @Test
  void aBlockIsAsLongAsItWasInItsVersion() {
    final int[] blockBytes = {8, 12, 20};
    for (int version = 0; version <= NEWEST; version++) {
      for (int length = 0; length <= 24; length++) {
        assertThat(check(message(GROWN, version, length), NEWEST))
            .as("version %d, %d bytes", version, length)
            .isEqualTo(length == blockBytes[version] ? Code.ACCEPTED : Code.MALFORMED);
      }
    }
  }

  @Test
  void rowsAreAsLongAsTheyWereInTheirVersion() {
    assertThat(check(rows(0, 8), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(rows(0, 12), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(rows(1, 8), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(rows(1, 12), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(rows(2, 12), NEWEST)).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void thereAreAsManyTextsAsThereWereInTheirVersion() {
    assertThat(check(message(WITH_TEXTS, 1, 8, 0, 0), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(WITH_TEXTS, 1, 8, 0, 0, 0, 0), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(message(WITH_TEXTS, 2, 8, 0, 0), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(message(WITH_TEXTS, 2, 8, 0, 0, 0, 0), NEWEST)).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void whatIsNewerThanAgreedIsRefused() {
    assertThat(check(message(GROWN, 2, 20), 1)).isEqualTo(Code.UNSUPPORTED_VERSION);
    assertThat(check(message(GROWN, 1, 12), 1)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(GROWN, 1, 12), 0)).isEqualTo(Code.UNSUPPORTED_VERSION);
    assertThat(check(message(GROWN, 0, 8), 0)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(GROWN, 3, 28), NEWEST)).isEqualTo(Code.UNSUPPORTED_VERSION);
  }

  @Test
  void whatIsOlderThanTheOldestIsRefused() {
    final FrameValidator fromOne = new FrameValidator(shapes, 1);
    assertThat(check(fromOne, message(GROWN, 0, 8), NEWEST)).isEqualTo(Code.UNSUPPORTED_VERSION);
    assertThat(check(fromOne, message(GROWN, 1, 12), NEWEST)).isEqualTo(Code.ACCEPTED);
  }

  @Test
  void aMessageIsKnownFromItsVersionOn() {
    assertThat(check(message(ADDED_IN_1, 0, 8), NEWEST)).isEqualTo(Code.UNKNOWN_MESSAGE);
    assertThat(check(message(ADDED_IN_1, 1, 8), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(ADDED_IN_1, 2, 8), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(ANSWER, 0, 8), NEWEST)).isEqualTo(Code.UNKNOWN_MESSAGE);
  }

  @Test
  void aHelloOfAnyVersionIsRead() {
    assertThat(check(message(HELLO, 0, 2, 0, 0), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(HELLO, 2, 2, 0, 0), 0)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(HELLO, 9, 2, 0, 0), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(HELLO, 9, 7, 1, 0, 'x', 5, 0, 'm'), NEWEST)).isEqualTo(Code.ACCEPTED);
    assertThat(check(message(HELLO, 2, 7, 0, 0), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(message(HELLO, 9, 1, 0, 0), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(message(HELLO, 9, 2, 1, 0), NEWEST)).isEqualTo(Code.MALFORMED);
    assertThat(check(message(HELLO, 9, 2), NEWEST)).isEqualTo(Code.MALFORMED);
  }

  @Test
  void anAnswerHasAtLeastWhatItsVersionHas() {
    assertThat(shapes.leastBlockBytes(ANSWER, 0)).isEqualTo(8);
    assertThat(shapes.leastBlockBytes(ANSWER, 2)).isEqualTo(16);
    assertThat(shapes.leastBlockBytes(ANSWER, 7)).isEqualTo(16);
    assertThat(shapes.leastRowBytes(WITH_ROWS, 0)).isEqualTo(8);
    assertThat(shapes.leastRowBytes(WITH_ROWS, 7)).isEqualTo(12);
  }

  /** A message of a block of zeros and these bytes behind it. */
  private static byte[] message(
      final int template, final int version, final int blockBytes, final int... behind) {
    final ByteBuffer bytes =
        ByteBuffer.allocate(8 + blockBytes + behind.length).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putShort((short) blockBytes).putShort((short) template);
    bytes.putShort((short) 1701).putShort((short) version).position(8 + blockBytes);
    for (final int each : behind) {
      bytes.put((byte) each);
    }
    return bytes.array();
  }

  private static byte[] rows(final int version, final int rowBytes) {
    final int[] behind = new int[4 + 2 * rowBytes];
    behind[0] = rowBytes;
    behind[2] = 2;
    return message(WITH_ROWS, version, 8, behind);
  }

  private Code check(final byte[] message, final int agreedVersion) {
    return check(validator, message, agreedVersion);
  }

  private static Code check(
      final FrameValidator by, final byte[] message, final int agreedVersion) {
    return by.check(new UnsafeBuffer(message), 0, message.length, agreedVersion);
  }

  private static MessageShapes shapes() {
    try {
      return new MessageShapes(
          Schema.read(new ByteArrayInputStream(SCHEMA.getBytes(StandardCharsets.UTF_8))));
    } catch (final IOException e) {
      throw new IllegalStateException(e);
    }
  }
}
