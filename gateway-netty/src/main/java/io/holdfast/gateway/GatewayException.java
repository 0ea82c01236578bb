package io.holdfast.gateway;

/** The gateway cannot do its work: what is wrong, in one line for an operator. */
public final class GatewayException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for an operator
   */
  public GatewayException(final String message) {
    super(message);
  }

  /**
   * @param message for an operator
   * @param cause for the log
   */
  public GatewayException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
