package io.holdfast.client;

/**
 * Hears of what it has subscribed to, on the client's own thread, which it must not block. What it
 * throws is logged, and the subscription goes on.
 */
@FunctionalInterface
public interface UpdateListener<U extends Update> {
  /** The state is this now. The first call comes before the future of the subscribing completes. */
  void onUpdate(U update);

  /**
   * Nothing more will come: what it was about was forgotten, the node would not go on, or there is
   * no connection any more. Called once; not before the future of the subscribing has completed
   * well, and not after {@link Subscription#close}.
   */
  default void onEnd(final String reason) {}
}
