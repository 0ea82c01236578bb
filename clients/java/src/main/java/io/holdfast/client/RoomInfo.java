package io.holdfast.client;

import io.holdfast.protocol.codec.SaleState;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A sale's waiting room as the node sees it.
 *
 * @param sale whose it is
 * @param state of the sale
 * @param timeMs engine time of this answer, ms since 1970
 * @param joined places given out so far
 * @param drawn places that the shuffle ordered: those given out before the opening; empty: not open
 *     yet
 * @param admittedUpTo places before this one have had their turn
 * @param admitted buyers admitted so far
 * @param waiting tickets WAITING
 * @param active tickets ADMITTED
 * @param activeIdle of these, without a hold or a purchase
 * @param done sessions that ended DONE
 * @param expired sessions that ended EXPIRED
 * @param left tickets that were given back
 * @param policy how buyers are let in
 * @param soldOut whether nothing is available and nothing held
 * @param seedHash SHA-256 of the seed, 64 hexadecimal digits
 * @param seed empty before the opening
 */
public record RoomInfo(
    long sale,
    SaleState state,
    long timeMs,
    long joined,
    OptionalLong drawn,
    long admittedUpTo,
    long admitted,
    int waiting,
    int active,
    int activeIdle,
    long done,
    long expired,
    long left,
    AdmissionPolicy policy,
    boolean soldOut,
    String seedHash,
    Optional<RoomSeed> seed) {

  private static final long MS_PER_SECOND = 1_000;

  /**
   * How many have their turn before this place; 0: it is the next. Empty once it has had its turn.
   *
   * @param place of a ticket, which does not change once it is drawn
   */
  public OptionalLong position(final long place) {
    return TicketInfo.position(place, admittedUpTo);
  }

  /**
   * How long a place waits at least, in ms: at the rate at which tokens accrue, were it never held
   * up. Empty once it has had its turn, and while no token accrues.
   */
  public OptionalLong shortestWaitMs(final long place) {
    final OptionalLong position = position(place);
    return position.isEmpty() || policy.admissionPerSecond() == 0
        ? OptionalLong.empty()
        : OptionalLong.of(scaled(position.getAsLong(), MS_PER_SECOND, policy.admissionPerSecond()));
  }

  /**
   * How long a place will wait, in ms, if it goes on as it went since another look. Empty once it
   * has had its turn, and if nobody had theirs meanwhile: then nobody knows.
   *
   * @param earlier the same waiting room some seconds ago
   */
  public OptionalLong estimatedWaitMs(final long place, final RoomInfo earlier) {
    final OptionalLong position = position(place);
    final long turns = admittedUpTo - earlier.admittedUpTo;
    final long elapsedMs = timeMs - earlier.timeMs;
    return position.isEmpty() || turns <= 0 || elapsedMs <= 0
        ? OptionalLong.empty()
        : OptionalLong.of(scaled(position.getAsLong(), elapsedMs, turns));
  }

  private static long scaled(final long position, final long ms, final long turns) {
    return Math.round((position + 1.0) * ms / turns);
  }
}
