package io.holdfast.client;

import io.holdfast.protocol.codec.TicketState;
import java.util.OptionalLong;

/**
 * A buyer's ticket for a waiting room as the node sees it.
 *
 * @param sale whose waiting room
 * @param buyer whose ticket
 * @param timeMs engine time of this answer, ms since 1970
 * @param state where it stands
 * @param number in order of joining, from 0
 * @param place in order of admission, from 0; empty: drawn at the opening
 * @param admittedUpTo places before this one have had their turn
 * @param deadlineMs engine time at which the session ends, ms since 1970; empty: not admitted
 */
public record TicketInfo(
    long sale,
    long buyer,
    long timeMs,
    TicketState state,
    long number,
    OptionalLong place,
    long admittedUpTo,
    OptionalLong deadlineMs) {

  /**
   * How many places have their turn before this one; 0: it is the next. Empty while its place is
   * not drawn, and once it has had its turn.
   *
   * <p>A client that keeps its place needs no new query to follow its position: {@code
   * admittedUpTo} is one number for the whole sale.
   */
  public OptionalLong position() {
    return position(place, admittedUpTo);
  }

  /**
   * The position of a place, from the one number that changes.
   *
   * @param place of a ticket, as it was told once
   * @param admittedUpTo as it is now, from {@link RoomInfo}, a ticket or a verdict
   */
  public static OptionalLong position(final long place, final long admittedUpTo) {
    return place < admittedUpTo ? OptionalLong.empty() : OptionalLong.of(place - admittedUpTo);
  }

  static OptionalLong position(final OptionalLong place, final long admittedUpTo) {
    return place.isEmpty() ? place : position(place.getAsLong(), admittedUpTo);
  }
}
