package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Cheap syncs are shared by half of what is under way, dear ones by all of it. */
final class SyncShareTest {
  private static final int MOST_SLOTS = 4_096;
  private static final int UNDER_WAY = 1_000;
  private static final long CHEAP_NS = UNDER_WAY * SyncShare.DEAR_NS_PER_SLOT / 2;
  private static final long DEAR_NS = UNDER_WAY * SyncShare.DEAR_NS_PER_SLOT * 2;

  private long nowNs = 5;
  private final SyncShare share = new SyncShare(MOST_SLOTS, () -> nowNs);

  @Test
  void beforeTheFirstSyncThereIsNoLimitButTheMost() {
    assertThat(share.slots()).isEqualTo(MOST_SLOTS);
  }

  @Test
  void aCheapSyncIsSharedByHalf() {
    sync(CHEAP_NS, UNDER_WAY);
    assertThat(share.slots()).isEqualTo(UNDER_WAY / 2);
  }

  @Test
  void aDearSyncIsSharedByAll() {
    sync(DEAR_NS, UNDER_WAY);
    assertThat(share.slots()).isEqualTo(MOST_SLOTS);
  }

  /** Half of one is nothing, and one alone must never wait for a second sync. */
  @Test
  void whereFewAreUnderWayEverySyncIsDear() {
    sync(CHEAP_NS, 1);
    assertThat(share.slots()).isEqualTo(MOST_SLOTS);
  }

  @Test
  void aSyncThatCostsNothingIsStillSharedBySome() {
    sync(1, SyncShare.LEAST_SLOTS);
    assertThat(share.slots()).isEqualTo(SyncShare.LEAST_SLOTS);
  }

  @Test
  void howeverManyAreUnderWayAGroupIsBounded() {
    sync(CHEAP_NS, 100 * UNDER_WAY);
    assertThat(share.slots()).isEqualTo(MOST_SLOTS);
  }

  @Test
  void oneSlowSyncChangesNothing() {
    sync(CHEAP_NS, UNDER_WAY);
    sync(1_000 * DEAR_NS, UNDER_WAY);
    assertThat(share.slots()).isEqualTo(UNDER_WAY / 2);
  }

  @Test
  void itTellsWhatASyncTook() {
    share.begin();
    nowNs += CHEAP_NS;
    assertThat(share.end(1)).isEqualTo(CHEAP_NS);
  }

  @Test
  void itFollowsADiskThatHasBecomeSlowAndOneThatIsQuickAgain() {
    sync(CHEAP_NS, UNDER_WAY);
    for (int i = 0; i < 2 * SyncShare.STEPS; i++) {
      sync(DEAR_NS, UNDER_WAY);
    }
    assertThat(share.slots()).isEqualTo(MOST_SLOTS);
    for (int i = 0; i < 2 * SyncShare.STEPS; i++) {
      sync(CHEAP_NS, UNDER_WAY);
    }
    assertThat(share.slots()).isEqualTo(UNDER_WAY / 2);
  }

  private void sync(final long tookNs, final int underWay) {
    share.begin();
    nowNs += tookNs;
    share.end(underWay);
  }
}
