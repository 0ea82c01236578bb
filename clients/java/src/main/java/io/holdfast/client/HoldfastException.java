package io.holdfast.client;

/**
 * Something kept the client from giving an answer. What the node decides is never an exception but
 * a {@link Verdict}.
 */
public abstract class HoldfastException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  HoldfastException(final String message) {
    super(message);
  }
}
