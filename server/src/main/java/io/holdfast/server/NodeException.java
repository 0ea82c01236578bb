package io.holdfast.server;

/** The node cannot run: what is wrong and what to do, in one line for an operator. */
public final class NodeException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for an operator
   */
  public NodeException(final String message) {
    super(message);
  }

  /**
   * @param message for an operator
   * @param cause for the log
   */
  public NodeException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
