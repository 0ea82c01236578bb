package io.holdfast.gateway;

import java.util.List;

/**
 * Who may come in, and how much of it at a time.
 *
 * @param credentials what clients have to prove; null: whoever comes is let in under any role
 * @param tls null: plain TCP
 * @param maxConnections sockets at a time, counted before anything is read from them
 * @param maxRate requests per second of one connection, or {@link Credential#UNLIMITED}
 * @param helloTimeoutMs longest time from the connection to the end of its Hello, that of TLS
 *     included
 */
public record AccessConfig(
    List<Credential> credentials,
    ServerTls tls,
    int maxConnections,
    int maxRate,
    int helloTimeoutMs) {
  /** Sockets at a time unless said otherwise. */
  public static final int DEFAULT_MAX_CONNECTIONS = 32_768;

  /** Time for a Hello unless said otherwise. */
  public static final int DEFAULT_HELLO_TIMEOUT_MS = 5_000;

  /** No credentials, no TLS, no rate; for loopback addresses. */
  public static final AccessConfig OPEN =
      new AccessConfig(
          null, null, DEFAULT_MAX_CONNECTIONS, Credential.UNLIMITED, DEFAULT_HELLO_TIMEOUT_MS);

  /** Rejects limits below one. */
  public AccessConfig {
    if (maxConnections < 1 || maxRate < 1 || helloTimeoutMs < 1) {
      throw new IllegalArgumentException(
          "maxConnections="
              + maxConnections
              + " maxRate="
              + maxRate
              + " helloTimeoutMs="
              + helloTimeoutMs);
    }
  }
}
