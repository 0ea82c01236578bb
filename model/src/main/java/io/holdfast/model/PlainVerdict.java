package io.holdfast.model;

import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The result of a command.
 *
 * @param granted units; of a Tick, the number of changes
 * @param available units available on the line after the step
 * @param deadlineMs engine time at which the hold lapses
 * @param line the first line of the basket at fault, from 0, or {@link #NO_LINE}
 * @param ownReservation the buyer's own live reservation on the line, where that is why
 * @param ticket of JoinQueue and LeaveQueue: the ticket's state now
 * @param place the ticket's place, from 0; empty before the opening
 * @param admittedUpTo places before this one have had their turn
 */
public record PlainVerdict(
    Code code,
    ReservationState state,
    boolean repeated,
    boolean late,
    int granted,
    OptionalLong available,
    OptionalLong deadlineMs,
    int line,
    Optional<Id> ownReservation,
    TicketState ticket,
    OptionalLong place,
    OptionalLong admittedUpTo) {

  /** No line of a basket is at fault. */
  public static final int NO_LINE = -1;

  private static final int REPEATED = 1;
  private static final int LATE = 1 << 1;

  /** The marks as the schema's set Marks numbers them. */
  public int marks() {
    return (repeated ? REPEATED : 0) | (late ? LATE : 0);
  }

  static PlainVerdict of(final Code code) {
    return new Fields(code).verdict();
  }

  PlainVerdict withState(final ReservationState value) {
    return with(fields -> fields.state = value);
  }

  PlainVerdict asRepeated() {
    return with(fields -> fields.repeated = true);
  }

  PlainVerdict asLate(final boolean value) {
    return with(fields -> fields.late = value);
  }

  PlainVerdict withGranted(final int units) {
    return with(fields -> fields.granted = units);
  }

  /** What is available on the line now; nothing where there is no line (null). */
  PlainVerdict withAvailable(final Line of) {
    final OptionalLong now = of == null ? OptionalLong.empty() : OptionalLong.of(of.available());
    return with(fields -> fields.available = now);
  }

  PlainVerdict withDeadline(final OptionalLong timeMs) {
    return with(fields -> fields.deadlineMs = timeMs);
  }

  PlainVerdict withDeadline(final long timeMs) {
    return withDeadline(OptionalLong.of(timeMs));
  }

  PlainVerdict withLine(final int index) {
    return with(fields -> fields.line = index);
  }

  PlainVerdict withOwnReservation(final Optional<Id> reservation) {
    return with(fields -> fields.ownReservation = reservation);
  }

  PlainVerdict withTicket(
      final TicketState state, final OptionalLong itsPlace, final long upToPlace) {
    return with(
        fields -> {
          fields.ticket = state;
          fields.place = itsPlace;
          fields.admittedUpTo = OptionalLong.of(upToPlace);
        });
  }

  private PlainVerdict with(final Consumer<Fields> change) {
    final Fields fields = new Fields(code);
    fields.state = state;
    fields.repeated = repeated;
    fields.late = late;
    fields.granted = granted;
    fields.available = available;
    fields.deadlineMs = deadlineMs;
    fields.line = line;
    fields.ownReservation = ownReservation;
    fields.ticket = ticket;
    fields.place = place;
    fields.admittedUpTo = admittedUpTo;
    change.accept(fields);
    return fields.verdict();
  }

  /** A verdict under construction: every field empty but the code. */
  private static final class Fields {
    private final Code code;
    private ReservationState state = ReservationState.NONE;
    private boolean repeated;
    private boolean late;
    private int granted;
    private OptionalLong available = OptionalLong.empty();
    private OptionalLong deadlineMs = OptionalLong.empty();
    private int line = NO_LINE;
    private Optional<Id> ownReservation = Optional.empty();
    private TicketState ticket = TicketState.NONE;
    private OptionalLong place = OptionalLong.empty();
    private OptionalLong admittedUpTo = OptionalLong.empty();

    Fields(final Code code) {
      this.code = code;
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
}
