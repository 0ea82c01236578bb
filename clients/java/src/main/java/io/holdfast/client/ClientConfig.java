package io.holdfast.client;

import io.holdfast.protocol.codec.Role;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;

/**
 * Where the nodes are and how the client behaves.
 *
 * @param addresses of the nodes of one cluster, the one to try first in front; not looked up yet
 * @param session what the client says of itself, and how long it waits for the handshake
 * @param callTimeoutMs a call that has no answer after this long fails
 * @param maxCalls calls that may be waiting or in flight at a time; one more fails at once
 * @param retry what the client does by itself
 * @param listener hears of the connection
 */
public record ClientConfig(
    List<InetSocketAddress> addresses,
    SessionConfig session,
    int callTimeoutMs,
    int maxCalls,
    RetryPolicy retry,
    ConnectionListener listener) {

  /** Longest wait for an answer unless said otherwise. */
  public static final int DEFAULT_CALL_TIMEOUT_MS = 5_000;

  /** Calls at a time unless said otherwise. */
  public static final int DEFAULT_MAX_CALLS = 65_536;

  /** Rejects no address, a timeout below 1 ms and a limit below one call. */
  public ClientConfig {
    addresses = List.copyOf(addresses);
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(retry, "retry");
    Objects.requireNonNull(listener, "listener");
    if (addresses.isEmpty()) {
      throw new IllegalArgumentException("addresses: at least one");
    }
    if (callTimeoutMs < 1) {
      throw new IllegalArgumentException("call timeout: at least 1 ms, not " + callTimeoutMs);
    }
    if (maxCalls < 1) {
      throw new IllegalArgumentException("calls at a time: at least 1, not " + maxCalls);
    }
  }

  /**
   * A client of one node, with the usual retries.
   *
   * @param host name or address of the node
   * @param port 1 to 65535
   */
  public ClientConfig(
      final String host,
      final int port,
      final SessionConfig session,
      final int callTimeoutMs,
      final int maxCalls) {
    this(
        List.of(InetSocketAddress.createUnresolved(host, port)),
        session,
        callTimeoutMs,
        maxCalls,
        RetryPolicy.DEFAULT,
        ConnectionListener.NONE);
  }

  /**
   * A client with the defaults.
   *
   * @param addresses HOST:PORT, several with commas between; an IPv6 address stands in brackets
   * @throws IllegalArgumentException naming the address and what is wrong with it
   */
  public static ClientConfig of(final String addresses, final String clientName, final Role role) {
    return new ClientConfig(
        Addresses.parseAll(addresses),
        SessionConfig.of(clientName, role),
        DEFAULT_CALL_TIMEOUT_MS,
        DEFAULT_MAX_CALLS,
        RetryPolicy.DEFAULT,
        ConnectionListener.NONE);
  }

  /** The same with another session. */
  public ClientConfig withSession(final SessionConfig newSession) {
    return new ClientConfig(addresses, newSession, callTimeoutMs, maxCalls, retry, listener);
  }

  /** The same with another timeout. */
  public ClientConfig withCallTimeoutMs(final int newCallTimeoutMs) {
    return new ClientConfig(addresses, session, newCallTimeoutMs, maxCalls, retry, listener);
  }

  /** The same with another limit. */
  public ClientConfig withMaxCalls(final int newMaxCalls) {
    return new ClientConfig(addresses, session, callTimeoutMs, newMaxCalls, retry, listener);
  }

  /** The same with another policy. */
  public ClientConfig withRetry(final RetryPolicy newRetry) {
    return new ClientConfig(addresses, session, callTimeoutMs, maxCalls, newRetry, listener);
  }

  /** The same with another listener. */
  public ClientConfig withListener(final ConnectionListener newListener) {
    return new ClientConfig(addresses, session, callTimeoutMs, maxCalls, retry, newListener);
  }
}
