package io.holdfast.client;

import io.holdfast.protocol.codec.Role;
import java.net.InetSocketAddress;
import java.util.Objects;

/**
 * Where the node is and how the client behaves.
 *
 * @param host name or address of the node
 * @param port 1 to 65535
 * @param session what the client says of itself, and how long it waits for the handshake
 * @param callTimeoutMs a call that has no answer after this long fails
 * @param maxCalls calls that may be waiting or in flight at a time; one more fails at once
 */
public record ClientConfig(
    String host, int port, SessionConfig session, int callTimeoutMs, int maxCalls) {

  /** Longest wait for an answer unless said otherwise. */
  public static final int DEFAULT_CALL_TIMEOUT_MS = 5_000;

  /** Calls at a time unless said otherwise. */
  public static final int DEFAULT_MAX_CALLS = 65_536;

  /** Rejects a timeout below 1 ms and a limit below one call. */
  public ClientConfig {
    Objects.requireNonNull(host, "host");
    Objects.requireNonNull(session, "session");
    if (callTimeoutMs < 1) {
      throw new IllegalArgumentException("call timeout: at least 1 ms, not " + callTimeoutMs);
    }
    if (maxCalls < 1) {
      throw new IllegalArgumentException("calls at a time: at least 1, not " + maxCalls);
    }
  }

  /**
   * A client with the defaults.
   *
   * @param address HOST:PORT; an IPv6 address stands in brackets
   * @throws IllegalArgumentException naming the address and what is wrong with it
   */
  public static ClientConfig of(final String address, final String clientName, final Role role) {
    final InetSocketAddress parsed = Addresses.parse(address);
    return new ClientConfig(
        parsed.getHostString(),
        parsed.getPort(),
        SessionConfig.of(clientName, role),
        DEFAULT_CALL_TIMEOUT_MS,
        DEFAULT_MAX_CALLS);
  }

  /** The same with another session. */
  public ClientConfig withSession(final SessionConfig newSession) {
    return new ClientConfig(host, port, newSession, callTimeoutMs, maxCalls);
  }

  /** The same with another timeout. */
  public ClientConfig withCallTimeoutMs(final int newCallTimeoutMs) {
    return new ClientConfig(host, port, session, newCallTimeoutMs, maxCalls);
  }

  /** The same with another limit. */
  public ClientConfig withMaxCalls(final int newMaxCalls) {
    return new ClientConfig(host, port, session, callTimeoutMs, newMaxCalls);
  }
}
