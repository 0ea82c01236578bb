package io.holdfast.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.protocol.codec.Code;
import io.holdfast.test.Seed;
import java.util.EnumSet;
import java.util.Set;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;
import org.junit.jupiter.api.Test;

/** A command that is refused or repeated leaves stock and reservations as they were. */
final class RejectedCommandTest {
  private static final int COMMANDS = 20_000;
  private static final int UNITS = 300;

  private final TestEngine test = TestEngine.selling(EngineConfig.forReservations(COMMANDS), UNITS);
  private final MutableDirectBuffer before = new ExpandableArrayBuffer();
  private final MutableDirectBuffer after = new ExpandableArrayBuffer();

  @Test
  void changesNoQuantityAndNoLiveReservation(@Seed final long seed) {
    assertThat(codesThatChangedNothing(seed)).isNotEmpty();
  }

  /** Which codes come is a matter of the seed, so that they all come is said of a fixed one. */
  @Test
  void theRandomCommandsMeetTheCommonRefusals() {
    assertThat(codesThatChangedNothing(1))
        .contains(
            Code.ACCEPTED,
            Code.SOLD_OUT,
            Code.UNKNOWN_SALE,
            Code.UNKNOWN_LINE,
            Code.INVALID_QUANTITY,
            Code.EXCEEDS_HOLD,
            Code.EXCEEDS_PURCHASE,
            Code.ALREADY_CONFIRMED,
            Code.CONFIRMED_OTHER_QUANTITY,
            Code.HOLD_EXPIRED,
            Code.HOLD_RELEASED,
            Code.REFUND_DUE,
            Code.LINE_ID_IN_USE,
            Code.NOT_CONFIRMED);
  }

  private Set<Code> codesThatChangedNothing(final long seed) {
    final RandomCommands random = new RandomCommands(seed);
    final Set<Code> seen = EnumSet.noneOf(Code.class);
    for (int i = 0; i < COMMANDS; i++) {
      test.passMs(random.nextPauseMs());
      settle();
      final long first = random.first();
      final long last = random.last();
      final String quantities = test.quantities(1);
      test.copyLive(first, last, before);
      final Verdict verdict = test.run(random.next(test.commands));
      if (verdict.code() != Code.ACCEPTED || verdict.repeated()) {
        seen.add(verdict.code());
        assertThat(test.quantities(1)).as("after %s", verdict.code()).isEqualTo(quantities);
        // A refund that is due is remembered with the reservation; everything else stays.
        if (verdict.code() != Code.REFUND_DUE) {
          test.copyLive(first, last, after);
          assertThat(after).as("after %s", verdict.code()).isEqualTo(before);
        }
      }
    }
    test.assertConservation(random.last());
    return seen;
  }

  @Test
  void aCeilingChangesNothing() {
    final TestEngine full = TestEngine.selling(EngineConfig.forReservations(2), UNITS);
    full.accepted(full.commands.reserve(1, 1, 1, 1));
    full.accepted(full.commands.reserve(2, 1, 1, 1));
    final String quantities = full.quantities(1);
    full.expect(Code.CEILING_RESERVATIONS, full.commands.reserve(3, 1, 1, 1));
    full.expect(Code.CEILING_RESERVATIONS, full.commands.basket(1, 1, 3, 1, 1));
    assertThat(full.quantities(1)).isEqualTo(quantities);
    full.assertConservation(3);
  }

  @Test
  void itsIdIsJudgedAnewWhereTheCodeBindsNone() {
    test.expect(Code.UNKNOWN_SALE, test.commands.reserve(1, 2, 1, 1));
    test.accepted(test.commands.reserve(1, 1, 1, 1));
    test.assertConservation(1);
  }

  @Test
  void itsIdStaysBoundWhereTheCodeIsFinal() {
    test.accepted(test.commands.reserve(1, 1, 1, UNITS));
    test.expect(Code.SOLD_OUT, test.commands.reserve(2, 1, 1, 1));
    test.accepted(test.commands.release(1));
    test.expect(Code.SOLD_OUT, test.commands.reserve(2, 1, 1, 1));
    test.accepted(test.commands.reserve(3, 1, 1, 1));
    test.assertConservation(3);
  }

  private void settle() {
    while (test.engine.nextDueMs() <= test.timeMs()) {
      test.tick();
    }
  }
}
