package io.holdfast.client;

import io.holdfast.protocol.codec.Role;
import java.util.Objects;

/**
 * What a session says in its Hello, and how long it waits for the node.
 *
 * @param clientName for the node's logs and status; at most 256 bytes of UTF-8
 * @param role what the session may send; operator commands need {@link Role#OPERATOR}
 * @param credential empty where the node has no credentials; at most 256 bytes of UTF-8
 * @param windowSlots slots the session would like to have in flight; the node may grant fewer
 * @param handshakeTimeoutMs longest wait for the connection to be made, and again for the Welcome
 * @param tls null: plain TCP
 */
public record SessionConfig(
    String clientName,
    Role role,
    String credential,
    int windowSlots,
    int handshakeTimeoutMs,
    ClientTls tls) {

  /** Slots asked for unless said otherwise. */
  public static final int DEFAULT_WINDOW_SLOTS = 1024;

  /** Longest wait for a handshake unless said otherwise. */
  public static final int DEFAULT_HANDSHAKE_TIMEOUT_MS = 5_000;

  /** Rejects texts that are too long, a window below one slot and a timeout below 1 ms. */
  public SessionConfig {
    Texts.check("client name", clientName);
    Texts.check("credential", credential);
    Objects.requireNonNull(role, "role");
    if (role == Role.NULL_VAL) {
      throw new IllegalArgumentException("role: STOREFRONT, OPERATOR or OBSERVER, not " + role);
    }
    if (windowSlots < 1) {
      throw new IllegalArgumentException("window: at least 1 slot, not " + windowSlots);
    }
    if (handshakeTimeoutMs < 1) {
      throw new IllegalArgumentException(
          "handshake timeout: at least 1 ms, not " + handshakeTimeoutMs);
    }
  }

  /** A session without credential and TLS, with the default window and timeout. */
  public static SessionConfig of(final String clientName, final Role role) {
    return new SessionConfig(
        clientName, role, "", DEFAULT_WINDOW_SLOTS, DEFAULT_HANDSHAKE_TIMEOUT_MS, null);
  }

  /** The same with another credential. */
  public SessionConfig withCredential(final String newCredential) {
    return new SessionConfig(clientName, role, newCredential, windowSlots, handshakeTimeoutMs, tls);
  }

  /** The same with another window. */
  public SessionConfig withWindowSlots(final int newWindowSlots) {
    return new SessionConfig(clientName, role, credential, newWindowSlots, handshakeTimeoutMs, tls);
  }

  /** The same with another timeout. */
  public SessionConfig withHandshakeTimeoutMs(final int newHandshakeTimeoutMs) {
    return new SessionConfig(clientName, role, credential, windowSlots, newHandshakeTimeoutMs, tls);
  }

  /** The same over TLS. */
  public SessionConfig withTls(final ClientTls newTls) {
    return new SessionConfig(clientName, role, credential, windowSlots, handshakeTimeoutMs, newTls);
  }

  /** Leaves the credential out: this text ends up in logs. */
  @Override
  public String toString() {
    return "SessionConfig[clientName=%s, role=%s, windowSlots=%d, handshakeTimeoutMs=%d]"
        .formatted(clientName, role, windowSlots, handshakeTimeoutMs);
  }
}
