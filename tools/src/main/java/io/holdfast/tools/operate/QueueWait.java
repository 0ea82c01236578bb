package io.holdfast.tools.operate;

import io.holdfast.client.RoomInfo;
import io.holdfast.client.TicketInfo;
import io.holdfast.protocol.codec.SaleState;
import io.holdfast.protocol.codec.TicketState;
import java.util.OptionalLong;

/**
 * How long a buyer waits at least, from what the room says. It is a lower bound as long as nobody
 * else leaves: the room admits no faster than its rate, but more slowly for want of units, or of
 * buyers who finish.
 */
final class QueueWait {
  private static final long MS_PER_SECOND = 1_000;

  private QueueWait() {}

  /** Places that have their turn before the buyer's; empty if it does not wait for one. */
  static OptionalLong position(final TicketInfo ticket) {
    return ticket.state() == TicketState.WAITING ? ticket.position() : OptionalLong.empty();
  }

  /**
   * In ms. Turns of those who have left cost nothing, and up to a second's admissions may be saved
   * up, so neither counts.
   *
   * @return empty if the buyer has no position, or nobody is admitted now
   */
  static OptionalLong atLeastMs(final RoomInfo room, final TicketInfo ticket) {
    final OptionalLong position = position(ticket);
    final int perSecond = room.policy().admissionPerSecond();
    if (position.isEmpty() || room.state() != SaleState.OPEN || perSecond == 0) {
      return OptionalLong.empty();
    }
    final long turnsLeft = room.joined() - room.admittedUpTo();
    final long turnsOfTheGone = Math.max(0, turnsLeft - room.waiting());
    final long admissions = Math.max(0, position.getAsLong() - turnsOfTheGone) + 1;
    return OptionalLong.of(Math.max(0, admissions * MS_PER_SECOND / perSecond - MS_PER_SECOND));
  }
}
