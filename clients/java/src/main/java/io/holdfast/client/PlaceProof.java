package io.holdfast.client;

/**
 * Whether a ticket has the place that it must have. What it does not prove is in
 * docs/reference/shuffle.md.
 */
public enum PlaceProof {
  /** The sale has not opened: no place is drawn, and the seed is still secret. */
  NOT_DRAWN_YET,
  /** The seed is the one announced, and the ticket has the place that it leads to. */
  PROVEN,
  /**
   * The ticket was taken after the opening and has its turn in the order of joining, as it must.
   */
  PROVEN_IN_ORDER,
  /** The seed is not the one whose hash was announced. */
  OTHER_SEED,
  /** The ticket has another place than the seed leads to. */
  OTHER_PLACE;

  /**
   * Computes again what the node says.
   *
   * @param announcedHash the {@link RoomInfo#seedHash} that was seen before the opening, and should
   *     have been shown to everyone then: one that is only looked up now proves nothing
   * @param room the waiting room now
   * @param ticket the buyer's ticket in it
   */
  public static PlaceProof of(
      final String announcedHash, final RoomInfo room, final TicketInfo ticket) {
    if (room.seed().isEmpty() || room.drawn().isEmpty() || ticket.place().isEmpty()) {
      return NOT_DRAWN_YET;
    }
    if (!room.seed().get().hasSha256(announcedHash)) {
      return OTHER_SEED;
    }
    final long drawn = room.drawn().getAsLong();
    final long number = ticket.number();
    if (number >= drawn) {
      return ticket.place().getAsLong() == number ? PROVEN_IN_ORDER : OTHER_PLACE;
    }
    final long place = RoomShuffle.of(room.seed().get(), drawn).place(number);
    return ticket.place().getAsLong() == place ? PROVEN : OTHER_PLACE;
  }

  /** Whether all is as it must be. */
  public boolean isProven() {
    return this == PROVEN || this == PROVEN_IN_ORDER;
  }
}
