package io.holdfast.tools.demo;

/** What becomes of a buyer who has his turn, or of one who does not want to wait for it. */
enum Habit {
  /** Pays in time. */
  BUYS,
  /** As above, but tries to reserve before his turn first. */
  PUSHES_IN,
  /** As above, but asks for more units than one buyer may have first. */
  GREEDY,
  /** Gives the ticket back instead of waiting for his turn. */
  LEAVES_QUEUE,
  /** Does not notice that it is his turn. */
  NO_SHOW,
  /** Reserves and forgets about it. */
  LETS_HOLD_LAPSE,
  /** Begins to pay and forgets about it. */
  LETS_PAYMENT_LAPSE,
  /** Pays, but after the deadline. */
  PAYS_LATE,
  /** Thinks better of it and gives the hold back. */
  RELEASES
}
