package io.holdfast.client;

/**
 * What a subscription shows: the state after a step of the node's log, complete in itself. The
 * updates of one subscription leave no gap: each covers what happened after {@link #fromSequence}
 * up to {@link #sequence}, and the next one goes on from there. A client that reads slowly, or
 * looks away, gets fewer of them that each cover more.
 */
public sealed interface Update permits SaleUpdate, ReservationUpdate, TicketUpdate {
  /** Value of {@link #fromSequence} in an update that begins anew. */
  long FIRST = -1;

  /**
   * {@link #sequence} of the update before; {@link #FIRST}: this one begins anew, as at the start
   * and after the connection was made again.
   */
  long fromSequence();

  /** Position in the node's log after which this is the state. */
  long sequence();

  /** Engine time of that step, ms since 1970. */
  long timeMs();

  /** Whether what it is about was forgotten by the node; no other update follows. */
  boolean last();

  /** Whether it begins anew. */
  default boolean isFirst() {
    return fromSequence() == FIRST;
  }
}
