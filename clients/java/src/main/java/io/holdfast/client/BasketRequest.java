package io.holdfast.client;

import io.holdfast.protocol.Framing;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Several lines to be held for one buyer, all or none.
 *
 * @param basket its id; the same request under the same id is safe to send again
 * @param sale where
 * @param buyer for whom
 * @param group household, card hash or the like; 0 is none
 * @param tier 0 to 7
 * @param lines at most {@link Framing#MAX_BASKET_LINES}; an item named twice counts as the sum
 */
public record BasketRequest(
    Id basket, long sale, long buyer, long group, int tier, List<Line> lines) {

  /**
   * One reservation of the basket.
   *
   * @param reservation its own id
   * @param item of what
   * @param quantity units
   */
  public record Line(Id reservation, long item, int quantity) {
    /** Rejects a missing id. */
    public Line {
      Objects.requireNonNull(reservation, "reservation");
    }
  }

  /** Rejects what cannot be written; the node judges the rest. */
  public BasketRequest {
    Objects.requireNonNull(basket, "basket");
    StorefrontMessages.checkTier(tier);
    lines = List.copyOf(lines);
    if (lines.size() > Framing.MAX_BASKET_LINES) {
      throw new IllegalArgumentException(
          "a basket has at most %d lines, not %d"
              .formatted(Framing.MAX_BASKET_LINES, lines.size()));
    }
  }

  /** A builder of a basket without group, in tier 0. */
  public static Builder builder(final Id basket, final long sale, final long buyer) {
    return new Builder(basket, sale, buyer);
  }

  /** Collects the lines. Not threadsafe. */
  public static final class Builder {
    private final Id basket;
    private final long sale;
    private final long buyer;
    private final List<Line> lines = new ArrayList<>();
    private long group;
    private int tier;

    private Builder(final Id basket, final long sale, final long buyer) {
      this.basket = basket;
      this.sale = sale;
      this.buyer = buyer;
    }

    /** Appends a line with a reservation id of its own. */
    public Builder line(final Id reservation, final long item, final int quantity) {
      lines.add(new Line(reservation, item, quantity));
      return this;
    }

    /** Household, card hash or the like. */
    public Builder group(final long value) {
      group = value;
      return this;
    }

    /** 0 to 7. */
    public Builder tier(final int value) {
      tier = value;
      return this;
    }

    /** The request. */
    public BasketRequest build() {
      return new BasketRequest(basket, sale, buyer, group, tier, lines);
    }
  }
}
