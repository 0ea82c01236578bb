package io.holdfast.client;

import io.holdfast.protocol.codec.SaleState;
import java.util.OptionalLong;

/**
 * The numbers of a sale.
 *
 * @param sale its id
 * @param state where it stands
 * @param available units that can be held now, of all lines
 * @param held units held
 * @param sold units sold
 * @param soldOut nothing available and nothing held; a restock or a cancel lifts it
 * @param waiting entries on the waitlists
 * @param queued tickets that wait in the waiting room
 * @param admittedUpTo places before this one have had their turn; empty: no waiting room
 * @param fromSequence see {@link Update#fromSequence}
 * @param sequence see {@link Update#sequence}
 * @param timeMs see {@link Update#timeMs}
 * @param last see {@link Update#last}
 */
public record SaleUpdate(
    long sale,
    SaleState state,
    long available,
    long held,
    long sold,
    boolean soldOut,
    int waiting,
    int queued,
    OptionalLong admittedUpTo,
    long fromSequence,
    long sequence,
    long timeMs,
    boolean last)
    implements Update {

  /**
   * How many have their turn before the holder of this place; 0: it is the next. Empty once it has
   * had its turn, and where there is no waiting room.
   *
   * @param place of the ticket, from 0
   */
  public OptionalLong positionOf(final long place) {
    return admittedUpTo.isEmpty()
        ? OptionalLong.empty()
        : TicketInfo.position(OptionalLong.of(place), admittedUpTo.getAsLong());
  }
}
