package io.holdfast.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** A group waits for more only where that saves more than it costs, and never long. */
final class SyncLingerTest {
  private static final int UNDER_WAY = 1_000;
  private static final long SYNC_NS = 800_000;

  private long nowNs = 5;
  private final SyncLinger linger = new SyncLinger(() -> nowNs);

  @Test
  void nothingIsWaitedForBeforeASyncWasTimed() {
    linger.begin();
    assertThat(linger.isWorth(1)).isFalse();
  }

  @Test
  void theLesserPartOfWhatIsUnderWayWaitsForTheRest() {
    syncs(SYNC_NS, UNDER_WAY);
    linger.begin();
    assertThat(linger.isWorth(1)).isTrue();
    assertThat(linger.isWorth(UNDER_WAY / 2 - 1)).isTrue();
    assertThat(linger.isWorth(UNDER_WAY / 2)).isFalse();
  }

  @Test
  void aWaitIsASmallPartOfASync() {
    syncs(SYNC_NS, UNDER_WAY);
    linger.begin();
    nowNs += SYNC_NS / SyncLinger.SYNC_PARTS - 1_000;
    assertThat(linger.isWorth(1)).isTrue();
    nowNs += 1_000;
    assertThat(linger.isWorth(1)).isFalse();
    linger.begin();
    assertThat(linger.isWorth(1)).as("of the next group").isTrue();
  }

  @Test
  void itFollowsWhatSyncsTakeLately() {
    syncs(SYNC_NS, UNDER_WAY);
    syncs(SYNC_NS / 8, UNDER_WAY);
    linger.begin();
    nowNs += SYNC_NS / 8 / SyncLinger.SYNC_PARTS + 1_000;
    assertThat(linger.isWorth(1)).isFalse();
  }

  @Test
  void aSlowDiskIsNotWaitedForInProportion() {
    syncs(1_000 * SyncLinger.LONGEST_NS, UNDER_WAY);
    linger.begin();
    nowNs += SyncLinger.LONGEST_NS - 1;
    assertThat(linger.isWorth(1)).isTrue();
    nowNs++;
    assertThat(linger.isWorth(1)).isFalse();
  }

  @Test
  void whereFewAreUnderWayNobodyWaits() {
    syncs(SYNC_NS, SyncLinger.WORTH_SLOTS - 1);
    linger.begin();
    assertThat(linger.isWorth(1)).isFalse();
    linger.onSync(SYNC_NS, SyncLinger.WORTH_SLOTS);
    assertThat(linger.isWorth(1)).isTrue();
  }

  /** So often that the average is there. */
  private void syncs(final long tookNs, final int underWay) {
    for (int i = 0; i < 200; i++) {
      linger.onSync(tookNs, underWay);
    }
  }
}
