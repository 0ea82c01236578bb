package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import org.junit.jupiter.api.Test;

/** What forgotten sales leave behind is cleared away: all of it, and nothing else. */
final class SweepTest {
  /** More than there are marks. */
  private static final int SALES = SaleMarks.MARKS + 50;

  private static final int UNITS = 40;
  private static final int MEMORY = 8;

  /** Far from the ids of what is tested. */
  private static final long OPERATOR = 1_000_000;

  private static final int STEPS = 100;

  private final TestEngine test = TestEngine.selling(config(), UNITS);
  private final TestCommands commands = test.commands;
  private long nextId = 1;

  private static EngineConfig config() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxSales = SALES;
    ceilings.maxLines = SALES * TestEngine.ITEMS;
    ceilings.maxCommandIds = 10 * SALES;
    ceilings.maxEndedHolds = MEMORY;
    ceilings.maxRejections = MEMORY;
    return ceilings.config();
  }

  @Test
  void theirRecordsAreUsedAgain() {
    sellAndForget(2, SaleMarks.MARKS);
    final long bytes = test.engine.offHeapBytes();
    sellAndForget(SaleMarks.MARKS, 4 * SaleMarks.MARKS);
    assertThat(test.engine.offHeapBytes()).isEqualTo(bytes);
  }

  @Test
  void thoseOfAnotherSaleWithTheSameMarkStay() {
    for (int sale = 2; sale <= SALES; sale++) {
      test.open(sale, TestEngine.HOLD_MS);
    }
    final int kept = 7;
    final int twin = kept + SaleMarks.MARKS;
    buy(1, kept, 1);
    buy(2, twin, 1);
    buy(3, twin - 1, 1);
    forget(twin);
    assertThat(test.state(1)).isEqualTo(ReservationState.CONFIRMED);
    assertThat(test.state(2)).isEqualTo(ReservationState.NONE);
    assertThat(test.state(3)).isEqualTo(ReservationState.CONFIRMED);
    buy(2, kept, 1);
    forget(kept);
    assertThat(test.state(1)).isEqualTo(ReservationState.NONE);
    assertThat(test.state(2)).isEqualTo(ReservationState.NONE);
    assertThat(test.state(3)).isEqualTo(ReservationState.CONFIRMED);
  }

  private void sellAndForget(final int firstSale, final int end) {
    for (int sale = firstSale; sale < end; sale++) {
      sellAndForget(sale);
    }
  }

  /** Something of every kind that a sale can leave. */
  private void sellAndForget(final long sale) {
    test.open(sale, TestEngine.HOLD_MS);
    for (int i = 0; i < MEMORY; i++) {
      buy(nextId++, sale, 1);
      test.accepted(commands.reserve(nextId, sale, 2, 1));
      test.accepted(commands.release(nextId++));
      test.expect(Code.SOLD_OUT, commands.reserve(nextId++, sale, 3, UNITS + 1));
      test.accepted(commands.reserve(nextId++, sale, 4, 1));
    }
    buy(nextId, sale, 2);
    test.accepted(commands.cancel(nextId, nextId, 1));
    nextId++;
    final long basket = nextId++;
    test.accepted(commands.basket(basket, sale, nextId, 2, 1));
    nextId += 2;
    test.accepted(commands.confirmBasket(basket));
    test.passMs(TestEngine.HOLD_MS);
    forget(sale);
  }

  private void buy(final long id, final long sale, final int quantity) {
    test.accepted(commands.reserve(id, sale, 1, quantity));
    test.accepted(commands.confirm(id, quantity));
  }

  private void forget(final long sale) {
    test.accepted(commands.closeSale(OPERATOR + sale, sale));
    for (int i = 0; i < STEPS; i++) {
      test.passMs(1);
      test.expect(Code.UNKNOWN_SALE, commands.reserve(OPERATOR, sale, 1, 1));
    }
  }
}
