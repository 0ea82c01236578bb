package io.holdfast.tools.demo;

import io.holdfast.protocol.codec.TicketState;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Whether the waiting room kept its word, from what buyers can see alone: the log's sequence of
 * each join, the hash published before and the seed revealed after, and what each ticket says.
 * Numbers follow the joins, places follow from seed and number, and turns follow the places.
 * Remembers the first fault. For the crowd's loop, and for others once that is done.
 */
final class FairnessCheck {
  private static final int BUYER_BITS = 24;
  private static final long UNKNOWN = -1;

  private final long[] joinSequence;
  private final long[] number;
  private final long[] place;
  private final long[] sessionEndMs;
  private String fault;

  FairnessCheck(final int buyers) {
    if (buyers >= 1 << BUYER_BITS) {
      throw new IllegalArgumentException(buyers + " buyers");
    }
    joinSequence = unknown(buyers);
    number = unknown(buyers);
    place = unknown(buyers);
    sessionEndMs = unknown(buyers);
  }

  private static long[] unknown(final int buyers) {
    final long[] values = new long[buyers];
    Arrays.fill(values, UNKNOWN);
    return values;
  }

  void onJoined(final int buyer, final long sequence) {
    joinSequence[buyer] = sequence;
  }

  /** A place is said once and for all. */
  void onPlace(final int buyer, final long said) {
    if (place[buyer] != UNKNOWN && place[buyer] != said) {
      fault(String.format("buyer %d was told place %d, then place %d", buyer, place[buyer], said));
    }
    place[buyer] = said;
  }

  /**
   * What a ticket says of itself, all of one moment.
   *
   * @param deadlineMs end of the session, or anything below 0 where there is none
   */
  void onTicket(
      final int buyer,
      final long saidNumber,
      final long saidPlace,
      final long admittedUpTo,
      final TicketState state,
      final long deadlineMs) {
    onPlace(buyer, saidPlace);
    number[buyer] = saidNumber;
    final boolean hadItsTurn = saidPlace < admittedUpTo;
    if (state == TicketState.WAITING && hadItsTurn) {
      fault(
          String.format(
              "place %d was passed over: %d have had their turn", saidPlace, admittedUpTo));
    }
    final boolean wasLetIn =
        state == TicketState.ADMITTED || state == TicketState.DONE || state == TicketState.EXPIRED;
    if (wasLetIn && !hadItsTurn) {
      fault(String.format("place %d is %s before its turn, at %d", saidPlace, state, admittedUpTo));
    }
    if (state == TicketState.ADMITTED && deadlineMs >= 0) {
      sessionEndMs[buyer] = deadlineMs;
    }
  }

  /** Someone reserved whose turn cannot have come. */
  void onPushedIn(final int buyer) {
    fault(
        String.format("buyer %d with place %d could reserve before his turn", buyer, place[buyer]));
  }

  /**
   * Judges the whole.
   *
   * @param publishedHash SHA-256 of the seed in hexadecimal, as said before anyone joined
   * @param seed as revealed at the opening
   * @param drawn tickets given out before the opening, as the node says
   * @return what is wrong first, or empty
   */
  Optional<String> judge(final String publishedHash, final byte[] seed, final long drawn) {
    if (!sha256(seed).equals(publishedHash)) {
      fault("the seed revealed is not the one whose hash was published");
    }
    final int[] byJoin = byJoin();
    if (drawn < 1 || drawn > byJoin.length) {
      fault(String.format("places were drawn for %d of %d tickets", drawn, byJoin.length));
    } else {
      judgePlaces(byJoin, new PlaceDraw(seed, drawn), drawn);
      judgeTurns();
    }
    return Optional.ofNullable(fault);
  }

  private int[] byJoin() {
    final long[] keys = new long[joinSequence.length];
    for (int buyer = 0; buyer < keys.length; buyer++) {
      if (joinSequence[buyer] == UNKNOWN) {
        fault(String.format("buyer %d never joined", buyer));
      }
      keys[buyer] = joinSequence[buyer] << BUYER_BITS | buyer;
    }
    Arrays.sort(keys);
    return Arrays.stream(keys).mapToInt(key -> (int) key & ((1 << BUYER_BITS) - 1)).toArray();
  }

  private void judgePlaces(final int[] byJoin, final PlaceDraw draw, final long drawn) {
    for (int rank = 0; rank < byJoin.length; rank++) {
      final int buyer = byJoin[rank];
      final long right = rank < drawn ? draw.place(rank) : rank;
      if (number[buyer] != rank) {
        fault(
            String.format("the buyer who joined as number %d has ticket %d", rank, number[buyer]));
      } else if (place[buyer] != right) {
        fault(
            String.format("ticket %d has place %d; the seed gives %d", rank, place[buyer], right));
      }
    }
  }

  /**
   * Sessions end in the order in which they began, so their ends tell who was let in before whom.
   */
  private void judgeTurns() {
    final int[] atPlace = new int[place.length];
    Arrays.fill(atPlace, (int) UNKNOWN);
    for (int buyer = 0; buyer < place.length; buyer++) {
      if (place[buyer] >= 0 && place[buyer] < atPlace.length) {
        atPlace[(int) place[buyer]] = buyer;
      }
    }
    int before = (int) UNKNOWN;
    for (final int buyer : atPlace) {
      if (buyer == UNKNOWN || sessionEndMs[buyer] == UNKNOWN) {
        continue;
      }
      if (before != UNKNOWN && sessionEndMs[buyer] < sessionEndMs[before]) {
        fault(String.format("place %d was let in after place %d", place[before], place[buyer]));
      }
      before = buyer;
    }
  }

  private static String sha256(final byte[] seed) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(seed));
    } catch (final NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  private void fault(final String what) {
    if (fault == null) {
      fault = what;
    }
  }
}
