package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.holdfast.protocol.codec.Code;
import java.lang.management.ManagementFactory;
import org.junit.jupiter.api.Test;

/** A ceiling says what may come: memory is taken for what is there. */
final class HighestCeilingsTest {
  private static final int SALE = 2;
  private static final int GATED_SALE = 3;
  private static final long MOST_BYTES = 64L << 20;

  /** More than an engine makes room for before it is needed. */
  private static final int MANY_HOLDS = 5_000;

  private static final int FEW_CHANGES = 16;

  private static EngineConfig highest() {
    final int quarter = IdIndex.MAX_RECORDS / 4;
    final int most = Integer.MAX_VALUE;
    final Ceilings ceilings = new Ceilings();
    ceilings.maxChangesPerStep = FEW_CHANGES;
    ceilings.maxReservations = quarter;
    ceilings.maxEndedHolds = quarter;
    ceilings.maxRejections = quarter;
    ceilings.maxCommandIds = quarter;
    ceilings.maxSales = most;
    ceilings.maxLines = most;
    ceilings.maxReservationUnits = 1_000_000;
    ceilings.maxLineUnits = 1_000_000_000_000L;
    ceilings.maxTickets = most;
    ceilings.maxBuyerHolds = most;
    ceilings.memoryRetentionMs = Long.MAX_VALUE;
    return ceilings.config();
  }

  @Test
  void costNoMemory() {
    final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    final long before = threads.getCurrentThreadAllocatedBytes();

    final TestEngine test = TestEngine.selling(highest(), 10);
    test.openLimited(SALE, 5);
    test.openGated(GATED_SALE, 1);
    test.accepted(test.commands.reserve(1, SALE, 1, 2, 7));
    test.expect(Code.LIMIT_BUYER, test.commands.reserve(2, SALE, 1, 4, 7));
    test.accepted(test.commands.join(GATED_SALE, 7));

    final long inTheHeap = threads.getCurrentThreadAllocatedBytes() - before;
    assertThat(inTheHeap + test.engine.offHeapBytes()).isLessThan(MOST_BYTES);
  }

  @Test
  void aBuyersHoldsLapseTogetherHoweverManyTheyAre() {
    final TestEngine test = TestEngine.selling(highest(), 2 * MANY_HOLDS);
    for (int id = 1; id <= MANY_HOLDS; id++) {
      test.accepted(test.commands.reserve(id, 1, 1, 1, 7));
    }
    test.passMs(TestEngine.HOLD_MS);

    final TestCommands next = test.commands.reserve(MANY_HOLDS + 1, 1, 1, 1, 7);

    assertThat(test.runAfterOneTick(next).granted()).isEqualTo(1);
    assertThat(test.engine.nextDueMs()).isGreaterThan(test.timeMs());
  }
}
