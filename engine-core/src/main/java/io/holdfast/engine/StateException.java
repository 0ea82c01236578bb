package io.holdfast.engine;

/** A saved state cannot be loaded: what is wrong with it, for an operator. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StateException(final String message) {
    super(message);
  }

  StateException(final String message, final Throwable cause) {
    super(message, cause);
  }
}
