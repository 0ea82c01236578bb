package io.holdfast.engine;

import io.holdfast.protocol.codec.SaleState;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * The waiting room of one sale: who has which place, how many may come in, and when the next one
 * may. What happens to tickets is {@link Rooms}' business.
 */
final class Room {
  private static final int TOKEN = 1_000;
  private static final long MS_PER_SECOND = 1_000;
  private static final long PERMILLE = 1_000;

  /** Keeps products within 64 bits; far above any stock. */
  private static final long MOST_UNITS = 1_000_000_000_000L;

  private static final int CHUNK_BITS = 14;
  private static final int CHUNK_MASK = (1 << CHUNK_BITS) - 1;
  private static final int NOT_DRAWN = -1;

  final Sale sale;

  private int[][] ticketByNumber = new int[1][];
  private int joined;
  private int drawn = NOT_DRAWN;
  private int admittedUpTo;
  private long[] seed;
  private byte[] seedHash;
  private Shuffle shuffle;
  private Sessions sessions = new Sessions();
  private long credit;
  private long creditAtMs;

  /** Tickets WAITING. */
  int waiting;

  /** Buyers admitted so far. */
  long admitted;

  /** Sessions that ended DONE. */
  long done;

  /** Sessions that ended EXPIRED. */
  long expired;

  /** Tickets that were given back. */
  long left;

  Room(final Sale sale) {
    this.sale = sale;
  }

  /** The shuffle's key, fixed at the sale's creation: four words, little endian. */
  void seed(final long[] words) {
    seed = words;
    seedHash = sha256(words);
  }

  /** SHA-256 of the seed. */
  byte[] seedHash() {
    return seedHash;
  }

  private static byte[] sha256(final long[] words) {
    final ByteBuffer bytes =
        ByteBuffer.allocate(words.length * Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (final long word : words) {
      bytes.putLong(word);
    }
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes.array());
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  long[] seed() {
    return seed;
  }

  Sessions sessions() {
    return sessions;
  }

  /** Places given out. */
  int joined() {
    return joined;
  }

  /** Places that the shuffle ordered, or -1 before the opening. */
  int drawn() {
    return drawn;
  }

  boolean isDrawn() {
    return drawn != NOT_DRAWN;
  }

  /** Places before this one have had their turn. */
  int admittedUpTo() {
    return admittedUpTo;
  }

  /** Gives the ticket the next number. */
  int join(final int ticket) {
    final int number = joined++;
    final int chunk = number >>> CHUNK_BITS;
    if (chunk == ticketByNumber.length) {
      ticketByNumber = Arrays.copyOf(ticketByNumber, 2 * chunk);
    }
    chunkOf(number)[number & CHUNK_MASK] = ticket;
    waiting++;
    sale.touch();
    return number;
  }

  /** As of when the tokens are up to date. */
  long creditAtMs() {
    return creditAtMs;
  }

  /** The tokens of a loaded state. */
  void restoreCredit(final long tokens, final long atMs) {
    credit = tokens;
    creditAtMs = atMs;
  }

  /**
   * The places of a loaded state. Numbers whose tickets have a newer one belong to no ticket; their
   * turn passes as before.
   */
  void restorePlaces(final int placesGiven, final int placesDrawn, final int placesVisited) {
    joined = placesGiven;
    drawn = placesDrawn;
    admittedUpTo = placesVisited;
    shuffle = isDrawn() ? new Shuffle(seed, drawn) : null;
    ticketByNumber = new int[1 + (placesGiven >>> CHUNK_BITS)][];
  }

  /** The ticket of a number of {@link #restorePlaces}. */
  void restoreTicket(final int number, final int ticket) {
    chunkOf(number)[number & CHUNK_MASK] = ticket;
  }

  private int[] chunkOf(final int number) {
    final int chunk = number >>> CHUNK_BITS;
    if (ticketByNumber[chunk] == null) {
      ticketByNumber[chunk] = new int[CHUNK_MASK + 1];
    }
    return ticketByNumber[chunk];
  }

  /** Place of a number, {@link Verdict#NONE} before it is drawn. */
  long placeOf(final int number) {
    if (!isDrawn()) {
      return Verdict.NONE;
    }
    return number < drawn ? shuffle.place(number) : number;
  }

  /** Number of the next place; its turn is over with this. */
  int takeTurn() {
    final int place = admittedUpTo++;
    sale.touch();
    return place < drawn ? (int) shuffle.number(place) : place;
  }

  /** The ticket that got the number, or {@link Tickets#NULL} where a loaded state names none. */
  int ticketOf(final int number) {
    final int[] chunk = ticketByNumber[number >>> CHUNK_BITS];
    return chunk == null ? Tickets.NULL : chunk[number & CHUNK_MASK];
  }

  /** Tokens as of the last time they were brought up to date, in thousandths. */
  long credit() {
    return credit;
  }

  void payToken() {
    credit -= TOKEN;
  }

  /** Told before the sale moves: the clock of the tokens runs only while it is open. */
  void saleMoves(final SaleState from, final SaleState to, final long timeMs) {
    if (from == SaleState.OPEN) {
      accrue(timeMs);
    }
    if (to == SaleState.OPEN) {
      if (!isDrawn()) {
        drawn = joined;
        shuffle = new Shuffle(seed, joined);
      }
      creditAtMs = timeMs;
    }
    if (to == SaleState.CLOSED) {
      expired += sessions.count();
      waiting = 0;
      sessions = new Sessions();
    }
  }

  /** Brings the tokens up to date; at most those of one second add up. */
  void accrue(final long timeMs) {
    final long rate = policy().perSecond();
    final long elapsedMs = Math.min(timeMs - creditAtMs, MS_PER_SECOND);
    credit = Math.min(TOKEN * rate, credit + elapsedMs * rate);
    creditAtMs = timeMs;
  }

  /** A new rate acts from here on. */
  void rateChanged() {
    credit = Math.min(credit, mostCredit(policy()));
  }

  /** The tokens of one second, in thousandths. */
  static long mostCredit(final RoomPolicy policy) {
    return (long) TOKEN * policy.perSecond();
  }

  /** Engine time at which the next place has its turn if nothing changes, or {@link Sale#NEVER}. */
  long admissionDueMs() {
    final RoomPolicy policy = policy();
    if (!sale.isOpen()
        || admittedUpTo >= joined
        || policy.perSecond() == 0
        || sessions.count() >= policy.maxActive()
        || placesLeft(policy) <= 0) {
      return Sale.NEVER;
    }
    final long missing = TOKEN - credit;
    return missing <= 0
        ? creditAtMs
        : creditAtMs + (missing + policy.perSecond() - 1) / policy.perSecond();
  }

  private long placesLeft(final RoomPolicy policy) {
    final long returning = Math.min(sale.held(), MOST_UNITS) * policy.returnPermille() / PERMILLE;
    final long units = Math.min(sale.available(), MOST_UNITS) + returning;
    return units * policy.admitPermille() / PERMILLE / policy.unitsPerBuyer() - sessions.idle();
  }

  /** Engine time at which the first session is due, or {@link Sale#NEVER}. */
  long sessionDueMs() {
    return sessions.first() == Sessions.NULL
        ? Sale.NEVER
        : Math.max(sessions.deadlineMs(sessions.first()), sale.graceUntilMs);
  }

  boolean isSoldOut() {
    return sale.available() + sale.held() == 0;
  }

  private RoomPolicy policy() {
    return sale.policy().room();
  }
}
