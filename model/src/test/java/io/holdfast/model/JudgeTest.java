package io.holdfast.model;

import static io.holdfast.model.Shop.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import java.util.Optional;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

/** Each rule, broken by the journal of a sale of two units. */
final class JudgeTest {
  private static final long NOW_MS = 5_000;
  private static final int ACCEPTED = Code.ACCEPTED.value();
  private static final int HELD = ReservationState.HELD.value();

  private final PlainEngine engine = new PlainEngine();
  private final Judge judge = new Judge(engine);
  private long sequence;
  private long timeMs = NOW_MS;

  private Optional<Violation> judge(
      final Commands.Spec<?> command,
      final int code,
      final int marks,
      final int state,
      final int granted) {
    final byte[] bytes = command.bytes();
    sequence++;
    return judge.judge(
        sequence, timeMs, new UnsafeBuffer(bytes), 0, bytes.length, code, marks, state, granted);
  }

  private void good(final Commands.Spec<?> command, final int state, final int granted) {
    assertThat(judge(command, ACCEPTED, 0, state, granted)).isEmpty();
    assertThat(judge.judgeDigest(sequence, engine.digest())).isEmpty();
  }

  /** Five good steps, of which the last holds one of two units until 6000. */
  private void fiveGoodSteps() {
    good(new NodeCommands.EpochStart(), 0, 0);
    good(new Commands.CreateSale(), 0, 0);
    good(new Commands.AdjustStock().with(c -> c.delta = 2), 0, 0);
    good(new Commands.OpenSale(), 0, 0);
    good(new Commands.Reserve(), HELD, 1);
  }

  private static Commands.Reserve another(final int quantity) {
    return new Commands.Reserve()
        .with(
            c -> {
              c.id = id(2);
              c.quantity = quantity;
            });
  }

  private static void assertViolation(
      final Optional<Violation> found, final long sequence, final String rule, final String text) {
    assertThat(found).contains(new Violation(sequence, rule, text));
  }

  @Test
  void aGoodJournalHasNoViolation() {
    fiveGoodSteps();
    assertThat(judge(new Commands.Reserve(), ACCEPTED, 1, HELD, 1)).isEmpty();
    assertThat(judge(another(2), Code.SOLD_OUT.value(), 0, 0, 0)).isEmpty();
    timeMs += 1_000;
    good(new NodeCommands.Tick().with(c -> c.timeMs = timeMs), 0, 1);
    assertThat(judge.judgeState()).isEmpty();
    assertThat(judge.firstViolation()).isEmpty();
  }

  @Test
  void outcomeOversold() {
    fiveGoodSteps();
    assertViolation(
        judge(another(2), ACCEPTED, 0, HELD, 2),
        6,
        Judge.OUTCOME,
        "Reserve 00000000-0000-0009-0000-000000000002 of 2 units of item 1 in sale 1 for buyer 1: "
            + "recorded is ACCEPTED, granted 2, state HELD; "
            + "by the rules it is SOLD_OUT, granted 0, state NONE");
  }

  @Test
  void outcomeUndersold() {
    fiveGoodSteps();
    assertThat(judge(another(1), Code.SOLD_OUT.value(), 0, 0, 0))
        .get()
        .extracting(Violation::rule)
        .isEqualTo(Judge.OUTCOME);
  }

  @Test
  void everyPartOfTheOutcomeIsCompared() {
    final int[][] tampered = {
      {Code.SOLD_OUT.value(), 1, HELD, 1},
      {ACCEPTED, 0, HELD, 1},
      {ACCEPTED, 3, HELD, 1},
      {ACCEPTED, 5, HELD, 1},
      {ACCEPTED, 1, 0, 1},
      {ACCEPTED, 1, 77, 1},
      {ACCEPTED, 1, HELD, 2},
      {12_345, 1, HELD, 1}
    };
    for (final int[] outcome : tampered) {
      final JudgeTest fresh = new JudgeTest();
      fresh.fiveGoodSteps();
      assertThat(
              fresh.judge(new Commands.Reserve(), outcome[0], outcome[1], outcome[2], outcome[3]))
          .get()
          .extracting(Violation::rule)
          .isEqualTo(Judge.OUTCOME);
    }
  }

  @Test
  void outcomesWithoutANameAreTold() {
    fiveGoodSteps();
    assertThat(judge(new Commands.Reserve(), 12_345, 7, 77, 1).orElseThrow().text())
        .contains("recorded is unknown code 12345, granted 1, state unknown (77), repeated, late")
        .contains("marks 7")
        .endsWith("by the rules it is ACCEPTED, granted 1, state HELD, repeated");
  }

