package io.holdfast.tools.retail;

/**
 * Why a row of the input has no row in the workload; looked at in this order, the first that
 * applies counts.
 */
public enum DropReason {
  BAD_DEBT("badDebt", "bad debt (A invoices)"),
  PSEUDO_PRODUCT("pseudoProduct", "not goods: postage, fees, discounts, samples, vouchers"),
  WRITE_OFF("writeOff", "write-offs: negative quantity, not a cancel"),
  NO_UNITS("noUnits", "quantity 0, or a cancel that does not take back"),
  NO_PRICE("noPrice", "price 0 or less: corrections of stock, gifts"),
  NO_EARLIER_PURCHASE("noEarlierPurchase", "cancels of what was not bought in this file");

  private final String key;
  private final String text;

  DropReason(final String key, final String text) {
    this.key = key;
    this.text = text;
  }

  /** Stable key in JSON. */
  public String key() {
    return key;
  }

  /** For people. */
  public String text() {
    return text;
  }
}
