package io.holdfast.client;

import java.util.Objects;

/**
 * Units of one item to be held for one buyer.
 *
 * @param reservation its id; the same request under the same id is safe to send again
 * @param sale where
 * @param item of what
 * @param buyer for whom
 * @param group household, card hash or the like; 0 is none
 * @param quantity units
 * @param tier 0 to 7; lower is served first from the waitlist
 * @param partial whether fewer units are welcome if stock or a limit has no more
 * @param waitlist whether to wait for units to come free if there is none; implies partial
 */
public record ReserveRequest(
    Id reservation,
    long sale,
    long item,
    long buyer,
    long group,
    int quantity,
    int tier,
    boolean partial,
    boolean waitlist) {

  /** Rejects what cannot be written; the node judges the rest. */
  public ReserveRequest {
    Objects.requireNonNull(reservation, "reservation");
    StorefrontMessages.checkTier(tier);
  }

  /** A request without group, in tier 0, for all units now or none. */
  public static ReserveRequest of(
      final Id reservation,
      final long sale,
      final long item,
      final long buyer,
      final int quantity) {
    return new ReserveRequest(reservation, sale, item, buyer, 0, quantity, 0, false, false);
  }

  /** The same in a group. */
  public ReserveRequest withGroup(final long newGroup) {
    return new ReserveRequest(
        reservation, sale, item, buyer, newGroup, quantity, tier, partial, waitlist);
  }

  /** The same in another tier. */
  public ReserveRequest withTier(final int newTier) {
    return new ReserveRequest(
        reservation, sale, item, buyer, group, quantity, newTier, partial, waitlist);
  }

  /** The same, content with fewer units. */
  public ReserveRequest withPartial() {
    return new ReserveRequest(
        reservation, sale, item, buyer, group, quantity, tier, true, waitlist);
  }

  /** The same, content with fewer units and ready to wait if there is none. */
  public ReserveRequest withWaitlist() {
    return new ReserveRequest(reservation, sale, item, buyer, group, quantity, tier, partial, true);
  }

  /** Bits of the schema's ReserveFlags. */
  int flags() {
    return (partial ? Session.PARTIAL : 0) | (waitlist ? Session.WAITLIST : 0);
  }
}