  @Test
  void sequenceLeftOut() {
    fiveGoodSteps();
    sequence++;
    assertViolation(
        judge(another(1), ACCEPTED, 0, HELD, 1),
        7,
        Judge.SEQUENCE_GAP,
        "sequence 7 follows sequence 5");
  }

  @Test
  void sequenceTwice() {
    fiveGoodSteps();
    sequence--;
    assertThat(judge(another(1), ACCEPTED, 0, HELD, 1).orElseThrow().rule())
        .isEqualTo(Judge.SEQUENCE_GAP);
  }

  @Test
  void timeBackwards() {
    fiveGoodSteps();
    timeMs--;
    assertViolation(
        judge(another(1), ACCEPTED, 0, HELD, 1),
        6,
        Judge.TIME_BACKWARDS,
        "time 4999 follows time 5000");
  }

  @Test
  void overdue() {
    fiveGoodSteps();
    timeMs += 1_001;
    assertViolation(
        judge(another(1), ACCEPTED, 0, HELD, 1),
        6,
        Judge.OVERDUE,
        "Reserve 00000000-0000-0009-0000-000000000002 of 1 unit of item 1 in sale 1 for buyer 1 "
            + "is stamped 6001, but what was due at 6000 was not done before");
  }

  @Test
  void tickOfAnotherTime() {
    fiveGoodSteps();
    assertViolation(
        judge(new NodeCommands.Tick().with(c -> c.timeMs = 5_001), ACCEPTED, 0, 0, 0),
        6,
        Judge.TICK_TIME,
        "a Tick of time 5001 is stamped 5000");
  }

  @Test
  void epochThatDoesNotBeginWithItsStart() {
    assertThat(judge(another(1), ACCEPTED, 0, HELD, 1).orElseThrow().text())
        .startsWith("the first command is Reserve")
        .endsWith("not an EpochStart");
  }

  @Test
  void laterEpochOfTheSameLog() {
    good(new NodeCommands.EpochStart(), 0, 0);
    good(new NodeCommands.EpochStart().with(c -> c.epoch = 2).with(c -> c.startSequence = 2), 0, 0);
    assertThat(judge.firstViolation()).isEmpty();
  }

  @Test
  void laterEpochWithOtherCeilings() {
    good(new NodeCommands.EpochStart(), 0, 0);
    assertThat(
            judge(
                    new NodeCommands.EpochStart()
                        .with(c -> c.startSequence = 2)
                        .with(c -> c.maxSales = 11),
                    ACCEPTED,
                    0,
                    0,
                    0)
                .orElseThrow()
                .text())
        .startsWith("a later epoch has other ceilings: ")
        .contains("maxSales=11", "maxSales=10");
  }

  @Test
  void laterEpochAtAnotherSequence() {
    good(new NodeCommands.EpochStart(), 0, 0);
    assertViolation(
        judge(new NodeCommands.EpochStart().with(c -> c.startSequence = 9), ACCEPTED, 0, 0, 0),
        2,
        Judge.EPOCH_START,
        "the EpochStart of sequence 9 has sequence 2");
  }

  @Test
  void epochStartAtAnotherSequence() {
    assertThat(
            judge(new NodeCommands.EpochStart().with(c -> c.startSequence = 9), ACCEPTED, 0, 0, 0)
                .orElseThrow())
        .isEqualTo(
            new Violation(1, Judge.EPOCH_START, "the EpochStart of sequence 9 has sequence 1"));
  }

  @Test
  void epochOfOtherRules() {
    assertThat(
            judge(new NodeCommands.EpochStart().with(c -> c.rulesVersion = 1), ACCEPTED, 0, 0, 0)
                .orElseThrow()
                .text())
        .isEqualTo("the epoch was run by rules version 1, known here is 2");
  }

  @Test
  void epochWithoutRoom() {
    assertThat(
            judge(new NodeCommands.EpochStart().with(c -> c.maxSales = 0), ACCEPTED, 0, 0, 0)
                .orElseThrow()
                .text())
        .startsWith("a ceiling is not positive");
  }

