package io.holdfast.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import org.junit.jupiter.api.Test;

/** A seed is 256 bits that show only where they are asked for. */
class RoomSeedTest {
  private static final String HEX =
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";

  /** Of these 32 bytes, by sha256sum. */
  private static final String SHA_256 =
      "630dcd2966c4336691125448bbb25b4ff412a49c732db2c8abc1b8581bd710dd";

  @Test
  void readsAndWritesHexadecimalDigits() {
    final RoomSeed seed = RoomSeed.parse(HEX.toUpperCase(Locale.ROOT));
    assertThat(seed.hex()).isEqualTo(HEX);
    assertThat(seed.bytes()).startsWith(0, 1, 2).endsWith(30, 31);
    assertThat(RoomSeed.of(seed.bytes())).isEqualTo(seed).hasSameHashCodeAs(seed);
  }

  @Test
  void hasTheHashThatAnyoneCanRecompute() {
    assertThat(RoomSeed.parse(HEX).sha256()).isEqualTo(SHA_256);
  }

  @Test
  void showsOnlyItsHash() {
    final RoomSeed seed = RoomSeed.parse(HEX);
    assertThat(seed).hasToString("RoomSeed[sha256=" + SHA_256 + "]");
    final CreateSaleRequest request =
        CreateSaleRequest.builder(new Id(1, 2), 3).waitingRoom(WaitingRoom.of(seed)).build();
    assertThat(request.toString()).contains(SHA_256).doesNotContain(HEX);
  }

  @Test
  void cannotBeChangedFromOutside() {
    final byte[] bytes = RoomSeed.parse(HEX).bytes();
    final RoomSeed seed = RoomSeed.of(bytes);
    bytes[0] = 99;
    seed.bytes()[1] = 99;
    assertThat(seed.hex()).isEqualTo(HEX);
  }

  @Test
  void isAnotherOneEveryTime() {
    assertThat(RoomSeed.random()).isNotEqualTo(RoomSeed.random());
  }

  @Test
  void rejectsWhatIsNoSeedWithoutRepeatingIt() {
    assertThatThrownBy(() -> RoomSeed.of(new byte[31]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a seed has 32 bytes, not 31");
    assertThatThrownBy(() -> RoomSeed.parse("00"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a seed has 64 hexadecimal digits, not 2");
    assertThatThrownBy(() -> RoomSeed.parse(HEX.replace('f', 'g')))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a seed has hexadecimal digits only: character 32 is none");
  }
}
