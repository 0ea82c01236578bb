package io.holdfast.client;

/**
 * A subscription did not come about: the connection was lost, or no answer came in time. What the
 * node refuses is a {@link QueryFailedException}.
 */
public final class SubscriptionFailedException extends HoldfastException {
  private static final long serialVersionUID = 1L;

  SubscriptionFailedException(final String what, final String reason) {
    super(what + ": " + reason);
  }
}