  @Test
  void unreadable() {
    fiveGoodSteps();
    final byte[] bytes = new Commands.Release().bytes();
    assertViolation(
        judge.judge(6, timeMs, new UnsafeBuffer(bytes), 0, bytes.length - 1, ACCEPTED, 0, 0, 0),
        6,
        Judge.UNREADABLE,
        "the record cannot be read: the message's block needs 24 bytes, 23 are left");
  }

  @Test
  void conservationOfALineThatTheStepTouched() {
    fiveGoodSteps();
    engine.world().sales.findLine(1, 1).move(1, 0, 0);
    assertThat(judge(another(1), ACCEPTED, 0, HELD, 1).orElseThrow())
        .isEqualTo(
            new Violation(
                6,
                Judge.CONSERVATION,
                "Reserve 00000000-0000-0009-0000-000000000002 of 1 unit of item 1 in sale 1 for "
                    + "buyer 1 left item 1 in sale 1: received 2, available 1, held 2, sold 0: "
                    + "available + held + sold is not received"));
  }

  @Test
  void conservationOfHoldsAndPurchases() {
    fiveGoodSteps();
    engine.world().sales.findLine(1, 1).move(0, -1, 1);
    assertThat(judge.judgeState().orElseThrow())
        .isEqualTo(
            new Violation(
                5,
                Judge.CONSERVATION,
                "item 1 in sale 1: received 2, available 1, held 0, sold 1: "
                    + "its holds add up to 1"));
  }

  @Test
  void somebodyWaitsForWhatIsAvailable() {
    fiveGoodSteps();
    final Line line = engine.world().sales.findLine(1, 1);
    final Command.Reserve waits = new Command.Reserve(id(9), 1, 1, 2, 0, 1, 0, 2);
    good(new Commands.PauseSale(), 0, 0);
    line.startWaiting(new Reservation(waits, line, null, 0, 9));
    line.sale().state(SaleState.OPEN);
    assertViolation(
        judge(new Commands.BeginPayment(), ACCEPTED, 0, ReservationState.PAYING.value(), 1),
        7,
        Judge.WAITLIST,
        "BeginPayment of reservation 00000000-0000-0001-0000-000000000001 left item 1 in sale 1: "
            + "received 2, available 1, held 1, sold 0: 1 wait for what is available, "
            + "and nothing is left to do");
  }

  @Test
  void aHoldAboveALimit() {
    good(new NodeCommands.EpochStart(), 0, 0);
    good(new Commands.CreateSale().with(c -> c.groupLineLimit = 2), 0, 0);
    good(new Commands.AdjustStock().with(c -> c.delta = 9), 0, 0);
    good(new Commands.OpenSale(), 0, 0);
    final Commands.Reserve reserve = another(2).with(c -> c.group = 7);
    good(reserve, HELD, 2);
    final Reservation first = engine.world().memory.findReservation(id(2));
    first.sale().books().count(first, -2);
    assertViolation(
        judge(reserve.with(c -> c.id = id(3)), ACCEPTED, 0, HELD, 2),
        6,
        Judge.LIMITS,
        "Reserve 00000000-0000-0009-0000-000000000003 of 2 units of item 1 in sale 1 for buyer 1: "
            + "reservation 00000000-0000-0009-0000-000000000003 brought group 7 to 4 units of "
            + "item 1 in sale 1, above the limit of 2");
  }

  /** A waiting room of one active buyer at a time, with 9 units, and the buyers 1 to 3 in it. */
  private Room threeInTheRoom() {
    good(new NodeCommands.EpochStart(), 0, 0);
    good(new Commands.CreateSale().with(Shop::gate).with(c -> c.maxActive = 1), 0, 0);
    good(new Commands.AdjustStock().with(c -> c.delta = 9), 0, 0);
    good(new Commands.OpenSale(), 0, 0);
    for (int buyer = 1; buyer <= 3; buyer++) {
      final long number = buyer;
      good(new Commands.JoinQueue().with(c -> c.buyer = number), 0, 0);
    }
    return engine.world().sales.find(1).room();
  }

  private String roomViolation(final int changes) {
    timeMs++;
    final Violation violation =
        judge(new NodeCommands.Tick().with(c -> c.timeMs = timeMs), ACCEPTED, 0, 0, changes)
            .orElseThrow();
    assertThat(violation.rule()).isEqualTo(Judge.WAITING_ROOM);
    return violation.text();
  }

  @Test
  void anAdmissionOutOfOrder() {
    final Room room = threeInTheRoom();
    room.nextTurn();
    assertThat(roomViolation(1))
        .isEqualTo(
            "a Tick of time 5001: buyer 2 was admitted to sale 1 at place 1: "
                + "place 0 waited and had no turn");
  }

