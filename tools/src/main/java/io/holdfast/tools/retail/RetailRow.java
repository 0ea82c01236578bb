package io.holdfast.tools.retail;

import java.time.LocalDateTime;

/**
 * A row of the input.
 *
 * @param units negative in cancels and write-offs
 * @param priced whether the price is more than 0
 * @param customer empty for a guest
 */
record RetailRow(
    String invoice,
    String stockCode,
    int units,
    LocalDateTime time,
    boolean priced,
    String customer) {
  boolean isOfCancellingInvoice() {
    return invoice.startsWith("C");
  }

  boolean isOfBadDebtInvoice() {
    return invoice.startsWith("A");
  }

  /** Name of the buyer; a guest is known by the invoice only. */
  String buyer() {
    return customer.isEmpty() ? "guest-" + invoice : customer;
  }
}
