package io.holdfast.gateway;

import java.util.function.LongSupplier;

/**
 * How many requests a connection may still send: what its own rate and that of its credential
 * leave. The clock is read once per {@link #left}, and not at all without a limit. For one event
 * loop.
 */
final class RequestBudget {
  /** Of {@link #left}: as many as there are. */
  static final int UNLIMITED = Integer.MAX_VALUE;

  private final LongSupplier nanoTime;
  private final RateLimit own;
  private final CredentialUse credential;
  private RateLimit shared;
  private long nowNs;

  /**
   * @param maxRate requests per second of the connection, or {@link Credential#UNLIMITED}
   * @param credential null if the node asks for none
   */
  RequestBudget(final int maxRate, final CredentialUse credential, final LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.own =
        maxRate == Credential.UNLIMITED ? null : new RateLimit(maxRate, nanoTime.getAsLong());
    this.credential = credential;
  }

  /** Requests that may be taken now. */
  int left() {
    shared = credential == null ? null : credential.rate();
    if (own == null && shared == null) {
      return UNLIMITED;
    }
    nowNs = nanoTime.getAsLong();
    return Math.min(
        own == null ? UNLIMITED : own.left(nowNs), shared == null ? UNLIMITED : shared.left(nowNs));
  }

  /** Counts the requests that were taken since {@link #left}. */
  void spend(final int requests) {
    if (requests == 0) {
      return;
    }
    if (own != null) {
      own.spend(requests, nowNs);
    }
    if (shared != null) {
      shared.spend(requests, nowNs);
    }
  }
}
