package io.holdfast.gateway;

import java.util.ArrayList;
import java.util.List;

/** The credentials of a node, which may be replaced while it runs. Any thread. */
final class Credentials {
  private volatile List<CredentialUse> uses;

  /**
   * @param credentials null: none are asked for, and whoever comes is let in
   */
  Credentials(final List<Credential> credentials, final long nowNs) {
    if (credentials != null) {
      uses = List.of();
      replace(credentials, nowNs);
    }
  }

  /** Whether a connection has to have one. */
  boolean areRequired() {
    return uses != null;
  }

  /**
   * The credential that a token proves; null if there is none. All are compared, each in constant
   * time, so that how long it takes says nothing.
   */
  CredentialUse find(final String token) {
    final byte[] sha256 = Credential.sha256(token);
    CredentialUse found = null;
    for (final CredentialUse use : uses) {
      if (use.credential().hasHash(sha256)) {
        found = use;
      }
    }
    return token.length() < Credential.SHORTEST_TOKEN ? null : found;
  }

  /**
   * Takes others. Those whose token is among the new ones keep what they have counted; the rest are
   * withdrawn.
   *
   * @throws IllegalStateException if none were asked for before
   */
  synchronized void replace(final List<Credential> credentials, final long nowNs) {
    if (!areRequired()) {
      throw new IllegalStateException("this node asks for no credentials");
    }
    final List<CredentialUse> old = new ArrayList<>(uses);
    final List<CredentialUse> next = new ArrayList<>();
    for (final Credential credential : credentials) {
      final CredentialUse kept = takeFrom(old, credential);
      if (kept == null) {
        next.add(new CredentialUse(credential, nowNs));
      } else {
        kept.change(credential, nowNs);
        next.add(kept);
      }
    }
    uses = List.copyOf(next);
    old.forEach(CredentialUse::withdraw);
  }

  private static CredentialUse takeFrom(
      final List<CredentialUse> old, final Credential credential) {
    for (final CredentialUse use : old) {
      if (use.credential().hasSameTokenAs(credential)) {
        old.remove(use);
        return use;
      }
    }
    return null;
  }
}
