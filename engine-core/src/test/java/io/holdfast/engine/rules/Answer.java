package io.holdfast.engine.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.holdfast.engine.TestCommands;
import io.holdfast.engine.Verdict;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;

/** What the reference says about a verdict besides its code. Holds until the next command. */
final class Answer {
  private final Verdict verdict;

  Answer(final Verdict verdict) {
    this.verdict = verdict;
  }

  /** Nothing but the code. */
  void nothingElse() {
    granted(0).state(ReservationState.NONE).available(Verdict.NONE).deadline(Verdict.NONE);
    line(Verdict.NO_LINE).repeated(false).late(false).own(0);
    ticket(TicketState.NONE).place(Verdict.NONE).admittedUpTo(Verdict.NONE);
  }

  Answer granted(final int units) {
    assertThat(verdict.granted()).as("granted").isEqualTo(units);
    return this;
  }

  Answer state(final ReservationState state) {
    assertThat(verdict.state()).as("state").isEqualTo(state);
    return this;
  }

  Answer available(final long units) {
    assertThat(verdict.available()).as("available").isEqualTo(units);
    return this;
  }

  Answer deadline(final long deadlineMs) {
    assertThat(verdict.deadlineMs()).as("deadline").isEqualTo(deadlineMs);
    return this;
  }

  /** The line of the basket at fault. */
  Answer line(final int index) {
    assertThat(verdict.line()).as("line").isEqualTo(index);
    return this;
  }

  Answer repeated() {
    return repeated(true);
  }

  Answer repeated(final boolean expected) {
    assertThat(verdict.repeated()).as("repeated").isEqualTo(expected);
    return this;
  }

  Answer late(final boolean expected) {
    assertThat(verdict.late()).as("late").isEqualTo(expected);
    return this;
  }

  /** The buyer's own reservation that is named; 0: none. */
  Answer own(final long reservation) {
    assertThat(verdict.ownReservationLo()).as("ownReservation").isEqualTo(reservation);
    assertThat(verdict.ownReservationHi())
        .isEqualTo(reservation == 0 ? 0 : TestCommands.RESERVATION);
    return this;
  }

  Answer ticket(final TicketState state) {
    assertThat(verdict.ticket()).as("ticket").isEqualTo(state);
    return this;
  }

  Answer place(final long place) {
    assertThat(verdict.place()).as("place").isEqualTo(place);
    return this;
  }

  Answer admittedUpTo(final long places) {
    assertThat(verdict.admittedUpTo()).as("admittedUpTo").isEqualTo(places);
    return this;
  }
}
