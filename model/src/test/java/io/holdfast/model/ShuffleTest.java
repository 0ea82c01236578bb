package io.holdfast.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** SipHash as its authors publish it, and the order of early tickets as the reference tells it. */
final class ShuffleTest {
  /** Of the messages of 0, 1, 2, ... bytes 00 01 02 ... under the key 00 01 ... 0f. */
  private static final long[] PUBLISHED = {
    0x726FDB47DD0E0E31L,
    0x74F839C593DC67FDL,
    0x0D6C8009D9A94F5AL,
    0x85676696D7FB7E2DL,
    0xCF2794E0277187B7L,
    0x18765564CD99A68DL,
    0xCBC9466E58FEE3CEL,
    0xAB0200F58B01D137L,
    0x93F5F5799A932462L,
    0x9E0082DF0BA9E4B0L,
    0x7A5DBBC594DDB9F3L,
    0xF4B32F46226BADA7L,
    0x751E8FBC860EE5FBL,
    0x14EA5627C0843D90L,
    0xF723CA908E7AF2EEL,
    0xA129CA6149BE45E5L
  };

  private static byte[] counting(final int length) {
    final byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) i;
    }
    return bytes;
  }

  private static byte[] seed(final String name) {
    final byte[] seed = counting(32);
    if ("ff".equals(name)) {
      Arrays.fill(seed, (byte) 0xFF);
    }
    return seed;
  }

  @Test
  void sipHashIsThePublishedOne() {
    for (int length = 0; length < PUBLISHED.length; length++) {
      assertThat(SipHash.hash(0x0706050403020100L, 0x0F0E0D0C0B0A0908L, counting(length)))
          .as("%d bytes", length)
          .isEqualTo(PUBLISHED[length]);
    }
    assertThat(SipHash.hash(0x0706050403020100L, 0x0F0E0D0C0B0A0908L, counting(24)))
        .isEqualTo(0xB8AD50C6F649AF94L);
  }

  @ParameterizedTest
  @CsvSource({"counting, 10, 0 2 7 5 1 3 4 8 6 9", "ff, 10, 0 5 2 3 9 6 4 8 1 7", "counting, 1, 0"})
  void smallShufflesInFull(final String seed, final int n, final String places) {
    final Shuffle shuffle = new Shuffle(seed(seed), n);
    assertThat(LongStream.range(0, n).map(shuffle::place))
        .containsExactlyElementsOf(Arrays.stream(places.split(" ")).map(Long::valueOf).toList());
  }

  @ParameterizedTest
  @CsvSource({
    "1000, 0, 182",
    "1000, 1, 659",
    "1000, 2, 839",
    "1000, 500, 493",
    "1000, 999, 270",
    "1000000, 0, 298110",
    "1000000, 1, 366794",
    "1000000, 2, 367271",
    "1000000, 500000, 370125",
    "1000000, 999999, 720225"
  })
  void placesOfLargeShuffles(final long n, final long number, final long place) {
    final Shuffle shuffle = new Shuffle(seed("counting"), n);
    assertThat(shuffle.place(number)).isEqualTo(place);
    assertThat(shuffle.number(place)).isEqualTo(number);
  }

  /** Around the powers of four the halves get a bit more. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 15, 16, 17, 63, 64, 65, 255, 256, 257, 1023, 1024, 1025})
  void isAPermutationWithItsInverse(final int n) {
    final Shuffle shuffle = new Shuffle(seed("ff"), n);
    final boolean[] taken = new boolean[n];
    for (int number = 0; number < n; number++) {
      final long place = shuffle.place(number);
      assertThat(taken[(int) place]).isFalse();
      taken[(int) place] = true;
      assertThat(shuffle.number(place)).isEqualTo(number);
    }
  }
}
