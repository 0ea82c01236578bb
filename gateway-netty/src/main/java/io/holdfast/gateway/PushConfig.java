package io.holdfast.gateway;

/**
 * What subscriptions may cost.
 *
 * @param intervalMs how often a subscription is served: at most one update in so many ms
 * @param maxObservers connections of role OBSERVER at a time; they take no window
 * @param maxPerObserver subscriptions that one of them may have
 * @param maxPerConnection subscriptions that a storefront or an operator may have on a connection
 * @param maxInAll subscriptions of all connections together
 */
public record PushConfig(
    int intervalMs, int maxObservers, int maxPerObserver, int maxPerConnection, int maxInAll) {
  /** What a node has unless said otherwise. */
  public static final PushConfig DEFAULT = new PushConfig(100, 20_000, 64, 16_384, 200_000);

  /** Rejects an interval below 1 ms and ceilings below zero. */
  public PushConfig {
    if (intervalMs < 1) {
      throw new IllegalArgumentException("push interval: at least 1 ms, not " + intervalMs);
    }
    if (maxObservers < 0 || maxPerObserver < 0 || maxPerConnection < 0 || maxInAll < 0) {
      throw new IllegalArgumentException("a ceiling on observers or subscriptions is below zero");
    }
  }
}
