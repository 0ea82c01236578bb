package io.holdfast.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Who may have how much in flight. */
final class FairShareTest {
  private final FairShare share = new FairShare();

  @Test
  void aloneEverybodyHasTheirWindow() {
    assertThat(share.mostSlots(64)).isEqualTo(64);
    assertThat(share.mostSlots(1 << 20)).isEqualTo(1 << 20);
  }

  @Test
  void whileASmallWindowIsFullNobodyHasHalfAsMuchAgain() {
    share.onFull(1_024);
    share.onFull(64);
    share.onFull(512);
    assertThat(share.mostSlots(1_024)).isEqualTo(96);
    assertThat(share.mostSlots(80)).isEqualTo(80);
    assertThat(share.mostSlots(64)).isEqualTo(64);
  }

  @Test
  void itIsRememberedForAWhileThenForgotten() {
    share.onFull(64);
    for (int turn = 1; turn < 2 * FairShare.TURNS; turn++) {
      share.onTurn();
      assertThat(share.mostSlots(1_024)).as("turn %d", turn).isEqualTo(96);
    }
    share.onTurn();
    assertThat(share.mostSlots(1_024)).isEqualTo(1_024);
  }

  @Test
  void theLongestMessageAlwaysFits() {
    share.onFull(WindowPool.SMALLEST_WINDOW);
    assertThat(share.mostSlots(1_024)).isGreaterThanOrEqualTo(WindowPool.SMALLEST_WINDOW);
  }
}
