package io.holdfast.engine;

import io.holdfast.protocol.codec.TicketState;

/** One ticket per buyer and gated sale: 24 bytes each, found by sale and buyer. */
final class Tickets {
  static final int NULL = Pool.NULL;

  private static final int BUYER = 0;

  /** Chain | sale's ordinal and state. */
  private static final int CHAIN_AND_SALE = 1;

  /** Number | session. */
  private static final int NUMBER_AND_SESSION = 2;

  private static final int WORDS = 3;
  private static final int STATE_BITS = 3;
  private static final int STATE_MASK = 7;
  private static final TicketState[] STATES = statesByNumber();

  private final int expected;

  /** Null until a gated sale is created. */
  private Pool pool;

  /** Places given out in all sales that are not forgotten. */
  int placesGiven;

  Tickets(final int expected) {
    this.expected = expected;
  }

  /** To be called before a gated sale is created; here the table is made. */
  void prepare() {
    if (pool == null) {
      pool = new Pool(WORDS, CHAIN_AND_SALE, expected);
    }
  }

  /** The buyer's ticket, or {@link #NULL}. */
  int find(final Sale sale, final long buyer) {
    int ticket = pool.head(hash(sale.ordinal, buyer));
    while (ticket != NULL
        && (pool.word(ticket, BUYER) != buyer || ordinal(ticket) != sale.ordinal)) {
      ticket = pool.next(ticket);
    }
    return ticket;
  }

  int add(final Sale sale, final long buyer) {
    final int ticket = pool.add(hash(sale.ordinal, buyer));
    pool.word(ticket, BUYER, buyer);
    pool.high(ticket, CHAIN_AND_SALE, sale.ordinal << STATE_BITS);
    return ticket;
  }

  long buyer(final int ticket) {
    return pool.word(ticket, BUYER);
  }

  int ordinal(final int ticket) {
    return pool.high(ticket, CHAIN_AND_SALE) >>> STATE_BITS;
  }

  /** State as written; NONE where there is no ticket at this index. */
  TicketState state(final int ticket) {
    return STATES[pool.high(ticket, CHAIN_AND_SALE) & STATE_MASK];
  }

  void state(final int ticket, final TicketState state) {
    pool.high(ticket, CHAIN_AND_SALE, ordinal(ticket) << STATE_BITS | state.value());
  }

  int number(final int ticket) {
    return pool.low(ticket, NUMBER_AND_SESSION);
  }

  void number(final int ticket, final int number) {
    pool.low(ticket, NUMBER_AND_SESSION, number);
  }

  /** Index of the session in the sale's room; only of a ticket ADMITTED. */
  int session(final int ticket) {
    return pool.high(ticket, NUMBER_AND_SESSION);
  }

  void session(final int ticket, final int session) {
    pool.high(ticket, NUMBER_AND_SESSION, session);
  }

  /** One more than the highest index of a ticket. */
  int limit() {
    return pool == null ? 0 : pool.limit();
  }

  /** Removes a ticket of a sale that is forgotten. */
  void forget(final int ticket) {
    pool.remove(ticket, hash(ordinal(ticket), buyer(ticket)));
  }

  private static long hash(final int ordinal, final long buyer) {
    return Hashes.mix(buyer * 31 + ordinal);
  }

  private static TicketState[] statesByNumber() {
    final TicketState[] states = new TicketState[STATE_MASK + 1];
    for (int i = 0; i <= TicketState.LEFT.value(); i++) {
      states[i] = TicketState.get((short) i);
    }
    return states;
  }
}
