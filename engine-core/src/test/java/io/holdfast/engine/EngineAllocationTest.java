package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.test.Allocations;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** In steady state no command allocates, neither accepted nor rejected. */
final class EngineAllocationTest {
  private static final int RUNS = 10_000;

  /** So few that the places given out stay within the chunk that the first one made. */
  private static final int GATED_RUNS = 1_000;

  /** Purchases stay, so as many records must be there as the warm-up and all rounds can make. */
  private static final int PURCHASES = 10 * RUNS;

  private static final int UNITS = 1_000_000;

  private final TestEngine test = TestEngine.selling(config(), UNITS);
  private final TestCommands commands = test.commands;
  private byte[] garbage = new byte[0];
  private long ids;
  private long soldOut;
  private long buyer;

  private static EngineConfig config() {
    final Ceilings ceilings = new Ceilings();
    ceilings.maxReservations = 4 * PURCHASES;
    ceilings.maxEndedHolds = 1_000;
    ceilings.maxCommandIds = 4 * PURCHASES;
    ceilings.maxReservationUnits = UNITS;
    ceilings.maxLineUnits = UNITS;
    ceilings.maxTickets = 1_000_000;
    ceilings.memoryRetentionMs = 60_000;
    return ceilings.config();
  }

  /** Growth is not steady state: the records are made, and forgotten again, before. */
  @BeforeEach
  void makeRoom() {
    for (int i = 0; i < 3 * PURCHASES; i++) {
      test.accepted(commands.reserve(++ids, 1, 1, 1));
    }
    final long made = ids;
    for (long id = 1; id <= made; id++) {
      test.accepted(commands.release(id));
    }
  }

  @AfterEach
  void unitsAreConserved() {
    test.assertConservation(ids);
  }

  @Test
  void reserveAndRelease() {
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.reserve(++ids, 1, 1, 1));
          test.accepted(commands.release(ids));
        });
  }

  @Test
  void reserveConfirmAndCancel() {
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.reserve(++ids, 1, 1, 2));
          test.accepted(commands.confirm(ids, 1));
          test.accepted(commands.cancel(ids, ids, TestCommands.ALL));
        });
  }

  @Test
  void rejectionForGood() {
    test.accepted(commands.reserve(++ids, 1, 1, UNITS));
    Allocations.assertNone(
        RUNS, () -> test.expect(Code.SOLD_OUT, commands.reserve(--soldOut, 1, 1, 1)));
  }

  @Test
  void rejectionForNow() {
    Allocations.assertNone(
        RUNS, () -> test.expect(Code.UNKNOWN_SALE, commands.reserve(-1, 2, 1, 1)));
  }

  @Test
  void repeats() {
    test.accepted(commands.reserve(++ids, 1, 1, 1));
    final long held = ids;
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.reserve(held, 1, 1, 1));
          test.expect(Code.ID_DIFFERS_ITEM, commands.reserve(held, 1, 2, 1));
        });
  }

  @Test
  void expiryByTick() {
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.reserve(++ids, 1, 1, 1));
          test.passMs(TestEngine.HOLD_MS);
          if (test.tick().granted() != 1) {
            throw new AssertionError("the hold did not lapse");
          }
        });
  }

  @Test
  void paymentAndExtension() {
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.reserve(++ids, 1, 1, 1));
          test.accepted(commands.extend(ids, test.timeMs() + TestEngine.HOLD_MS + 1));
          test.accepted(commands.beginPayment(ids));
          test.accepted(commands.release(ids));
        });
  }

  /** Two take turns: what one gives back, the other gets, who waits for it. */
  @Test
  void matchByRelease() {
    test.accepted(commands.reserve(++ids, 1, 1, UNITS));
    test.accepted(commands.reserveOrWait(++ids, 1, 1, UNITS, ids));
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.release(ids - 1));
          test.accepted(commands.reserveOrWait(++ids, 1, 1, UNITS, ids));
        });
    assertThat(test.state(ids - 1)).isEqualTo(ReservationState.HELD);
    assertThat(test.state(ids)).isEqualTo(ReservationState.WAITLISTED);
  }

  @Test
  void limitReached() {
    test.openLimited(2, 1);
    test.accepted(commands.reserve(++ids, 2, 1, 1, 7));
    Allocations.assertNone(
        RUNS,
        () -> {
          test.expect(Code.LIMIT_BUYER, commands.reserve(--soldOut, 2, 1, 1, 7));
          test.accepted(commands.reserve(++ids, 2, 1, 1, 8));
          test.accepted(commands.release(ids));
        });
  }

  /** A thousand take turns in the room: join, are let in, leave. */
  @Test
  void joinAdmitAndLeave() {
    test.openGated(2, 1_000);
    test.accepted(commands.join(2, 0));
    test.accepted(commands.leave(2, 0));
    test.passMs(1);
    test.tick();
    Allocations.assertNone(
        GATED_RUNS,
        () -> {
          test.accepted(commands.join(2, ++buyer % 1_000));
          test.passMs(1);
          if (test.tick().granted() != 1) {
            throw new AssertionError("the buyer was not let in");
          }
          test.accepted(commands.leave(2, buyer % 1_000));
        });
  }

  @Test
  void basketReservedAndReleased() {
    Allocations.assertNone(
        RUNS,
        () -> {
          test.accepted(commands.basket(ids, 1, ids + 1, TestEngine.ITEMS, 2));
          test.accepted(commands.releaseBasket(ids));
          ids += TestEngine.ITEMS;
        });
  }

  @Test
  void theMeasureSeesAnAllocationPerCommand() {
    assertThatThrownBy(
            () ->
                Allocations.assertNone(
                    RUNS,
                    () -> {
                      test.accepted(commands.reserve(++ids, 1, 1, 1));
                      test.accepted(commands.release(ids));
                      garbage = new byte[garbage.length == 1 ? 2 : 1];
                    }))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Allocated");
    assertThat(garbage).isNotEmpty();
  }
}
