package io.holdfast.tools.operate;

import picocli.CommandLine.Option;

/** Which buyer a verb is about; used as a mixin. */
public final class BuyerOption {
  @Option(
      names = "--buyer",
      paramLabel = "B",
      required = true,
      description = "Number of the buyer, as the storefront chose it.")
  private long buyer;

  /** The buyer. */
  public long buyer() {
    return buyer;
  }
}
