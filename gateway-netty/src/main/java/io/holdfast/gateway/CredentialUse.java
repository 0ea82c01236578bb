package io.holdfast.gateway;

import io.holdfast.protocol.codec.Role;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A credential at work: its connections and its rate, counted over all of them. It stays the same
 * object when the credential is read again with other limits. Any thread.
 */
final class CredentialUse {
  private final AtomicInteger connections = new AtomicInteger();
  private volatile Credential credential;
  private volatile RateLimit rate;
  private volatile boolean withdrawn;

  CredentialUse(final Credential credential, final long nowNs) {
    change(credential, nowNs);
  }

  /** The same token under other limits, or another role or name. */
  void change(final Credential next, final long nowNs) {
    final RateLimit before = rate;
    if (next.maxRate() == Credential.UNLIMITED) {
      rate = null;
    } else if (before == null || before.perSecond() != next.maxRate()) {
      rate = new RateLimit(next.maxRate(), nowNs);
    }
    credential = next;
  }

  void withdraw() {
    withdrawn = true;
  }

  Credential credential() {
    return credential;
  }

  /** Whether a connection of this role may be, now. */
  boolean permits(final Role role) {
    return !withdrawn && credential.permits(role);
  }

  /** Counts one more connection; false if there are as many as there may be. */
  boolean enter() {
    while (true) {
      final int now = connections.get();
      if (now >= credential.maxConnections()) {
        return false;
      }
      if (connections.compareAndSet(now, now + 1)) {
        return true;
      }
    }
  }

  /** Counts one connection less. */
  void leave() {
    connections.decrementAndGet();
  }

  /** Its limit; null if it has none. */
  RateLimit rate() {
    return rate;
  }
}
