package io.holdfast.tools.retail;

import java.math.BigDecimal;

/**
 * How to convert.
 *
 * @param stockShare stock of each item as a share of the units demanded, more than 0
 * @param hotItems map all products onto this many items; 0: every product is its own
 */
public record ConversionOptions(BigDecimal stockShare, int hotItems) {
  public ConversionOptions {
    if (stockShare.signum() <= 0) {
      throw new IllegalArgumentException("stockShare=" + stockShare);
    }
    if (hotItems < 0) {
      throw new IllegalArgumentException("hotItems=" + hotItems);
    }
  }
}
