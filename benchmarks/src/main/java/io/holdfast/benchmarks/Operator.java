package io.holdfast.benchmarks;

import io.holdfast.engine.Verdict;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Sends an engine what an operator sends, under ids of its own, and fails unless it is accepted.
 */
final class Operator {
  private final OperatorMessages messages = new OperatorMessages();
  private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[1_024]);
  private final EngineDriver driver;
  private long command;

  Operator(final EngineDriver driver) {
    this.driver = driver;
  }

  Verdict createSale(final long sale, final SaleTerms terms) {
    messages.createSale(buffer, ++command, sale, terms);
    return driver.accept(buffer, 0);
  }

  Verdict adjustStock(final long sale, final long item, final long delta) {
    messages.adjustStock(buffer, ++command, sale, item, delta);
    return driver.accept(buffer, 0);
  }

  Verdict openSale(final long sale) {
    messages.openSale(buffer, ++command, sale);
    return driver.accept(buffer, 0);
  }

  Verdict closeSale(final long sale) {
    messages.closeSale(buffer, ++command, sale);
    return driver.accept(buffer, 0);
  }

  /** An open sale with the items from 1 to {@code lines}, each with as many units. */
  void openSale(final long sale, final SaleTerms terms, final int lines, final long units) {
    createSale(sale, terms);
    for (int item = 1; item <= lines; item++) {
      adjustStock(sale, item, units);
    }
    openSale(sale);
  }
}
