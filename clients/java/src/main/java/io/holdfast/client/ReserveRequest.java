package io.holdfast.client;

import java.util.Objects;

/**
 * Units of one item to be held for one buyer. Partial grants and waiting for stock are not offered
 * yet.
 *
 * @param reservation its id; the same request under the same id is safe to send again
 * @param sale where
 * @param item of what
 * @param buyer for whom
 * @param group household, card hash or the like; 0 is none
 * @param quantity units
 * @param tier 0 to 7
 */
public record ReserveRequest(
    Id reservation, long sale, long item, long buyer, long group, int quantity, int tier) {

  /** Rejects what cannot be written; the node judges the rest. */
  public ReserveRequest {
    Objects.requireNonNull(reservation, "reservation");
    StorefrontMessages.checkTier(tier);
  }

  /** A request without group, in tier 0. */
  public static ReserveRequest of(
      final Id reservation,
      final long sale,
      final long item,
      final long buyer,
      final int quantity) {
    return new ReserveRequest(reservation, sale, item, buyer, 0, quantity, 0);
  }

  /** The same in a group. */
  public ReserveRequest withGroup(final long newGroup) {
    return new ReserveRequest(reservation, sale, item, buyer, newGroup, quantity, tier);
  }

  /** The same in another tier. */
  public ReserveRequest withTier(final int newTier) {
    return new ReserveRequest(reservation, sale, item, buyer, group, quantity, newTier);
  }
}