  @Test
  void moreAdmissionsThanTheRateAllows() {
    final Room room = threeInTheRoom();
    room.accrueTokens(timeMs + 1);
    room.resumeTokens(timeMs);
    assertThat(judge(new NodeCommands.Tick().with(c -> c.timeMs = timeMs), ACCEPTED, 0, 0, 1))
        .get()
        .extracting(Violation::text)
        .asString()
        .endsWith("buyer 1 was admitted to sale 1 at place 0: faster than 1000000 per second");
  }

  @Test
  void moreActiveThanMayBe() {
    final Room room = threeInTheRoom();
    timeMs++;
    good(new NodeCommands.Tick().with(c -> c.timeMs = timeMs), 0, 1);
    room.end(room.ticketOf(1), TicketState.LEFT);
    assertThat(roomViolation(1))
        .endsWith("buyer 2 was admitted to sale 1 at place 1: 1 were active already");
  }

  @Test
  void anOutageMayComeBeforeWhatIsDue() {
    fiveGoodSteps();
    timeMs += 5_000;
    good(new NodeCommands.Outage().with(c -> c.timeMs = timeMs), 0, 1);
    good(new Commands.Confirm(), ReservationState.CONFIRMED.value(), 1);
  }

  @Test
  void anOutageThatIsNotTheFirstStepOfItsTimeComesAfterTheTick() {
    fiveGoodSteps();
    timeMs += 5_000;
    final NodeCommands.Outage outage =
        new NodeCommands.Outage()
            .with(
                c -> {
                  c.timeMs = timeMs;
                  c.graceMs = 0;
                });
    good(outage, 0, 1);
    assertThat(judge(outage, ACCEPTED, 0, 0, 0).orElseThrow().rule()).isEqualTo(Judge.OVERDUE);
  }

  @Test
  void outageOfAnotherTime() {
    fiveGoodSteps();
    assertThat(
            judge(new NodeCommands.Outage().with(c -> c.timeMs = 1), ACCEPTED, 0, 0, 0)
                .orElseThrow())
        .isEqualTo(new Violation(6, Judge.TICK_TIME, "an Outage of time 1 is stamped 5000"));
  }

  @Test
  void onlyTheFirstStepOfATimeMustBeATick() {
    good(new NodeCommands.EpochStart().with(c -> c.maxChangesPerStep = 1), 0, 0);
    good(new Commands.CreateSale(), 0, 0);
    good(new Commands.AdjustStock().with(c -> c.delta = 9), 0, 0);
    good(new Commands.OpenSale(), 0, 0);
    good(another(1), HELD, 1);
    good(another(1).with(c -> c.id = id(3)), HELD, 1);
    timeMs += 1_000;
    good(new NodeCommands.Tick().with(c -> c.timeMs = timeMs), 0, 1);
    assertThat(engine.isDue(timeMs)).isTrue();
    final int hold = ReservationState.EXPIRED.value();
    assertThat(
            judge(
                new Commands.Release().with(c -> c.reservation = id(3)),
                Code.HOLD_EXPIRED.value(),
                0,
                hold,
                0))
        .isEmpty();
  }

  @Test
  void digest() {
    fiveGoodSteps();
    assertThat(judge.judgeDigest(5, 1).orElseThrow())
        .isEqualTo(
            new Violation(
                5,
                Judge.DIGEST,
                String.format(
                    "the digest after this step is recorded as 0000000000000001; "
                        + "the commands and outcomes give %016x",
                    engine.digest())));
  }

  @Test
  void digestOfAnotherStepIsACallersMistake() {
    fiveGoodSteps();
    assertThatThrownBy(() -> judge.judgeDigest(4, engine.digest()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void theFirstViolationIsTheLastWord() {
    fiveGoodSteps();
    final Optional<Violation> first = judge(another(2), ACCEPTED, 0, HELD, 2);
    final long digest = engine.digest();
    assertThat(judge(another(1), ACCEPTED, 0, HELD, 1)).isEqualTo(first);
    assertThat(judge.judgeDigest(7, 0)).isEqualTo(first);
    assertThat(judge.judgeState()).isEqualTo(first);
    assertThat(judge.firstViolation()).isEqualTo(first);
    assertThat(engine.digest()).isEqualTo(digest);
  }
}
