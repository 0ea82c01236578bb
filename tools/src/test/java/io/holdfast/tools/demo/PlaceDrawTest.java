package io.holdfast.tools.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.test.Seed;
import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The demo's own draw is the one of docs/reference/shuffle.md. The numbers come from another
 * program: the hash from OpenSSL, the places from a few lines of Python written from that page.
 */
final class PlaceDrawTest {
  private static final byte[] COUNTED_SEED = countedSeed();

  @Test
  void hashesAsOpenSslDoes() {
    final long hash =
        PlaceDraw.sipHash(
            0x0706050403020100L,
            0x0f0e0d0c0b0a0908L,
            0x0706050403020100L,
            0x0f0e0d0c0b0a0908L,
            0x1716151413121110L);

    assertThat(hash).isEqualTo(0xb8ad50c6f649af94L);
  }

  @Test
  void givesTheKnownPlaces() {
    assertThat(places(1)).containsExactly(0);
    assertThat(places(2)).containsExactly(0, 1);
    assertThat(places(5)).containsExactly(4, 0, 1, 3, 2);
    assertThat(places(10)).containsExactly(0, 2, 7, 5, 1, 3, 4, 8, 6, 9);
    assertThat(places(1000)).startsWith(182, 659, 839, 364, 170, 287, 371, 351).endsWith(270);
  }

  @Test
  void givesTheOtherPlacesOfThePage() {
    final byte[] ones = new byte[PlaceDraw.SEED_BYTES];
    Arrays.fill(ones, (byte) 0xff);
    final PlaceDraw ofOnes = new PlaceDraw(ones, 10);
    final PlaceDraw large = new PlaceDraw(COUNTED_SEED, 1_000_000);

    assertThat(LongStream.range(0, 10).map(ofOnes::place))
        .containsExactly(0L, 5L, 2L, 3L, 9L, 6L, 4L, 8L, 1L, 7L);
    assertThat(LongStream.of(0, 1, 2, 500_000, 999_999).map(large::place))
        .containsExactly(298110L, 366794L, 367271L, 370125L, 720225L);
  }

  @Test
  void givesEveryPlaceOnce(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final byte[] key = new byte[PlaceDraw.SEED_BYTES];
    random.nextBytes(key);
    final int tickets = random.nextInt(1, 20_000);
    final PlaceDraw draw = new PlaceDraw(key, tickets);

    final BitSet places = new BitSet();
    for (int number = 0; number < tickets; number++) {
      places.set((int) draw.place(number));
    }

    assertThat(places.cardinality()).isEqualTo(tickets);
    assertThat(places.length()).isEqualTo(tickets);
  }

  @Test
  void refusesWhatIsNoTicketAndNoSeed() {
    final PlaceDraw draw = new PlaceDraw(COUNTED_SEED, 10);

    assertThatThrownBy(() -> draw.place(10)).hasMessage("ticket 10 of 10");
    assertThatThrownBy(() -> draw.place(-1)).hasMessage("ticket -1 of 10");
    assertThatThrownBy(() -> new PlaceDraw(new byte[31], 10)).hasMessageContaining("31 bytes");
    assertThatThrownBy(() -> new PlaceDraw(COUNTED_SEED, 0)).hasMessageContaining("0 tickets");
  }

  private static long[] places(final int tickets) {
    final PlaceDraw draw = new PlaceDraw(COUNTED_SEED, tickets);
    return LongStream.range(0, tickets).map(draw::place).toArray();
  }

  private static byte[] countedSeed() {
    final byte[] seed = new byte[PlaceDraw.SEED_BYTES];
    for (int i = 0; i < seed.length; i++) {
      seed[i] = (byte) i;
    }
    return seed;
  }
}
