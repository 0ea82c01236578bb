package io.holdfast.model;

/** A journaled record that is not one of the commands this engine knows, or not all of one. */
public final class UnreadableCommandException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnreadableCommandException(final String message) {
    super(message);
  }
}
