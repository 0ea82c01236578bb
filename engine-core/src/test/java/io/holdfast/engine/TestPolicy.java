package io.holdfast.engine;

import java.util.function.Consumer;

/**
 * The rules of a sale as CreateSale and UpdateSale give them. Null is "not given": where CreateSale
 * must give something, it is 0.
 */
public final class TestPolicy {
  public String name = "sale";
  public Long opensAtMs;
  public Long closesAtMs;
  public Long graceUntilMs;
  public Long holdMs;
  public Long paymentMs;
  public Long maxHoldMs;
  public Long retentionMs;
  public Integer buyerLimit;
  public Integer buyerLineLimit;
  public Integer groupLimit;
  public Integer groupLineLimit;
  public Integer admissionPerSecond;
  public Integer maxActive = 1_000_000;
  public Long finishMs;
  public Integer admitPermille = 1_000;
  public Integer returnPermille = 0;
  public Integer unitsPerBuyer = 1;

  /** Of CreateSale only. */
  public int gated;

  /** First byte of CreateSale's seed. */
  public int seed = 1;

  /** What an UpdateSale gives that changes nothing but this. */
  public static TestPolicy onlyWith(final Consumer<TestPolicy> change) {
    final TestPolicy policy = new TestPolicy();
    policy.maxActive = null;
    policy.admitPermille = null;
    policy.returnPermille = null;
    policy.unitsPerBuyer = null;
    change.accept(policy);
    return policy;
  }
}
