package io.holdfast.tools.whatif;

import com.google.gson.JsonObject;

/**
 * What is to be otherwise than it was; null is as it was.
 *
 * @param sale only this sale's rules; null: every sale's
 * @param limit units per buyer in the sale, 0 for none
 * @param item whose stock changes
 */
public record OtherRules(
    Long sale,
    Long holdMs,
    Long paymentMs,
    Integer limit,
    Integer admissionPerSecond,
    Long item,
    StockChange stock) {

  /**
   * Another number of units in the first delivery of an item.
   *
   * @param units the number, or what is added to it
   * @param added whether it is added
   */
  public record StockChange(long units, boolean added) {
    long of(final long delivered) {
      return added ? delivered + units : units;
    }

    @Override
    public String toString() {
      return (added && units > 0 ? "+" : "") + units;
    }
  }

  /** Whether everything is as it was. */
  public boolean areHistorys() {
    return holdMs == null
        && paymentMs == null
        && limit == null
        && admissionPerSecond == null
        && stock == null;
  }

  boolean concern(final long otherSale) {
    return sale == null || sale == otherSale;
  }

  /** What was given, under the names that {@code sale list --json} and CreateSale have for it. */
  JsonObject toJson() {
    final JsonObject json = new JsonObject();
    add(json, "holdMs", holdMs);
    add(json, "paymentMs", paymentMs);
    add(json, "buyerLimit", limit);
    add(json, "admissionPerSecond", admissionPerSecond);
    add(json, "item", item);
    if (stock != null) {
      json.addProperty("stock", stock.toString());
    }
    return json;
  }

  private static void add(final JsonObject json, final String name, final Number value) {
    if (value != null) {
      json.addProperty(name, value);
    }
  }
}
