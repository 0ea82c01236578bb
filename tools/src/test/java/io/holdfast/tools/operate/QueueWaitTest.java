package io.holdfast.tools.operate;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.client.AdmissionPolicy;
import io.holdfast.client.RoomInfo;
import io.holdfast.client.TicketInfo;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The wait is never told longer than it can be, had nobody else left. */
final class QueueWaitTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "null",
      textBlock =
          """
          # joined | upTo | waiting | place | per s | wait in ms
          # the next one, and those whom a second's saved admissions reach
              10   |   0  |   10    |    0  |  100  | 0
             100   |   0  |  100    |   99  |  100  | 0
          # one more than that is a hundredth of a second
             101   |   0  |  101    |  100  |  100  | 10
            1000   |   0  | 1000    |  999  |  100  | 9000
          # slower than one per second
              10   |   0  |   10    |    0  |    1  | 0
              10   |   0  |   10    |    9  |    1  | 9000
          # half of those before have left, or may have
            1000   |   0  |  500    |  999  |  100  | 4000
            1000   |   0  |    1    |  999  |  100  | 0
          # only turns that are left count
            2000   | 1000 | 1000    | 1999  |  100  | 9000
          # the rate is 0
              10   |   0  |   10    |    5  |    0  | null
          # not drawn yet
              10   |   0  |   10    | null  |  100  | null
          """)
  void ofAWaitingBuyerInAnOpenSale(
      final long joined,
      final long admittedUpTo,
      final int waiting,
      final Long place,
      final int perSecond,
      final Long waitMs) {
    final OptionalLong wait =
        QueueWait.atLeastMs(
            room(SaleState.OPEN, joined, admittedUpTo, waiting, perSecond),
            ticket(TicketState.WAITING, place, admittedUpTo));

    assertThat(Views.boxed(wait)).isEqualTo(waitMs);
  }

  @ParameterizedTest
  @CsvSource({"SCHEDULED, WAITING", "PAUSED, WAITING", "CLOSED, EXPIRED", "OPEN, LEFT"})
  void nobodyElseHasOne(final SaleState sale, final TicketState ticket) {
    assertThat(QueueWait.atLeastMs(room(sale, 10, 0, 10, 100), ticket(ticket, 5L, 0))).isEmpty();
  }

  private static RoomInfo room(
      final SaleState state,
      final long joined,
      final long admittedUpTo,
      final int waiting,
      final int perSecond) {
    return new RoomInfo(
        7,
        state,
        1,
        joined,
        OptionalLong.of(joined),
        admittedUpTo,
        admittedUpTo,
        waiting,
        0,
        0,
        0,
        0,
        0,
        AdmissionPolicy.DEFAULT.withAdmissionPerSecond(perSecond),
        false,
        "",
        Optional.empty());
  }

  private static TicketInfo ticket(
      final TicketState state, final Long place, final long admittedUpTo) {
    final OptionalLong given = place == null ? OptionalLong.empty() : OptionalLong.of(place);
    return new TicketInfo(7, 42, 1, state, 3, given, admittedUpTo, OptionalLong.empty());
  }
}
