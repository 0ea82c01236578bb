package io.holdfast.client;

/** No session came to be: the node could not be reached, or refused it. */
public final class ConnectFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  private final String host;
  private final int port;
  private final String reason;

  ConnectFailedException(final String host, final int port, final String reason) {
    super(Addresses.text(host, port) + ": " + reason);
    this.host = host;
    this.port = port;
    this.reason = reason;
  }

  /** As it was configured. */
  public String host() {
    return host;
  }

  /** As it was configured. */
  public int port() {
    return port;
  }

  /** Why, in words. */
  public String reason() {
    return reason;
  }
}
