package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.test.Seed;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The shuffle gives every ticket one place and every place one ticket, by chance. */
final class ShuffleTest {
  private static final int TRIES = 20_000;

  /**
   * Of the 24-byte message 00 01 02 ... 17 under the key 00 01 ... 0f, from the vectors that the
   * authors publish with their reference code.
   */
  @Test
  void sipHashIsTheOneOfItsAuthors() {
    final long k0 = 0x0706050403020100L;
    final long k1 = 0x0f0e0d0c0b0a0908L;
    final long hash =
        Shuffle.sipHash(k0, k1, 0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x1716151413121110L);
    assertThat(hash).isEqualTo(0xb8ad50c6f649af94L);
  }

  /** The vectors of docs/reference/shuffle.md, which were computed by another program. */
  @Test
  void agreesWithTheReference() {
    final long[] seed = {
      0x0706050403020100L, 0x0f0e0d0c0b0a0908L, 0x1716151413121110L, 0x1f1e1d1c1b1a1918L
    };
    assertThat(places(seed, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
        .containsExactly(0, 2, 7, 5, 1, 3, 4, 8, 6, 9);
    assertThat(places(seed, 1_000, 0, 1, 2, 500, 999)).containsExactly(182, 659, 839, 493, 270);
    assertThat(places(seed, 1_000_000, 0, 1, 2, 500_000, 999_999))
        .containsExactly(298110, 366794, 367271, 370125, 720225);
    assertThat(places(new long[] {-1, -1, -1, -1}, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9))
        .containsExactly(0, 5, 2, 3, 9, 6, 4, 8, 1, 7);
  }

  private static long[] places(final long[] seed, final int n, final long... numbers) {
    final Shuffle shuffle = new Shuffle(seed, n);
    return LongStream.of(numbers).map(shuffle::place).toArray();
  }

  @Test
  void isAPermutationOfEverySmallNumber(@Seed final long seed) {
    for (int n = 1; n <= 300; n++) {
      assertIsPermutation(new Shuffle(words(new SplittableRandom(seed + n)), n), n);
    }
  }

  @Test
  void isAPermutationOfMany(@Seed final long seed) {
    assertIsPermutation(new Shuffle(words(new SplittableRandom(seed)), 200_001), 200_001);
  }

  /** Each of three tickets is first, second and third in a third of all draws. */
  @Test
  void favoursNobody(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final int n = 3;
    final int[][] counts = new int[n][n];
    for (int i = 0; i < TRIES; i++) {
      final Shuffle shuffle = new Shuffle(words(random), n);
      for (int number = 0; number < n; number++) {
        counts[number][(int) shuffle.place(number)]++;
      }
    }
    final double expected = (double) TRIES / n;
    // Ten standard deviations: fails for a bias of a few percent, never by bad luck.
    final double tolerance = 10 * Math.sqrt(expected * (1 - 1.0 / n));
    for (final int[] ofTicket : counts) {
      for (final int count : ofTicket) {
        assertThat((double) count).isBetween(expected - tolerance, expected + tolerance);
      }
    }
  }

  private static void assertIsPermutation(final Shuffle shuffle, final int n) {
    final BitSet places = new BitSet(n);
    for (int number = 0; number < n; number++) {
      final long place = shuffle.place(number);
      assertThat(place).isBetween(0L, n - 1L);
      assertThat(shuffle.number(place)).isEqualTo(number);
      places.set((int) place);
    }
    assertThat(places.cardinality()).isEqualTo(n);
  }

  private static long[] words(final SplittableRandom random) {
    return new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
  }
}
