package io.holdfast.client;

import io.holdfast.protocol.codec.ReservationState;
import io.holdfast.protocol.codec.TicketState;
import java.util.List;
import java.util.OptionalLong;

/**
 * What a buyer has in a sale as the node sees it.
 *
 * @param sale where
 * @param buyer who
 * @param timeMs engine time of this answer, ms since 1970
 * @param units held and sold, as counted for the limit of the sale; empty: not counted
 * @param ticket state of the buyer's ticket; NONE: there is none
 * @param reservations what the buyer holds and waits for, newest first
 */
public record BuyerInfo(
    long sale,
    long buyer,
    long timeMs,
    OptionalLong units,
    TicketState ticket,
    List<Reservation> reservations) {

  /** Keeps a copy of the list. */
  public BuyerInfo {
    reservations = List.copyOf(reservations);
  }

  /**
   * A live reservation of the buyer.
   *
   * @param reservation its id
   * @param item of what
   * @param state where it stands
   * @param deadlineMs engine time at which the hold lapses, ms since 1970; empty: it does not
   * @param asked units asked for
   * @param granted units held
   */
  public record Reservation(
      Id reservation,
      long item,
      ReservationState state,
      OptionalLong deadlineMs,
      int asked,
      int granted) {}
}
