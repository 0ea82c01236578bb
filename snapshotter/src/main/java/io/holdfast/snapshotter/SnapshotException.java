package io.holdfast.snapshotter;

/**
 * A snapshot cannot be used or taken: what is wrong, where, and what to do, in one line for an
 * operator.
 */
public class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for an operator
   */
  public SnapshotException(final String message) {
    super(message);
  }

  /**
   * @param message for an operator
   * @param cause for the log
   */
  public SnapshotException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
