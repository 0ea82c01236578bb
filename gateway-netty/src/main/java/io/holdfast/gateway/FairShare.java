package io.holdfast.gateway;

/**
 * Keeps connections with large windows from crowding out those with small ones. The ring is served
 * in order, so a connection's part of the commands executed is its part of the slots in flight:
 * while somebody has a whole window in flight, and so could use more, nobody has more than half as
 * much again. Of n connections that wait each then gets at least 2/(3n - 1) of the slots, well
 * above half its equal share. Alone, or beside connections that do not fill their windows, each has
 * its own.
 *
 * <p>For one event loop.
 */
final class FairShare {
  /** So often answers come before a full window that was not seen again is forgotten, or twice. */
  static final int TURNS = 16;

  private static final int NOBODY = Integer.MAX_VALUE / 2;

  private int smallestBefore = NOBODY;
  private int smallestNow = NOBODY;
  private int turns;

  /** Answers came. */
  void onTurn() {
    turns++;
    if (turns == TURNS) {
      turns = 0;
      smallestBefore = smallestNow;
      smallestNow = NOBODY;
    }
  }

  /** A connection has its whole window in flight, or a request that does not fit what is left. */
  void onFull(final int windowSlots) {
    smallestNow = Math.min(smallestNow, windowSlots);
  }

  /** Slots that a connection may have in flight now; never fewer than the longest message takes. */
  int mostSlots(final int windowSlots) {
    final int smallest = Math.min(smallestBefore, smallestNow);
    return Math.min(windowSlots, smallest + smallest / 2);
  }
}
