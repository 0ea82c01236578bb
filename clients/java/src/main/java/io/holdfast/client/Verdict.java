package io.holdfast.client;

import io.holdfast.protocol.CodeKind;
import io.holdfast.protocol.codec.Code;
import io.holdfast.protocol.codec.Durability;
import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import io.holdfast.protocol.codec.UuidDecoder;
import io.holdfast.protocol.codec.VerdictDecoder;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What the node decided on a command.
 *
 * @param code the decision; {@link Kind} says what sort of decision it is; NULL_VAL: one that only
 *     newer nodes know, of which {@link #codeNumber} and {@link #kind} are left
 * @param state of the reservation now
 * @param repeated the command was seen before, and this is the verdict it got then. After a lost
 *     connection the client itself sends again what was unanswered, so that a call made once may be
 *     answered so: it was done the first time, and the answer to that was lost
 * @param late confirmed after the deadline; the units were taken again
 * @param granted units held, confirmed, released or cancelled by the command
 * @param available units available on the line afterwards; empty: no one line
 * @param deadlineMs engine time at which the hold lapses, ms since 1970
 * @param sequence position in the node's log; empty: not taken
 * @param timeMs engine time of the decision, ms since 1970
 * @param line first line of the basket at fault, from 0
 * @param ownReservation the buyer's own live hold on the line, where that is why: a storefront can
 *     go on with it
 * @param ticket of JoinQueue and LeaveQueue: the ticket's state now; else NONE
 * @param place the ticket's place, from 0; empty: drawn at the opening, or no ticket
 * @param admittedUpTo places before this one have had their turn; empty: not about a ticket
 * @param epoch the node's term; discard a verdict of a lower one than you have seen
 * @param durability class reached before this was sent
 * @param codeNumber number of the code
 */
public record Verdict(
    Code code,
    ReservationState state,
    boolean repeated,
    boolean late,
    int granted,
    OptionalLong available,
    OptionalLong deadlineMs,
    OptionalLong sequence,
    OptionalLong timeMs,
    OptionalInt line,
    Optional<Id> ownReservation,
    TicketState ticket,
    OptionalLong place,
    OptionalLong admittedUpTo,
    long epoch,
    Durability durability,
    int codeNumber) {

  /** A verdict with a code that has a name. */
  public Verdict(
      final Code code,
      final ReservationState state,
      final boolean repeated,
      final boolean late,
      final int granted,
      final OptionalLong available,
      final OptionalLong deadlineMs,
      final OptionalLong sequence,
      final OptionalLong timeMs,
      final OptionalInt line,
      final Optional<Id> ownReservation,
      final TicketState ticket,
      final OptionalLong place,
      final OptionalLong admittedUpTo,
      final long epoch,
      final Durability durability) {
    this(
        code,
        state,
        repeated,
        late,
        granted,
        available,
        deadlineMs,
        sequence,
        timeMs,
        line,
        ownReservation,
        ticket,
        place,
        admittedUpTo,
        epoch,
        durability,
        code.value());
  }

  /** What a code means for the caller; the ranges are the protocol's. */
  public enum Kind {
    /** Done. */
    ACCEPTED,
    /** Never reached the log and bound no id; send it again, to this node or another. */
    NOT_TAKEN,
    /** In the log, but bound no id: the same command may be accepted later. */
    NOT_NOW,
    /** Bound the id: the same command will be answered the same. */
    FINAL;

    /** The kind of a code. */
    public static Kind of(final Code code) {
      return of(code.value());
    }

    /**
     * The kind of a code by its number, also of one that has no name here.
     *
     * @throws IllegalArgumentException if the number is in no range, as no code's ever is
     */
    public static Kind of(final int codeNumber) {
      return switch (CodeKind.of(codeNumber)) {
        case ACCEPTED -> ACCEPTED;
        case NOT_TAKEN -> NOT_TAKEN;
        case NOT_NOW -> NOT_NOW;
        case FINAL -> FINAL;
      };
    }
  }

  /** What sort of decision the code is. */
  public Kind kind() {
    return Kind.of(codeNumber);
  }

  /** The code's name, or its number where it has none here. */
  public String codeText() {
    return code == Code.NULL_VAL ? "code " + codeNumber : code.name();
  }

  /** Whether the command was carried out, now or when it was first seen. */
  public boolean isAccepted() {
    return code == Code.ACCEPTED;
  }

  /** How many have their turn before this ticket; see {@link TicketInfo#position}. */
  public OptionalLong position() {
    return admittedUpTo.isEmpty()
        ? OptionalLong.empty()
        : TicketInfo.position(place, admittedUpTo.getAsLong());
  }

  /** The code of a verdict in its buffer; NULL_VAL: one that only newer nodes know. */
  public static Code codeOf(final VerdictDecoder verdict) {
    return WireEnum.CODE.of(verdict.codeRaw());
  }

  /**
   * Copies a verdict out of its buffer.
   *
   * @throws IllegalArgumentException if its code is in no range
   */
  static Verdict read(final VerdictDecoder verdict) {
    final UuidDecoder own = verdict.ownReservation();
    final Id ownReservation = new Id(own.hi(), own.lo());
    final int codeNumber = verdict.codeRaw();
    Kind.of(codeNumber);
    return new Verdict(
        WireEnum.CODE.of(codeNumber),
        WireEnum.RESERVATION_STATE.of(verdict.stateRaw()),
        verdict.marks().repeated(),
        verdict.marks().late(),
        verdict.granted(),
        Optionals.of(verdict.available()),
        Optionals.of(verdict.deadlineMs()),
        Optionals.of(verdict.sequence()),
        Optionals.of(verdict.timeMs()),
        verdict.line() < 0 ? OptionalInt.empty() : OptionalInt.of(verdict.line()),
        ownReservation.isZero() ? Optional.empty() : Optional.of(ownReservation),
        WireEnum.TICKET_STATE.of(verdict.ticketRaw()),
        Optionals.of(verdict.place()),
        Optionals.of(verdict.admittedUpTo()),
        verdict.epoch(),
        WireEnum.DURABILITY.of(verdict.durabilityRaw()),
        codeNumber);
  }
}
