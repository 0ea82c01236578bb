package io.holdfast.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** The same bytes are UTF-8 here and for the JDK's decoder. */
final class Utf8Test {
  private static final int RANDOM_TEXTS = 500_000;
  private static final int LONGEST = 6;

  @Test
  void everyCharacterIsValidAndEveryPartOfOneIsNot() {
    for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
      if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
        continue;
      }
      final byte[] bytes = Character.toString(codePoint).getBytes(StandardCharsets.UTF_8);
      assertThat(isValid(bytes, bytes.length)).as("U+%04X", codePoint).isTrue();
      for (int length = 1; length < bytes.length; length++) {
        assertThat(isValid(bytes, length)).as("U+%04X cut", codePoint).isFalse();
      }
    }
  }

  @Test
  void everyShortSequenceIsJudgedAsTheJdkDoes() {
    final byte[] bytes = new byte[2];
    for (int word = 0; word <= 0xFFFF; word++) {
      bytes[0] = (byte) (word >> Byte.SIZE);
      bytes[1] = (byte) word;
      assertThat(isValid(bytes, 2)).as("%04x", word).isEqualTo(isValidForTheJdk(bytes));
    }
  }

  @Test
  void randomSequencesAreJudgedAsTheJdkDoes(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < RANDOM_TEXTS; i++) {
      final byte[] bytes = new byte[random.nextInt(1, LONGEST)];
      for (int at = 0; at < bytes.length; at++) {
        // The upper half, where the rules are.
        bytes[at] = (byte) (random.nextInt(8) == 0 ? random.nextInt(128) : -random.nextInt(129));
      }
      assertThat(isValid(bytes, bytes.length))
          .as(() -> java.util.Arrays.toString(bytes))
          .isEqualTo(isValidForTheJdk(bytes));
    }
  }

  private static boolean isValid(final byte[] bytes, final int length) {
    return Utf8.isValid(new UnsafeBuffer(bytes), 0, length);
  }

  private static boolean isValidForTheJdk(final byte[] bytes) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)) != null;
    } catch (final CharacterCodingException e) {
      return false;
    }
  }
}
