package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import java.util.Optional;
import java.util.OptionalLong;

/** The whole verdict that a test expects, every field that is not named being empty. */
final class Expect {
  private final Code code;
  private ReservationState state = ReservationState.NONE;
  private boolean repeated;
  private boolean late;
  private int granted;
  private OptionalLong available = OptionalLong.empty();
  private OptionalLong deadlineMs = OptionalLong.empty();
  private int line = PlainVerdict.NO_LINE;
  private Optional<Id> ownReservation = Optional.empty();
  private TicketState ticket = TicketState.NONE;
  private OptionalLong place = OptionalLong.empty();
  private OptionalLong admittedUpTo = OptionalLong.empty();

  private Expect(final Code code) {
    this.code = code;
  }

  static Expect code(final Code code) {
    return new Expect(code);
  }

  static Expect accepted() {
    return new Expect(Code.ACCEPTED);
  }

  Expect state(final ReservationState value) {
    state = value;
    return this;
  }

  Expect repeated() {
    repeated = true;
    return this;
  }

  Expect late() {
    late = true;
    return this;
  }

  Expect granted(final int units) {
    granted = units;
    return this;
  }

  Expect available(final long units) {
    available = OptionalLong.of(units);
    return this;
  }

  Expect deadline(final long timeMs) {
    deadlineMs = OptionalLong.of(timeMs);
    return this;
  }

  Expect line(final int index) {
    line = index;
    return this;
  }

  Expect own(final Id reservation) {
    ownReservation = Optional.of(reservation);
    return this;
  }

  /** A ticket without a place yet. */
  Expect ticket(final TicketState state, final long upToPlace) {
    ticket = state;
    admittedUpTo = OptionalLong.of(upToPlace);
    return this;
  }

  Expect place(final long itsPlace) {
    place = OptionalLong.of(itsPlace);
    return this;
  }

  PlainVerdict verdict() {
    return new PlainVerdict(
        code,
        state,
        repeated,
        late,
        granted,
        available,
        deadlineMs,
        line,
        ownReservation,
        ticket,
        place,
        admittedUpTo);
  }
}
