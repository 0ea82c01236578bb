package io.holdfast.tools.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.holdfast.tools.workload.WorkloadAction;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightTest {
  private final Flight flight = new Flight();

  @Test
  void answersInOrderSettleTheCommands() {
    send(1, 2, 3);

    assertThat(flight.executed(1).number()).isEqualTo(1);
    assertThat(flight.executed(2).number()).isEqualTo(2);
    assertThat(flight.size()).isEqualTo(1);
    assertThat(flight.isHalted()).isFalse();
  }

  @Test
  void anAnswerOutOfOrderIsAFault() {
    send(1, 2);

    assertThatThrownBy(() -> flight.executed(2))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the node answered command 2 before 1");
  }

  @Test
  void anAnswerToNothingIsAFault() {
    assertThatThrownBy(() -> flight.executed(9)).hasMessageContaining("9, which was not sent");
    assertThatThrownBy(() -> flight.refused(9)).hasMessageContaining("9, not in flight");
  }

  @Test
  void whatWasRefusedAndEverythingAfterItIsSentAgainInOrder() {
    send(1, 2, 3, 4);

    flight.refused(4);
    flight.refused(2);
    assertThat(flight.isHalted()).isTrue();
    assertThat(flight.canTurnBack()).isFalse();
    assertThat(flight.executed(1).number()).as("sent before what was refused").isEqualTo(1);
    assertThat(flight.executed(3)).as("executed without 2: not believed").isNull();
    assertThat(flight.canTurnBack()).isTrue();
    flight.turnBack();

    assertThat(resendAll()).containsExactly(2L, 3L, 4L);
    assertThat(flight.isHalted()).isFalse();
    assertThat(flight.executed(2).number()).isEqualTo(2);
  }

  @Test
  void aLostConnectionSendsEverythingUnansweredAgainInOrder() {
    send(1, 2, 3, 4);
    flight.executed(1);
    flight.refused(3);

    flight.connectionLost();

    assertThat(flight.isHalted()).isFalse();
    assertThat(resendAll()).containsExactly(2L, 3L, 4L);
  }

  @Test
  void aSecondLossInTheMidstOfResendingKeepsTheOrder() {
    send(1, 2, 3, 4, 5);
    flight.connectionLost();
    flight.sent(flight.nextToResend());
    flight.sent(flight.nextToResend());
    flight.executed(1);

    flight.connectionLost();

    assertThat(resendAll()).containsExactly(2L, 3L, 4L, 5L);
    assertThat(flight.size()).isEqualTo(4);
  }

  @Test
  void whatIsNeverTakenIsNotSentAgain() {
    send(1, 2, 3);

    assertThat(flight.remove(2).number()).isEqualTo(2);
    flight.connectionLost();

    assertThat(resendAll()).containsExactly(1L, 3L);
  }

  private void send(final long... numbers) {
    for (final long number : numbers) {
      flight.sent(new PlayCommand(number, WorkloadAction.RESERVE, 0, null));
    }
  }

  private List<Long> resendAll() {
    final List<Long> numbers = new ArrayList<>();
    while (flight.nextToResend() != null) {
      numbers.add(flight.nextToResend().number());
      flight.sent(flight.nextToResend());
    }
    return numbers;
  }
}
