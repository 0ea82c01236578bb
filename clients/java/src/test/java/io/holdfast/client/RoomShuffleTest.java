package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.test.Seed;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A place that anyone can compute again, and what a buyer can be told about the wait. */
class RoomShuffleTest {
  private static final RoomSeed SEED =
      RoomSeed.parse("000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f");
  private static final RoomSeed ONES = RoomSeed.parse("ff".repeat(32));

  /** The vectors of docs/reference/shuffle.md. */
  @Test
  void ordersTenAsTheReferenceSays() {
    final RoomShuffle counting = RoomShuffle.of(SEED, 10);
    assertThat(LongStream.range(0, 10).map(counting::place))
        .containsExactly(0L, 2L, 7L, 5L, 1L, 3L, 4L, 8L, 6L, 9L);
    final RoomShuffle ones = RoomShuffle.of(ONES, 10);
    assertThat(LongStream.range(0, 10).map(ones::place))
        .containsExactly(0L, 5L, 2L, 3L, 9L, 6L, 4L, 8L, 1L, 7L);
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
  void ordersManyAsTheReferenceSays(final long drawn, final long number, final long place) {
    final RoomShuffle shuffle = RoomShuffle.of(SEED, drawn);
    assertThat(shuffle.place(number)).isEqualTo(place);
    assertThat(shuffle.number(place)).isEqualTo(number);
  }

  @Test
  void hashesAsTheReferenceSays() {
    assertThat(
            RoomShuffle.sipHash(
                0x0706050403020100L,
                0x0f0e0d0c0b0a0908L,
                0x0706050403020100L,
                0x0f0e0d0c0b0a0908L,
                0x1716151413121110L))
        .isEqualTo(0xb8ad50c6f649af94L);
  }

  @Test
  void isAPermutation(@Seed final long seed) {
    final SplittableRandom random = new SplittableRandom(seed);
    final byte[] bytes = new byte[RoomSeed.LENGTH_BYTES];
    random.nextBytes(bytes);
    final int drawn = 1 + random.nextInt(500);
    final RoomShuffle shuffle = RoomShuffle.of(RoomSeed.of(bytes), drawn);
    assertThat(LongStream.range(0, drawn).map(shuffle::place).sorted())
        .containsExactlyElementsOf(LongStream.range(0, drawn).boxed().toList());
    assertThat(LongStream.range(0, drawn).map(shuffle::place).map(shuffle::number)).isSorted();
  }

  @Test
  void rejectsWhatWasNotDrawn() {
    assertThatThrownBy(() -> RoomShuffle.of(SEED, 0))
        .hasMessage("a shuffle of 1 to 2^62 tickets, not 0");
    assertThatThrownBy(() -> RoomShuffle.of(SEED, 10).place(10))
        .hasMessage("ticket 10: of the 10 that were drawn the last is 9");
    assertThatThrownBy(() -> RoomShuffle.of(SEED, 10).number(-1))
        .hasMessage("place -1: of the 10 that were drawn the last is 9");
  }

  private static RoomInfo room(
      final long timeMs,
      final OptionalLong drawn,
      final long admittedUpTo,
      final Optional<RoomSeed> seed) {
    return new RoomInfo(
        1,
        SaleState.OPEN,
        timeMs,
        20,
        drawn,
        admittedUpTo,
        0,
        0,
        0,
        0,
        0,
        0,
        0,
        AdmissionPolicy.DEFAULT,
        false,
        SEED.sha256(),
        seed);
  }

  private static TicketInfo ticket(final long number, final OptionalLong place) {
    return new TicketInfo(1, 2, 3, TicketState.WAITING, number, place, 0, OptionalLong.empty());
  }

  @Test
  void provesThePlaceOfATicket() {
    final RoomInfo before = room(1, OptionalLong.empty(), 0, Optional.empty());
    final RoomInfo after = room(1, OptionalLong.of(10), 0, Optional.of(SEED));
    final String announced = before.seedHash();
    assertThat(PlaceProof.of(announced, before, ticket(2, OptionalLong.empty())))
        .isEqualTo(PlaceProof.NOT_DRAWN_YET);
    assertThat(PlaceProof.of(announced, after, ticket(2, OptionalLong.of(7))))
        .isEqualTo(PlaceProof.PROVEN);
    assertThat(PlaceProof.of(announced, after, ticket(2, OptionalLong.of(6))))
        .isEqualTo(PlaceProof.OTHER_PLACE);
    assertThat(PlaceProof.of(announced, after, ticket(12, OptionalLong.of(12))))
        .isEqualTo(PlaceProof.PROVEN_IN_ORDER);
    assertThat(PlaceProof.of(announced, after, ticket(12, OptionalLong.of(11))))
        .isEqualTo(PlaceProof.OTHER_PLACE);
    assertThat(PlaceProof.of(ONES.sha256(), after, ticket(2, OptionalLong.of(7))))
        .isEqualTo(PlaceProof.OTHER_SEED);
    assertThat(PlaceProof.PROVEN.isProven()).isTrue();
    assertThat(PlaceProof.PROVEN_IN_ORDER.isProven()).isTrue();
    assertThat(PlaceProof.OTHER_PLACE.isProven()).isFalse();
  }

  @Test
  void tellsThePositionAndTheWait() {
    final RoomInfo earlier = room(1_000, OptionalLong.of(10), 100, Optional.of(SEED));
    final RoomInfo now = room(3_000, OptionalLong.of(10), 140, Optional.of(SEED));
    assertThat(now.position(139)).isEmpty();
    assertThat(now.position(140)).hasValue(0);
    assertThat(now.position(159)).hasValue(19);
    assertThat(TicketInfo.position(159, 150)).hasValue(9);
    // 100 a second by the policy, 20 a second as it went.
    assertThat(now.shortestWaitMs(159)).hasValue(200);
    assertThat(now.estimatedWaitMs(159, earlier)).hasValue(1_000);
    assertThat(now.estimatedWaitMs(139, earlier)).isEmpty();
    assertThat(now.estimatedWaitMs(159, now)).isEmpty();
    assertThat(now.shortestWaitMs(139)).isEmpty();
  }
}
