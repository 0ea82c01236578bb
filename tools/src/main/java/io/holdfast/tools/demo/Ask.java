package io.holdfast.tools.demo;

/**
 * What a buyer, or the shop on his behalf, asks the node, with the time he takes before he does (a
 * range in ms, before haste).
 */
enum Ask {
  /** Takes a ticket. */
  JOIN(0, "JoinQueue", 0, 0),
  /** Early buyers, after the opening: which place was drawn for me? */
  PLACE(1, "QueryTicket", 0, 0),
  /** The broadcast number has passed my place: am I admitted? */
  TURN(2, "QueryTicket", 50, 600),
  /** After the sale: what became of my ticket? */
  LOOK_BACK(3, "QueryTicket", 0, 0),
  /** Gives the ticket back. */
  LEAVE(4, "LeaveQueue", 0, 1_000),
  /** Tries to get something without being admitted. */
  PUSH_IN(5, "Reserve", 0, 2_000),
  RESERVE(6, "Reserve", 100, 1_200),
  /** Is there something for me from the waitlist? Asked by sending the Reserve again. */
  RESERVE_AGAIN(7, "Reserve", 300, 500),
  /** The same, asked by a query. */
  WATCH(8, "QueryReservation", 300, 500),
  /** Has my forgotten hold lapsed? */
  LAPSE(9, "QueryReservation", 50, 200),
  BEGIN_PAYMENT(10, "BeginPayment", 100, 800),
  CONFIRM(11, "Confirm", 300, 2_000),
  /** Pays after the deadline; the time counts from there. */
  CONFIRM_LATE(12, "Confirm", 50, 1_500),
  RELEASE(13, "Release", 200, 1_500);

  private static final Ask[] BY_NUMBER = byNumber();

  private final int number;
  private final String command;
  private final long leastMs;
  private final long mostMs;

  Ask(final int number, final String command, final long leastMs, final long mostMs) {
    this.number = number;
    this.command = command;
    this.leastMs = leastMs;
    this.mostMs = mostMs;
  }

  private static Ask[] byNumber() {
    final Ask[] all = new Ask[values().length];
    for (final Ask ask : values()) {
      all[ask.number] = ask;
    }
    return all;
  }

  static Ask of(final int number) {
    return BY_NUMBER[number];
  }

  /** From 0, below 16: a part of the correlation id. */
  int number() {
    return number;
  }

  /** The message it is. */
  String command() {
    return command;
  }

  long leastMs() {
    return leastMs;
  }

  long mostMs() {
    return mostMs;
  }
}
