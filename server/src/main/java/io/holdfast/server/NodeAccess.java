package io.holdfast.server;

import io.holdfast.gateway.AccessConfig;
import io.holdfast.gateway.Credential;
import java.nio.file.Path;

/**
 * Who may come in to a node, and how much of it at a time.
 *
 * @param credentials file with what clients have to prove; null: nothing, and only a loopback
 *     address is listened on
 * @param tls null: plain TCP
 * @param plainOnNetwork lets a node without TLS listen where others can read along
 * @param maxConnections sockets at a time
 * @param maxRate requests per second of one connection; {@link Credential#UNLIMITED}: no limit
 * @param helloTimeoutMs longest time from the connection to the end of its Hello, that of TLS
 *     included
 */
public record NodeAccess(
    Path credentials,
    Tls tls,
    boolean plainOnNetwork,
    int maxConnections,
    int maxRate,
    int helloTimeoutMs) {

  /** Whoever can reach a loopback address is let in. */
  public static final NodeAccess LOOPBACK =
      new NodeAccess(
          null,
          null,
          false,
          AccessConfig.DEFAULT_MAX_CONNECTIONS,
          Credential.UNLIMITED,
          AccessConfig.DEFAULT_HELLO_TIMEOUT_MS);

  /**
   * PEM files.
   *
   * @param certificate the node's
   * @param key of the certificate
   * @param clientCa what vouches for the certificates that clients must have; null: they need none
   */
  public record Tls(Path certificate, Path key, Path clientCa) {}
}
