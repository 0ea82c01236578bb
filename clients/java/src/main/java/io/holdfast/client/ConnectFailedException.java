package io.holdfast.client;

import java.util.List;

/** No session came to be: no node could be reached, or none would have it. */
public final class ConnectFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final int port;
  private final String reason;

  /**
   * @param problems every attempt that was made, as HOST:PORT and what came of it
   * @param host of the last one
   * @param port of the last one
   * @param reason of the last one
   */
  ConnectFailedException(
      final List<String> problems, final String host, final int port, final String reason) {
    super(String.join("; ", problems));
    this.host = host;
    this.port = port;
    this.reason = reason;
  }

  /** Where the last attempt went. */
  public String host() {
    return host;
  }

  /** Where the last attempt went. */
  public int port() {
    return port;
  }

  /** Why the last attempt failed, in words. */
  public String reason() {
    return reason;
  }
}
