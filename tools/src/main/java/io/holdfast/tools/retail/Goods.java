package io.holdfast.tools.retail;

import java.util.Locale;
import java.util.Set;

/** Tells goods from what the retailer booked under a stock code without stock behind it. */
final class Goods {
  /**
   * Postage, Dotcom postage, manual, discount, carriage, samples, bad debt, bank charges, Amazon
   * fees, charity commission.
   */
  private static final Set<String> PSEUDO_PRODUCTS =
      Set.of("POST", "DOT", "M", "D", "C2", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK");

  private static final String GIFT_VOUCHER_PREFIX = "GIFT_";

  private Goods() {}

  /** Codes are compared without regard to case here: the file has both M and m. */
  static boolean isPseudoProduct(final String stockCode) {
    final String code = stockCode.toUpperCase(Locale.ROOT);
    return PSEUDO_PRODUCTS.contains(code) || code.startsWith(GIFT_VOUCHER_PREFIX);
  }
}
