package io.holdfast.journal;

/**
 * The journal cannot be used: what is wrong, where, and what to do, in one line for an operator.
 */
public class JournalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * @param message for an operator
   */
  public JournalException(final String message) {
    super(message);
  }

  /**
   * @param message for an operator
   * @param cause for the log
   */
  public JournalException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
